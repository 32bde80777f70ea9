"""A list of places in; its criterion, scope, verdict and the reasons out."""
