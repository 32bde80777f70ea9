"""A package in; every version of it out, oldest first, with what was found in those that were read."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from listed.names import load
from listed.scan.audit import AuditOptions, audit_opened
from listed.scan.search import EXTRA, MOST, search
from listed.sources import Options, SourceError
from listed.sources.releases import Release, dates_told, keep, open_release, releases
from listed.verdict.answer import TargetAnswer
from listed.verdict.standing import Standing, standings

_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Past:
    """One version. `answer` and `standings` of one that was read; `error` of one that could not be; else unread."""

    release: Release
    answer: TargetAnswer | None = None
    error: str | None = None
    standings: Mapping[str, Standing] = field(default_factory=dict)


def history(
    target: str,
    options: AuditOptions | None = None,
    *,
    every: bool = False,
    most: int = MOST,
    extra: int = EXTRA,
) -> Iterator[Past]:
    """Every version of `npm:NAME`, `pypi:NAME` or `deb:NAME`, oldest first, read where it changes how the place stands.

    Read are the first, the last, both sides of each change, and up to `extra` more; at most `most`. See
    `listed.scan.search`. Versions for trying out and withdrawn ones are passed over where there are others. `every`
    reads all. The order is that of versions: each line of releases stays together, so that a change shows between
    neighbours, and mirrors that forget dates have it too. Raises `SourceError` where the registry tells no versions.
    """
    options = options or AuditOptions()
    sources = Options(timeout=options.timeout, offline=options.offline)
    found = releases(target, sources)
    reader = _Reader(target, found, sources, options)
    if every:
        for start in range(0, len(found), _AHEAD):
            keep(target, [one.version for one in found[start : start + _AHEAD]], sources)
            for index in range(start, min(start + _AHEAD, len(found))):
                reader.read(index)
    else:
        line = main_line(found)
        ends = {found[index].version for index in (line[0], line[-1])}
        keep(target, sorted(ends), sources)
        times = [time.timestamp() if (time := found[index].released) else None for index in line]
        search(times, lambda place: reader.read(line[place]), most=most, extra=extra, weigh=_weigh)
    for index, release in enumerate(found):
        past = reader.pasts.get(index) or Past(release)
        yield replace(past, release=reader.dated(release))


def main_line(found: Sequence[Release]) -> list[int]:
    """The indexes of the versions that people get: neither withdrawn nor for trying out, where there are such."""
    plain = [index for index, one in enumerate(found) if not one.prerelease and not one.yanked]
    return plain or list(range(len(found)))


def _weigh(one: Hashable, other: Hashable) -> int:
    """How much two answers of `_Reader.read` differ: 2 in a verdict, 1 in a name or a code, else 0."""
    if one == other:
        return 0
    return 1 if isinstance(one, tuple) and isinstance(other, tuple) and one[0] == other[0] else 2


class _Reader:
    """Reads versions of one package, and keeps what it found in each."""

    def __init__(self, target: str, found: Sequence[Release], sources: Options, options: AuditOptions) -> None:
        self._target = target
        self._found = found
        self._sources = sources
        self._options = replace(options, explain=True, progress=None)
        self._progress = options.progress
        self.pasts: dict[int, Past] = {}
        self._made: dict[str, datetime] = {}
        self._told: dict[str, datetime] = {}

    def read(self, index: int) -> Hashable | None:
        """What the search compares: the verdict, and how the place stands in each criterion; None where unreadable."""
        release = self._found[index]
        if self._progress:
            self._progress(self._target, f"reading {release.version}, {len(self.pasts) + 1} of {len(self._found)}")
        past = self._past(release)
        self.pasts[index] = past
        if past.answer is None:
            return None
        verdicts = frozenset((word, one.verdict) for word, one in past.standings.items())
        names = frozenset((word, one.label, one.value) for word, one in past.standings.items())
        return (past.answer.verdict, verdicts), names

    def dated(self, release: Release) -> Release:
        """The release with a date out of the files that were read, where the registry gave none."""
        if release.released is None:
            for word, dates in (("archive", self._made), ("changelog", self._told)):
                if date := dates.get(release.version):
                    return replace(release, released=date, dated_by=word)
        return release

    def _past(self, release: Release) -> Past:
        try:
            package = open_release(self._target, release, self._sources)
        except SourceError as error:
            return Past(release, error=str(error))
        with package:
            answer = audit_opened(load(), package, self._options)
        if release.released is None:
            dates = dates_told(self._target, release, self._sources)
            self._told |= dates.told
            if dates.made:
                self._made[release.version] = dates.made
        if answer.error is not None:
            return Past(release, error=answer.error)
        stand = standings(answer.lists, load())
        # A list's rows may be many, and versions too.
        slim = tuple(replace(one, rows=(), reasons=()) for one in answer.lists)
        return Past(release, replace(answer, lists=slim), None, stand)
