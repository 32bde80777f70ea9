"""What the rooms above can count in; figures with their intervals, kept for ever, out."""
