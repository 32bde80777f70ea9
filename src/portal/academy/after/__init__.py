"""Editions that ended in; who stayed, what participants hear of their work, and who comes back, out."""
