"""A text in; the same without the signs that no XML may hold, out."""

from __future__ import annotations

import re

# Nothing but these may stand in XML, and a subject of a mail or a name may hold anything.
_CONTROL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """The text as XML can hold it."""
    return _CONTROL.sub("", text)
