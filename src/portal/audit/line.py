"""Versions and what was read in some of them, in; their one order, and what changed from each to the next, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

from portal.audit.models import Criterion, Release, Verdict
from portal.ground.languages.plain import plain

LONGEST_VERSION = 120
_LONGEST = 200
_FIRST_DAY = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
_SOON = dt.timedelta(days=1)

Stood = Mapping[str, Mapping[str, Any]]
"""By criterion the verdict, label, value and entries of the list that decides."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One version as its registry lists it; `yanked`: withdrawn by who published it; `trial`: for trying out."""

    version: str
    released: dt.datetime | None = None
    yanked: bool = False
    trial: bool = False


class Step(Protocol):
    """A change in one criterion, as the engine tells it."""

    @property
    def criterion(self) -> str:
        """What is looked at."""

    @property
    def kind(self) -> str:
        """A word of audit.models.Shift."""

    @property
    def was(self) -> str | None:
        """As it stood."""

    @property
    def now(self) -> str | None:
        """As it stands."""


Compare = Callable[[Stood, Stood], Sequence[Step]]


@dataclass(frozen=True, slots=True)
class Found:
    """A change between two read releases; `before` and `release` are their numbers in the database."""

    before: int
    release: int
    criterion: str
    shift: str
    was: str
    now: str
    skipped: int


def usable(version: str) -> bool:
    """Whether a version can be kept and shown: not empty, not endless, without signs that nobody sees."""
    return 0 < len(version) <= LONGEST_VERSION and version.isprintable()


def believable(released: dt.datetime | None, now: dt.datetime) -> dt.datetime | None:
    """The date of a release; None where it cannot be true: before there were registries, or still to come."""
    if released is None:
        return None
    moment = released if released.tzinfo else released.replace(tzinfo=dt.UTC)
    return moment if _FIRST_DAY <= moment <= now + _SOON else None


def tidy(criteria: Stood) -> dict[str, dict[str, Any]]:
    """What was read by criterion, as it is kept: without what nobody knows a word for, and cut to size."""
    return {
        word: {
            "verdict": stood["verdict"],
            "label": plain(str(stood.get("label") or ""))[:_LONGEST],
            "value": plain(str(stood.get("value") or ""))[:_LONGEST],
            "entries": int(stood.get("entries") or 0),
        }
        for word, stood in sorted(criteria.items())
        if word in Criterion.values and stood.get("verdict") in Verdict.values
    }


def main_line(listed: Sequence[Listed]) -> set[str]:
    """The versions that people get: neither withdrawn nor for trying out, where there are such."""
    return {one.version for one in listed if not (one.yanked or one.trial)} or {one.version for one in listed}


def ordered(known: Sequence[str], listed: Sequence[str]) -> list[str]:
    """The versions that a registry lists, in its order, with those it forgot where they stood: behind the one before.

    `known`: the order so far.
    """
    there = set(listed)
    behind: dict[str | None, list[str]] = {}
    last: str | None = None
    for version in known:
        if version in there:
            last = version
        else:
            behind.setdefault(last, []).append(version)
    found = behind.get(None, [])
    for version in dict.fromkeys(listed):
        found.append(version)
        found += behind.get(version, ())
    return found


def changes_along(read: Sequence[Release], compare: Compare) -> list[Found]:
    """What changed along the releases that were read, criterion by criterion; `read` is in the order of their places.

    Each is compared with the one read before it. Where a verdict is unclear that release says nothing, so the one
    before it stands in.
    """
    order = {one.pk: number for number, one in enumerate(read)}
    found: dict[tuple[int, str, str], Found] = {}
    for criterion in dict.fromkeys(word for one in read for word in one.criteria):
        known = [one for one in read if one.criteria.get(criterion, {}).get("verdict") != Verdict.UNCLEAR]
        for before, release in pairwise(known):
            skipped = (release.place - before.place) - (order[release.pk] - order[before.pk])
            for step in compare(before.criteria, release.criteria):
                if step.criterion == criterion:
                    one = _found(before, release, step, max(skipped, 0))
                    found.setdefault((one.release, one.criterion, one.shift), one)
    return list(found.values())


def _found(before: Release, release: Release, step: Step, skipped: int) -> Found:
    return Found(
        before=before.pk,
        release=release.pk,
        criterion=step.criterion,
        shift=step.kind,
        was=plain(step.was or "")[:_LONGEST],
        now=plain(step.now or "")[:_LONGEST],
        skipped=skipped,
    )
