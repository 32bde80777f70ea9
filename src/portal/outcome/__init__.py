"""Observations and replies in; how each request ended, proven, and every win that was undone, out."""
