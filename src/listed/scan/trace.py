"""A target in; its lists of the whole world, each with where it was copied from and what puts it right, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from listed.lists import PlaceList, lists_in
from listed.lists.directory import tables_of_paths
from listed.lists.places import read_places
from listed.names import Names, load
from listed.origin import Trace, own, traced
from listed.origin.remedies import Remedy, remedy, remedy_for
from listed.sources import Options, Unread, open_target
from listed.verdict.answer import ListAnswer
from listed.verdict.judge import judge
from listed.verdict.summary import is_for_use


@dataclass(frozen=True, slots=True)
class TracedList:
    """One list: how the place stands in it, its origin, the step that adds the place; `again`: where it stands too."""

    answer: ListAnswer
    trace: Trace
    remedy: Remedy | None
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TracedTarget:
    """The lists of one target, those that are equal as one; `others`: how many are not of the whole world."""

    target: str
    kind: str
    version: str | None
    error: str | None
    lists: tuple[TracedList, ...] = ()
    others: int = 0


def trace_target(target: str, options: Options) -> TracedTarget:
    """Trace every list of a target. Raises SourceError where it cannot be opened."""
    names = load()
    with open_target(target, options) as opened:
        error = None
        paths: list[str] = []
        found: list[tuple[PlaceList, ListAnswer]] = []
        for item in opened.documents():
            if isinstance(item, Unread):
                error = error or (item.reason if not item.path else None)
            elif opened.kind not in ("package", "file") or not item.path or is_for_use(item.path):
                paths.append(item.path)
                if item.media != "inode/unread":
                    found.extend(_judged(names, lists_in(names, item), item.path))
        folders = (read_places(names, table) for table in tables_of_paths(paths))
        found.extend(_judged(names, (places for places in folders if places), ""))
        world = [(places, answer) for places, answer in found if answer.scope == "world"]
        lists = _together(_traced(names, places, answer, target) for places, answer in world)
        return TracedTarget(target, opened.kind, opened.version, error, lists, len(found) - len(world))


def _judged(names: Names, lists: Iterable[PlaceList], path: str) -> Iterator[tuple[PlaceList, ListAnswer]]:
    for places in lists:
        where = "#".join(part for part in (path, places.table.where) if part)
        answer = judge(names, places, where)
        if answer is not None and answer.scope != "not-a-country-list":
            yield places, answer


def _traced(names: Names, places: PlaceList, answer: ListAnswer, target: str) -> TracedList:
    trace = traced(names, places, without=own(target))
    answer = replace(answer, origin=trace.origin)
    known = remedy_for(target, answer)
    answer = replace(answer, remedy=known)
    return TracedList(answer, trace, remedy(known) if known else None)


def _together(lists: Iterator[TracedList]) -> tuple[TracedList, ...]:
    """Lists that a package brings in several builds as one."""
    found: dict[object, TracedList] = {}
    for one in lists:
        key = replace(one.answer, where="", path=""), one.trace
        first = found.get(key)
        found[key] = replace(first, again=(*first.again, one.answer.where)) if first else one
    return tuple(found.values())
