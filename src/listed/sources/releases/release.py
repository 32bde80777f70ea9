"""One version of a package, and the order of versions: words of a registry in, a sort key out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

_SEMVER = re.compile(r"[v=]*(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?")
_FRACTION = re.compile(r"\.(\d{6})\d+")


@dataclass(frozen=True, slots=True)
class Release:
    """One version as its registry lists it.

    `released`: when, in UTC; None where nothing says so. `dated_by`: what says so, `registry`, `archive` (the time of
    a file inside the package) or `changelog` (of this version or another). `yanked`: withdrawn by its publisher
    (PyPI). `deprecated`: its publisher advises against it (npm). `prerelease`: a version for trying out.
    """

    version: str
    released: datetime | None
    yanked: bool = False
    deprecated: bool = False
    prerelease: bool = False
    dated_by: str = "registry"


def semver(version: str) -> tuple[object, ...] | None:
    """The sort key of an npm version, as semver.org orders them; None for what is no such version."""
    found = _SEMVER.fullmatch(version)
    if not found:
        return None
    before = found[4]
    parts = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in before.split(".")] if before else []
    return (int(found[1]), int(found[2]), int(found[3]), before is None, tuple(parts))


def moment(text: object) -> datetime | None:
    """A registry's time of day as UTC, to the second; None for what is none."""
    if not isinstance(text, str):
        return None
    try:
        # Python 3.11 reads no more than six digits of a second.
        read = datetime.fromisoformat(_FRACTION.sub(r".\1", text))
    except ValueError:
        return None
    aware = read if read.tzinfo else read.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(microsecond=0)
