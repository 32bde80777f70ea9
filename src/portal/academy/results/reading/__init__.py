"""An edition's wiki in; all that it knows of the participants' revisions, pages and files, written at once, out."""

from portal.academy.results.reading.course import Read, read

__all__ = ["Read", "read"]
