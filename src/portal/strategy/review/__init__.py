"""A version of a strategy and its figures in; a frozen snapshot, findings, votes and the next version out."""
