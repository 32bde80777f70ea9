"""What a wiki told of revisions, pages and files in; plain rows, packed for the database and back, out."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from wiki.reads.contributions import Contribution
from wiki.reads.files import File, Use
from wiki.reads.pages import PageNow


class Row(NamedTuple):
    """A revision as the wiki lists it now. `at`: seconds since 1970. `delta`: as told, also where it is wrong."""

    rev: int
    parent: int
    page: int
    ns: int
    title: str
    user: int
    name: str
    at: int
    size: int
    delta: int | None
    is_minor: bool
    is_hidden: bool
    tags: tuple[str, ...]

    @property
    def moment(self) -> dt.datetime:
        """When it was made."""
        return dt.datetime.fromtimestamp(self.at, dt.UTC)


def row_of(told: Contribution) -> Row:
    """A row of the list of contributions."""
    return Row(
        told.rev, told.parent, told.page, told.ns, told.title, told.user_id, told.user, int(told.at.timestamp()),
        told.size, told.delta, told.is_minor, told.is_text_hidden, told.tags,
    )  # fmt: skip


class Stand(NamedTuple):
    """A page as it stands now; `is_missing`: it does not."""

    page: int
    title: str
    ns: int
    is_missing: bool
    is_redirect: bool
    last_rev: int
    size: int


def stand_of(number: int, told: PageNow) -> Stand:
    """A page that was asked for by its number."""
    return Stand(number, told.title, told.ns, told.is_missing, told.is_redirect, told.last_rev, told.size)


class FileRow(NamedTuple):
    """A file as it stands now."""

    title: str
    sha1: str
    mime: str
    width: int
    height: int
    size: int
    duration: float | None
    licence: str


def file_of(title: str, told: File) -> FileRow:
    """A file under the title that was asked for. A video whose size nobody measured has none."""
    licence = told.extmetadata.get("LicenseShortName", "")
    return FileRow(title, told.sha1, told.mime, told.width, told.height, told.size, told.duration, licence[:120])


class UseRow(NamedTuple):
    """An article that shows a file."""

    file: str
    page: int
    title: str


def use_of(told: Use) -> UseRow:
    """One use in an article."""
    return UseRow(told.file, told.page, told.title)


def pack(body: Any) -> bytes:
    """Plain rows, dictionaries and numbers as bytes."""
    return zlib.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(body: bytes) -> Any:
    """What `pack` packed; tuples come back as lists."""
    return json.loads(zlib.decompress(body))


def rows_from(bodies: Iterable[list[Any]]) -> Iterator[Row]:
    """Rows of unpacked lists."""
    for body in bodies:
        yield Row._make([*body[:-1], tuple(body[-1])])


def keys_packed(keys: Iterable[str]) -> bytes:
    """Keys of references, one a line, sorted, packed."""
    return zlib.compress("\n".join(sorted(keys)).encode(errors="surrogatepass"), 6)


def keys_of(packed: bytes | memoryview) -> frozenset[str]:
    """The keys of a text's references."""
    text = zlib.decompress(packed).decode(errors="surrogatepass")
    return frozenset(text.split("\n")) if text else frozenset()


def counts(words: Mapping[str, int]) -> tuple[int, int, int]:
    """Words by script as Latin, Cyrillic, and all others."""
    latn, cyrl = words.get("Latn", 0), words.get("Cyrl", 0)
    return latn, cyrl, sum(words.values()) - latn - cyrl
