"""A mix of initiatives in; by when it would reach a target, as a page that shows its assumptions, out."""
