"""Editions that ended in; notes, alumni, reports and editions side by side, as pages and on paper, out."""
