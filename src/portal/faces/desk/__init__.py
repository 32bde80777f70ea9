"""Where staff work: one queue, and every decision with its reason."""
