"""What is known of one origin: its record in the binary flows in, an `Upstream` flows out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Upstream:
    """A list that others copy.

    `id`: a standard's own name, or the address of a package (`npm:country-list`). `kind`: `standard`, `library`,
    `component` or `data`. `since`: the year of its first release. `versions`: the releases that were read, oldest
    first. `copy_of`: the ids that its list follows, nearest first. `packages`: where its list was read.
    """

    id: str
    name: str
    kind: str
    since: int
    versions: tuple[str, ...]
    copy_of: tuple[str, ...]
    packages: tuple[str, ...]

    @property
    def is_standard(self) -> bool:
        """Whether it is a standard rather than a package."""
        return self.kind == "standard"


def upstream_from_record(record: Mapping[str, Any]) -> Upstream:
    """Build an `Upstream`; raises KeyError where the record lacks a field."""
    return Upstream(
        id=record["id"],
        name=record["name"],
        kind=record["kind"],
        since=record["since"],
        versions=tuple(record["versions"]),
        copy_of=tuple(record["copy_of"]),
        packages=tuple(record["packages"]),
    )


def ancestors(id_: str, origins: Mapping[str, Upstream]) -> frozenset[str]:
    """All origins that one follows, near and far; a circle of copies ends where it began."""
    found: set[str] = set()
    ahead = list(origins[id_].copy_of) if id_ in origins else []
    while ahead:
        one = ahead.pop()
        if one not in found and one != id_:
            found.add(one)
            ahead.extend(origins[one].copy_of if one in origins else ())
    return frozenset(found)


def most_upstream(ids: Iterable[str], origins: Mapping[str, Upstream], older: Mapping[str, frozenset[str]]) -> str:
    """Of origins with the same list the one to name: none that copies another of them; a standard, then the oldest.

    `older`: what each follows. Raises ValueError where there are none.
    """
    all_ = set(ids)
    first = {one for one in all_ if not older[one] & all_} or all_
    return min(first, key=lambda one: (not origins[one].is_standard, origins[one].since, one))
