"""The releases of a package that were read, in their order, in; from which to which Kosovo stood how, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from portal.audit.models import Change, Criterion, Release, Verdict
from portal.catalogue.models import Target

STANDS = frozenset((Verdict.LISTED, Verdict.QUALIFIED, Verdict.MIXED))
"""Verdicts with which Kosovo stands in a list at least, be it with a note or in some of the lists."""


@dataclass(frozen=True, slots=True)
class Span:
    """From which release to which Kosovo stood so in one criterion.

    `first` and `last`: the releases that were read so. `until`: the next that was read, which differs; None while it
    holds. `label` and `value`: as it stands in the last of them. `is_first`: nothing before it was read.
    """

    criterion: str
    verdict: str
    label: str
    value: str
    first: Release
    last: Release
    until: Release | None
    is_first: bool

    @property
    def stands(self) -> bool:
        """Whether Kosovo has its place in it."""
        return self.verdict in STANDS


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that is known of a target's releases, oldest first; `spans` by criterion, the main one first.

    `changes` are newest first. A release without a `verdict` was not read, or could not be: its `error` says so.
    """

    target: Target
    main: str
    releases: tuple[Release, ...]
    spans: Mapping[str, tuple[Span, ...]]
    changes: tuple[Change, ...]

    @property
    def read(self) -> tuple[Release, ...]:
        """The releases that were read."""
        return tuple(one for one in self.releases if one.verdict)


@dataclass(frozen=True, slots=True)
class Since:
    """Since when a target has Kosovo in its main criterion, by its releases.

    `first`: the first release with it; None where none has. `at_least`: it is the first one read, so Kosovo may have
    stood there before. `left`: the release that dropped it for good; None while it stands. `latest`: the last one read.
    """

    target: Target
    criterion: str
    verdict: str
    first: Release | None
    at_least: bool
    left: Release | None
    latest: Release


def main_criterion(wanted: Sequence[str], releases: Iterable[Release]) -> str:
    """The first wanted criterion that any release has; else the first that any has, else the first wanted."""
    seen = {word for one in releases for word in one.criteria}
    ordered = [*wanted, *(word for word in Criterion.values if word not in wanted)]
    return next((word for word in ordered if word in seen), next(iter(wanted), Criterion.COUNTRY.value))


def spans(criterion: str, read: Sequence[Release]) -> tuple[Span, ...]:
    """The spans of one criterion over the releases that were read; one without such a list is `not-expected`."""
    found: list[Span] = []
    for release in read:
        stood = release.criteria.get(criterion, {})
        verdict = str(stood.get("verdict") or Verdict.NOT_EXPECTED)
        before = found[-1] if found else None
        first = release
        if before is not None and before.verdict == verdict:
            first = found.pop().first
        elif before is not None:
            found[-1] = replace(before, until=release)
        label, value = str(stood.get("label") or ""), str(stood.get("value") or "")
        found.append(Span(criterion, verdict, label, value, first, release, None, not found))
    return tuple(found)


def since(target: Target, read: Sequence[Release]) -> Since:
    """Since when a target has Kosovo; `read` holds at least one. What is unclear neither brings nor takes it."""
    criterion = main_criterion(target.criteria, read)
    clear = [one for one in read if one.criteria.get(criterion, {}).get("verdict") != Verdict.UNCLEAR]
    line = spans(criterion, clear or read)
    first = next((one for one in line if one.stands), None)
    left = None if first is None or line[-1].stands else next(one.until for one in reversed(line) if one.stands)
    return Since(
        target=target,
        criterion=criterion,
        verdict=line[-1].verdict,
        first=first.first if first else None,
        at_least=first is not None and first.is_first,
        left=left,
        latest=read[-1],
    )
