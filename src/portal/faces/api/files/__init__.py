"""The records as files: what their columns mean, how they are written, and when they are written anew."""
