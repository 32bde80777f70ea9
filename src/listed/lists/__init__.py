"""A document in, the lists of places in it out."""

from listed.lists.document import Document
from listed.lists.find import tables
from listed.lists.places import MOST_IN_A_SMALL_GROUP, PlaceList, join_parts, read_places
from listed.names import Names

__all__ = ["Document", "PlaceList", "lists_in"]


def lists_in(names: Names, document: Document) -> list[PlaceList]:
    """Every list of places in a document, and the other lists that people pick from, in the order they stand."""
    found, small = [], []
    for table in tables(document):
        places = read_places(names, table)
        if places is not None:
            found.append(places)
        elif table.form == "items" and len(table) <= MOST_IN_A_SMALL_GROUP:
            small.append(table)
    return join_parts(found, names, small)
