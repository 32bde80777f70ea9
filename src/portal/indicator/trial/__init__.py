"""Targets that wait in random order in; whether asking makes a difference, with how sure that is, out."""
