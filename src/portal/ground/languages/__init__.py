"""A text in one language or script in; the same text in another script, or folded for searching, out."""
