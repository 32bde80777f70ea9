"""Measurements of this project, each a ratio between two things timed in one run."""
