"""Incoming mail in; each matched to its request, read by machine, decided by a person and published, out."""
