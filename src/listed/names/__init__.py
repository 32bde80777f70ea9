"""What every place is called: labels and codes in, territory ids out."""

from listed.names.place import Code, Place, Qualifier
from listed.names.table import Names, load
from listed.names.text import normalise

__all__ = ["Code", "Names", "Place", "Qualifier", "load", "normalise"]
