"""Measured rates and a mix of initiatives in; by when a target is reached, and how sure that is, out."""
