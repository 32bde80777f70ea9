"""A document in, the lists of places in it out."""

from listed.lists.document import Document
from listed.lists.find import tables
from listed.lists.places import PlaceList, join_parts, read_places
from listed.names import Names

__all__ = ["Document", "PlaceList", "lists_in"]


def lists_in(names: Names, document: Document) -> list[PlaceList]:
    """Every list of places in a document, and the other lists that people pick from, in the order they stand."""
    found = [places for table in tables(document) if (places := read_places(names, table)) is not None]
    return join_parts(found, names)
