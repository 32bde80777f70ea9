"""Public requests in open source projects, as a file keeps them, in; how soon they were added, with its bounds, out.

Nobody drew these by lot: they show how long it took where somebody asked, not whether asking was the reason.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from portal.indicator.trial.curves import curve, share_within
from portal.indicator.trial.spells import Spell

FILE = Path(__file__).resolve().parents[4] / "data/indicator/asked.jsonl"
ADDED = ("added", "added_opt_in")
NOT_ADDED = ("open", "refused", "moved_upstream")
YEAR = 365


@dataclass(frozen=True, slots=True)
class Asked:
    """One public request: what its list is of, how it ended as of a day, when it was opened and closed, if known."""

    id: str
    url: str
    list_type: str
    outcome: str
    opened: dt.date | None
    closed: dt.date | None
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class Sorted:
    """Requests that a curve can be drawn from, and those that it cannot, by the reason.

    `no_opening`: the day of asking is not known. `no_addition`: added on a day that is not known, by how many days at
    most it took. `no_end`: nobody can see how it ended, by how many days it is open at most. `other`: they asked for
    something else, were doubles of others, or Kosovo was on the list already.
    """

    spells: list[Spell]
    no_opening: int
    no_addition: list[int]
    no_end: list[int]
    other: int
    first: dt.date
    as_of: dt.date


def read_asked(path: Path = FILE) -> list[Asked]:
    """The requests of the file. Raises OSError without the file, and ValueError or KeyError for a broken line."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Asked(**{**row, **{name: _day(row[name]) for name in ("opened", "closed", "as_of")}}) for row in rows]


def inputs(path: Path = FILE) -> str:
    """The sha256 of the file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sort(asked: Iterable[Asked]) -> Sorted:
    """Tell apart what a curve can be drawn from. Raises ValueError where there is no request with a day.

    What is open, refused or sent to another list counts as not added up to the day on which the file was read.
    """
    rows = list(asked)
    spells, no_addition, no_end, no_opening, other = [], [], [], 0, 0
    for row in rows:
        if row.list_type == "remove" or row.outcome not in (*ADDED, *NOT_ADDED, "closed_unknown"):
            other += 1
        elif row.opened is None:
            no_opening += 1
        elif row.outcome in NOT_ADDED:
            spells.append(Spell((row.as_of - row.opened).days + 1, False))
        elif row.outcome == "closed_unknown":
            no_end.append((row.as_of - row.opened).days + 1)
        elif row.closed is None:
            no_addition.append((row.as_of - row.opened).days + 1)
        else:
            spells.append(Spell((row.closed - row.opened).days + 1, True))
    first = min(row.opened for row in rows if row.opened is not None)
    return Sorted(spells, no_opening, no_addition, no_end, other, first, max(row.as_of for row in rows))


def past(found: Sorted) -> dict[str, Any]:
    """The curve of the past, as it is kept, with its bounds after a year.

    `low`: what is not known is taken as added on the last day, or never. `high`: as added on the first day.
    """
    unknown = [*found.no_addition, *found.no_end]
    late = [Spell(days, True) for days in found.no_addition] + [Spell(days, False) for days in found.no_end]
    return {
        "curve": asdict(curve(found.spells)),
        "within_year": share_within(found.spells, YEAR),
        "within_year_low": share_within([*found.spells, *late], YEAR),
        "within_year_high": share_within([*found.spells, *(Spell(1, True) for _ in unknown)], YEAR),
        "no_opening": found.no_opening,
        "no_addition": len(found.no_addition),
        "no_end": len(found.no_end),
        "other": found.other,
        "from_year": found.first.year,
        "to_year": found.as_of.year,
        "as_of": found.as_of.isoformat(),
    }


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
