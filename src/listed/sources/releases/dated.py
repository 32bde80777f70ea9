"""A package's file flows in, and the dates its publisher wrote into it flow out."""

from __future__ import annotations

import re
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

_MOST_MEMBERS = 5000
_MOST_BYTES = 256 << 20
_LONGEST_CHANGELOG = 4 << 20
# npm opened in 2010; since 2018 most of its archives bear one date of 1985 in all their files.
_FIRST = datetime(2010, 1, 1, tzinfo=UTC)
_AR_HEADER = 8 + 60
_CHANGELOG = re.compile(r"[^/]+/(?:changelog|changes|history|releases?)(?:\.[a-z]+)?", re.IGNORECASE)
# `## [1.2.0](address) (2020-09-18)`, `1.2.0 / 18.09.2020`, `# 1.2.0 - September 18, 2020`
_HEADING = re.compile(
    rb"^[#*=\s]*\[?v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.]+)?)\]?(?:\([^)\n]{0,300}\))?[^\n0-9]{0,12}?"
    rb"\(?(\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})\b",
    re.MULTILINE,
)
_FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%B %d, %Y", "%b %d, %Y")


@dataclass(frozen=True, slots=True)
class Dates:
    """What a package's file tells: `made`, when it was put together; `told`, by version what its changelog says."""

    made: datetime | None = None
    told: Mapping[str, datetime] = field(default_factory=dict)


def dates_inside(file: BinaryIO, name: str) -> Dates:
    """The dates in a package's file, in UTC: near its releases, but no proof of them.

    Of an npm package `made` is the time of its package.json, which is written anew for each release; of a Debian one
    that of its last changelog entry, which the archive bears. A changelog's days are taken as they stand.
    """
    try:
        return Dates(_believed(_debian(file))) if name.endswith(".deb") else _npm(file)
    except (OSError, EOFError, ValueError, TypeError, tarfile.TarError, zlib.error):  # tarfile: a cut gzip, a TypeError
        return Dates()


def _debian(file: BinaryIO) -> int | None:
    head = file.read(_AR_HEADER)
    return int(head[24:36]) if head.startswith(b"!<arch>\n") else None


def _npm(file: BinaryIO) -> Dates:
    made: datetime | None = None
    told: dict[str, datetime] = {}
    with tarfile.open(fileobj=file, mode="r|gz") as archive:
        for index, member in enumerate(archive):
            if index >= _MOST_MEMBERS or member.offset > _MOST_BYTES:
                break
            if member.name.count("/") == 1 and member.name.endswith("/package.json"):
                made = _believed(int(member.mtime))
            elif _CHANGELOG.fullmatch(member.name) and (body := archive.extractfile(member)):
                told.update(_told(body.read(_LONGEST_CHANGELOG)))
    return Dates(made, told)


def _told(changelog: bytes) -> Iterator[tuple[str, datetime]]:
    for version, day in _HEADING.findall(changelog):
        for form in _FORMS:
            try:
                date = datetime.strptime(day.decode("ascii"), form).replace(tzinfo=UTC)
            except ValueError:
                continue
            if believed := _believed(date.timestamp()):
                yield version.decode("ascii"), believed


def _believed(seconds: float | None) -> datetime | None:
    if seconds is None or not 0 < seconds < 1 << 40:
        return None
    date = datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)
    return date if _FIRST <= date <= datetime.now(UTC) + timedelta(days=1) else None
