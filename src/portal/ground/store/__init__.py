"""Bytes in, their sha256 out; the same bytes out again. What is equal is kept once."""
