"""An answer in; the short phrases that say how the place stands in its lists out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from listed.cli.clean import clean, shorten
from listed.cli.words import CODE, CRITERIA, NEIGHBOUR, PLACE, WORLD_SCOPE, counted, visible_lists
from listed.verdict.answer import ListAnswer, TargetAnswer

_FIRST = ("country", "nationality", "phone-code")  # the criteria that a target's verdict looks at come first
_SIDES_SHOWN = ("listed", "missing", "qualified", "under-serbia")  # of lists that differ, the first two are shown
_LABEL_CELLS = 40
_SIDES = {
    "listed": "{} with",
    "qualified": "{} with a note",
    "under-serbia": f"{{}} under {NEIGHBOUR}",
    "missing": "{} without",
    "not-expected": "{} not expected",
    "unclear": "{} unclear",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How the place stands in one list: a phrase, and where that list is."""

    phrase: str
    where: str


def name_of(answer: TargetAnswer) -> tuple[str, str]:
    """The target as it was asked for, and its version with a space before it, or ''; both safe to print."""
    version = clean(answer.version)
    return clean(answer.target), f" {version}" if version else ""


def standings(answer: TargetAnswer) -> list[Standing]:
    """What proves the verdict: one list, or one with and one without where the lists differ; [] where none speaks."""
    if answer.error is not None:
        return [Standing(clean(answer.error), "")]
    lists = sorted(visible_lists(answer), key=_weight)
    if answer.verdict != "mixed":
        wanted = [one for one in lists if one.verdict == answer.verdict] or lists
        return [_standing(one) for one in wanted[:1]]
    sides = [next((one for one in lists if one.verdict == verdict), None) for verdict in _SIDES_SHOWN]
    return [_standing(one) for one in sides if one is not None][:2]


def what_else(answer: TargetAnswer) -> list[str]:
    """How many lists there are and how they differ, and where the main one was copied from; [] without lists."""
    lists = visible_lists(answer)
    if not lists or answer.error is not None:
        return []
    sides = Counter(one.verdict for one in lists)
    count = counted(len(lists), "list")
    if len(sides) > 1:
        parts = (_SIDES.get(verdict, "{} " + verdict).format(sides[verdict]) for verdict in _in_order(sides))
        count += ": " + ", ".join(parts)
    origins = list(dict.fromkeys(clean(one.origin.id) for one in sorted(lists, key=_weight) if one.origin))
    return [count, *(f"copied from {shorten(origin, 30)}" for origin in origins[:1])]


def label_and_value(one: ListAnswer) -> str:
    """`Kosovo (XK)`, `Kosovo`, `XK`, or '' where the list shows neither."""
    label, value = shorten(clean(one.label), _LABEL_CELLS), shorten(clean(one.value), 20)
    if label and value and label != value:
        return f"{label} ({value})"
    return label or value


def place_of(one: ListAnswer) -> str:
    """Where a list is, for a person: a selector, a path, or that the file is nothing but the list."""
    return clean(one.where) or "the whole file"


def _standing(one: ListAnswer) -> Standing:
    criterion = "" if one.criterion == "country" else f"{CRITERIA.get(one.criterion, clean(one.criterion))}: "
    return Standing(criterion + _phrase(one), place_of(one))


def _phrase(one: ListAnswer) -> str:
    shown = label_and_value(one)
    places = counted(one.territories, "place")
    if one.verdict == "missing":
        return f"not among {places}" + (f", but {shown}" if shown else "")
    if one.verdict == "not-expected":
        return f"{places} of one part of the world" if one.scope != WORLD_SCOPE else places
    if one.verdict == "under-serbia" and one.scope != WORLD_SCOPE and shown:
        return f"{shown}, a part of {NEIGHBOUR}"
    return shown or (f"as {PLACE}, {CODE}" if one.verdict == "listed" else places)


def _weight(one: ListAnswer) -> tuple[bool, int, bool, bool, int]:
    """What tells a reader most comes first: the whole world, the verdict's criteria, a name they know, more places.

    Lists that are alike in all of these keep their order.
    """
    first = _FIRST.index(one.criterion) if one.criterion in _FIRST else len(_FIRST)
    label = one.label or ""
    return one.scope != WORLD_SCOPE, first, PLACE not in label, label != PLACE, -one.territories


def _in_order(sides: Counter[str]) -> list[str]:
    return [verdict for verdict in _SIDES if verdict in sides] + [verdict for verdict in sides if verdict not in _SIDES]
