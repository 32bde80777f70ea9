"""Guests, findings and votes about a strategy as it stood on a day, in; decisions, and the version after it, out."""
