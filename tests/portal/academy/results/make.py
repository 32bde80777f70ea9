"""Plain data for tests of results: wikis of a family, editions that follow them, and a picture to upload."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path

from portal.academy.programme.models import Edition, Participant
from portal.academy.results import acts
from portal.academy.results.models import Site, SiteKind
from tests.portal.academy.make import make_edition, make_participant

# A wiki of one's own is asked again at once.
HASTE = {"first_wait": 0.005, "longest_wait": 0.02, "timeout": 20.0, "tries": 12}


def make_site(api: str, slug: str = "en", *, maxima: str = "en", kind: SiteKind = SiteKind.WIKI) -> Site:
    """A wiki that is known here."""
    return acts.add_site(slug, f"Wiki {slug}", api, slug, kind=kind, maxima=maxima, by="owner")


def make_followed(
    sites: Iterable[Site], names: Iterable[str], starts_at: dt.datetime, ends_at: dt.datetime
) -> tuple[Edition, list[Participant]]:
    """An edition that follows these wikis; each name is a participant, called so on all of them."""
    edition = make_edition(starts_at=starts_at, ends_at=ends_at)
    people = [make_participant(edition) for _ in names]
    for site in sites:
        acts.track(edition, site, "owner")
        for person, name in zip(people, names, strict=True):
            acts.name_account(person, site, name, "owner")
    return edition, people


def make_png(path: Path, colour: int = 0, size: int = 8) -> Path:
    """A small grey picture."""
    rows = b"".join(b"\0" + bytes([colour]) * size for _ in range(size))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )
    return path
