"""A version in; what stands around it now (index, trials, money, baselines) as plain data for a snapshot, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from portal.indicator.index.looks import course_until_now
from portal.indicator.index.sums import Share
from portal.indicator.index.whole import Index
from portal.indicator.trial.looks import PAST, counted, trials
from portal.strategy.plan import looks
from portal.strategy.plan.fields import FIELDS, plain
from portal.strategy.plan.models import Aim, Payment, Version

MOST = 24
"""So many days of a course can be told apart on paper."""


def standing(version: Version) -> dict[str, Any]:
    """The index until today, what trials said, the baselines of a version that are counted, and money that moved."""
    return {
        "index": index_data(course_until_now()),
        "trials": [{"names": one.names, "body": _body(one.subject)} for one in trials()],
        "past": _body(PAST),
        "baselines": {aim_key(_whose(aim)): looks.baseline_of(aim) for aim in looks.aims(version)},
        "payments": [
            plain({name: getattr(row, name) for name in FIELDS[Payment]}) for row in looks.payments(version.strategy)
        ],
    }


def aim_key(aim: Mapping[str, Any]) -> str:
    """An aim's name in a snapshot: that of its part and of its indicator."""
    return f"{aim['objective'] or ''}/{aim['initiative'] or ''}/{aim['indicator']}"


def _whose(aim: Aim) -> Any:
    return plain({name: getattr(aim, name) for name in ("objective", "initiative", "indicator")})


def _body(key: str) -> dict[str, Any] | None:
    found = counted(key)
    return found.body if found else None


def index_data(course: Sequence[Index]) -> list[dict[str, Any]]:
    """The index of each day as a snapshot keeps it, oldest first: no more than MOST days, the last one among them."""
    step = -(-len(course) // MOST) if course else 1
    return [_day_data(one) for one in course[::-step][::-1]]


def _day_data(one: Index) -> dict[str, Any]:
    return {
        "day": one.day.isoformat(),
        "whole": _share_data(one.whole),
        "layers": {str(layer): _share_data(share) for layer, share in one.layers.items()},
        "criteria": {word: _share_data(share) for word, share in one.criteria.items()},
    }


def _share_data(one: Share) -> dict[str, Any]:
    names = ("value", "low", "high", "known", "expected", "coverage", "fresh")
    return {name: getattr(one, name) for name in names}
