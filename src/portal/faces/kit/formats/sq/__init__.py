"""Albanian days and numbers."""
