"""The engine: a document, page, file or package in; which lists of places it holds, and whether a place is on them, out."""
