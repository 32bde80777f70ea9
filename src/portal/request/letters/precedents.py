"""Threads in which others decided the same question: what was decided, by which argument, and which to name."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from portal.request.letters.tongue import DATA

WON = ("added", "added_opt_in")
NAMED = ("registry", "runtime_data", "opt_in", "harm", "inconsistency", "institutional", "ready_patch")
"""The arguments that letters name: the most successful first. A quarrel about status is never an argument."""

_LISTS: Mapping[str, str] = {
    "phone-code": "phone",
    "timezone": "tz",
    "currency": "currency",
    "iban": "iban_bic",
    "flag": "flag",
    "map": "map",
}


@dataclass(frozen=True, slots=True)
class Precedent:
    """One decided thread.

    `list`: what kind of list it was about. `date`: when it ended or, where that is unknown, began; or None.
    `telling`: others know the project, or it had refused before.
    """

    id: str
    url: str
    list: str
    outcome: str
    reason: str | None
    argument: str | None
    date: str | None
    telling: bool
    as_of: str


@lru_cache(maxsize=4)
def load_precedents(root: Path = DATA) -> tuple[Precedent, ...]:
    """Return every thread of `root`/objections/precedents.jsonl, read once."""
    lines = (root / "objections" / "precedents.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Precedent(**json.loads(line)) for line in lines)


def successes(root: Path = DATA) -> Mapping[str, tuple[int, int]]:
    """Return how often each argument led to an entry, and in how many decided threads it was the main one."""
    threads = [thread for thread in load_precedents(root) if thread.argument]
    decided = Counter(thread.argument or "" for thread in threads)
    won = Counter(thread.argument or "" for thread in threads if thread.outcome in WON)
    return {argument: (won[argument], count) for argument, count in decided.items()}


def choose(
    criterion: str, first: tuple[str, ...] = (), count: int = 3, spare: str = "", root: Path = DATA
) -> tuple[Precedent, ...]:
    """Return up to `count` threads to name: about the same kind of list, the best argument first, then the new.

    `first`: arguments that fit the case better than the general order. Each repository is named once, and never the
    one whose name stands in `spare`: nobody is sent to their own thread as the example of others.
    """
    kind = _LISTS.get(criterion, "list")
    order = (*first, *(argument for argument in NAMED if argument not in first))
    usable = [
        thread
        for thread in load_precedents(root)
        if thread.outcome in WON and thread.argument in order and not _is(spare, thread.id) and _fits(thread)
    ]
    newest = sorted(usable, key=lambda thread: (thread.telling, thread.date or ""), reverse=True)
    ranked = sorted(newest, key=lambda thread: (thread.list != kind, order.index(thread.argument or "")))
    chosen: dict[str, Precedent] = {}
    for thread in ranked:
        chosen.setdefault(thread.id.partition("#")[0], thread)
    return tuple(chosen.values())[:count]


def _fits(thread: Precedent) -> bool:
    # A user who took an optional path is no example of a project that offers one.
    return thread.argument != "opt_in" or thread.outcome == "added_opt_in"


def _is(name: str, thread: str) -> bool:
    repository = thread.partition("#")[0].lower()
    return bool(name) and name.lower() in (repository, repository.partition("/")[2])
