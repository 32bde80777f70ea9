"""What flows into the lists room: one document as bytes, with the path that names it inside its target."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One document to look for lists in.

    `path` is the way inside the target, with `/` between folders and `!/` behind an archive (`a.zip!/b.csv`);
    it is empty for a page or a file that is itself the target. `data` is what was read, undecoded.
    `media` is the media type as declared, with its charset (`text/html; charset=windows-1250`), or None.
    """

    path: str
    data: bytes
    media: str | None = None
