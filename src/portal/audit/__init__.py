"""Targets in; looks at them, by machine on a schedule and by people, as append-only observations out."""
