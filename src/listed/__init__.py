"""The engine: a page, file or package in; which lists of places it holds, and how a place stands on them, out."""
