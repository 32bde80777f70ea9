"""Words typed after `python -m portal` in; what the operator asked for, done, out."""
