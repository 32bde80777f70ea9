"""Targets in, answers out in the same order: opens each, finds its lists, judges them, sums up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from listed.lists import PlaceList, lists_in
from listed.lists.directory import tables_of_paths
from listed.lists.document import Document
from listed.names import Names, load
from listed.verdict.answer import ListAnswer, TargetAnswer
from listed.verdict.judge import judge
from listed.verdict.summary import is_for_use, package_verdict, page_verdict


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """How to audit. `timeout`: seconds for each fetch. `explain`: keep each list as read in its answer.

    `progress` is called with a target and the words for what is being done to it.
    """

    browser: bool = False
    quick: bool = False
    timeout: float = 60
    allow_private: bool = False
    ignore_robots: bool = False
    offline: bool = False
    explain: bool = False
    progress: Callable[[str, str], None] | None = None


def lists_of(names: Names, document: Document, explain: bool = False) -> list[ListAnswer]:
    """The answers for every list in one document."""
    answers = (judge(names, places, _where(places, document.path), explain) for places in lists_in(names, document))
    return [answer for answer in answers if answer is not None]


def _where(places: PlaceList, path: str) -> str:
    if places.table.form in ("control", "items"):
        return places.table.where
    return "#".join(part for part in (path, places.table.where) if part)
