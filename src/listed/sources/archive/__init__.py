"""Archives flow in as streams of bytes, and their members flow out one at a time; nothing is written to disk."""
