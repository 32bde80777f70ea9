"""What guests of a review say and decide in; the room as a projector, a phone and the minutes show it, out."""
