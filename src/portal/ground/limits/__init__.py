"""A deed and who does it in; whether it may be done now out."""
