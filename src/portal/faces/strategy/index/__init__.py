"""Questions about the recognition index in; its course, parts, method and weak points, page by page, out."""
