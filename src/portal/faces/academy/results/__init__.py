"""Questions about what an edition made in; its figures, each opened down to its rows, as pages, out."""
