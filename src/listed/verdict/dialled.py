"""A judged list in, a sentence on the calling code that it shows for the place out."""

from __future__ import annotations

import re

from listed.lists.places import PlaceList
from listed.names import Names
from listed.verdict.answer import ListAnswer

_PLUS = re.compile(r"(?:\+|\b00)\s?\d{1,3}")
_SAMPLE = 40


def said_of_dialling(names: Names, places: PlaceList, answer: ListAnswer, row: int | None) -> str:
    """Whether the list shows the place's calling code, or still one of those before it; '' where it shows none."""
    columns = [name for name in places.table.columns if _is_dialled(places, name)]
    if not columns or answer.verdict == "not-expected":
        return ""
    place = names.world_place
    if row is None:
        if answer.criterion != "phone-code":
            return ""
        return f"The calling code of {place.english}, +{place.calling}, is not there either."
    cells = [places.table.columns[name][row] for name in columns]
    if any(_holds(cell, place.calling) for cell in cells):
        return f"It shows +{place.calling}, the calling code of {place.english}."
    former = [code for code in place.former_calling if any(_holds(cell, code) for cell in cells)]
    if former:
        return f"It still shows +{former[0]}; the calling code of {place.english} is +{place.calling} now."
    return f"It does not show +{place.calling}, the calling code of {place.english}."


def _is_dialled(places: PlaceList, name: str) -> bool:
    """Whether a column shows calling codes, alone or beside a name."""
    if name in places.columns and places.columns[name].kind == "calling":
        return True
    cells = places.table.columns[name]
    sample = cells[:: max(1, len(cells) // _SAMPLE)]
    return sum(_PLUS.search(cell) is not None for cell in sample) * 2 > len(sample)


def _holds(cell: str, code: str) -> bool:
    return re.search(rf"(?<!\d)(?:00)?{code}(?!\d)", cell) is not None
