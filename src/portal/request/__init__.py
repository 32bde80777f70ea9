"""A diagnosis and citizens in; one open request per target, its letters and its signatures, out."""
