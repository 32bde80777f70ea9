"""Questions about trials in; their curves, targets and words, page by page, out."""
