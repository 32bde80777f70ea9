"""What staff write into the strategy in; the acts of its rooms out."""
