"""A list of places in; its criterion, scope, verdict and the reasons out. No network, no disk, no clock."""

from __future__ import annotations

from dataclasses import replace

from listed.lists.places import PlaceList
from listed.names import Names, Place, normalise
from listed.verdict.answer import ListAnswer, Row
from listed.verdict.criterion import criterion_of
from listed.verdict.gap import gap_of
from listed.verdict.reasons import reasons_of
from listed.verdict.scope import around, is_world

FEWEST_TO_REPORT = 8
# The registry of bank account numbers has had more than 75 countries since 2017; maps leave the smallest out.
_FEWEST_DUE = {"iban": 75, "phone-code": 100, "map": 100}
_MOST_ROWS_A_TERRITORY = 3.0
_MOST_IN_PARTS = 1.6


def judge(names: Names, places: PlaceList, where: str, with_rows: bool = False) -> ListAnswer | None:
    """The answer for one list, or None where it says nothing worth telling.

    `with_rows` keeps the list as read, the reasons and the gap in the answer, for people who want to see them.
    """
    criterion = criterion_of(places)
    subdivision = parent_row(names.world_place, places)
    if places.other and subdivision is None:
        return _answer(names, places, where, criterion, "not-a-country-list", "not-expected", None, with_rows)
    if subdivision is not None and not is_world(names, places.territories):
        return _answer(names, places, where, "state", "not-a-country-list", "under-serbia", subdivision, with_rows)
    if len(places.territories) < FEWEST_TO_REPORT:
        return None
    if _is_bare_numbers(places):
        return _answer(names, places, where, criterion, "not-a-country-list", "not-expected", None, with_rows)
    scope = "world" if is_world(names, places.territories) or _due(names, places, criterion) else "regional"
    if _is_strewn(places):
        return None
    row, verdict = _standing(names, places)
    if scope == "regional" and places.table.form in ("data", "catalogue"):
        return None
    if verdict == "missing":
        if places.kinds == {"numeric"}:
            # There is no ISO number for the place that such a list could hold.
            verdict = "not-expected"
        elif scope != "world":
            verdict = "not-expected"
        elif len(places.table) > _MOST_ROWS_A_TERRITORY * len(places.territories):
            # Rows of cities or of banks: a place without one of its own is not left out of a list of places.
            verdict = "unclear"
    return _answer(names, places, where, criterion, scope, verdict, row, with_rows)


def _is_strewn(places: PlaceList) -> bool:
    """Whether short lists that stand side by side say the same places again and again, as those of neighbours do."""
    table = places.table
    return table.form == "data" and table.parts > 1 and len(table) > _MOST_IN_PARTS * len(places.territories)


def _is_bare_numbers(places: PlaceList) -> bool:
    """Whether a control offers nothing but digits: without a plus sign or a name they may be area codes as well."""
    cells = places.table.columns.get(places.label, ())
    return places.table.form == "control" and places.kinds == {"calling"} and not any("+" in cell for cell in cells)


def _due(names: Names, places: PlaceList, criterion: str) -> bool:
    """Tables of bank account numbers and of dial codes hold fewer places than the world has, and still want all."""
    fewest = _FEWEST_DUE.get(criterion)
    return fewest is not None and len(places.territories) >= fewest and len(around(names) & places.territories) >= 3


def _standing(names: Names, places: PlaceList) -> tuple[int | None, str]:
    """The row of the place and how it stands there."""
    place = names.world_place
    together: int | None = None
    for index, ids in enumerate(places.rows):
        if place.id not in ids:
            continue
        if len(ids) == 1:
            return index, _manner(place, " ".join((places.cell(places.label, index), places.cell(places.value, index))))
        if place.parent in ids and together is None:
            together = index
    alone = frozenset((place.id,))
    for name, column in places.columns.items():
        for index, cell in enumerate(places.table.columns[name]):
            if column.of.get(cell) == alone:
                return index, _manner(place, places.cell(places.label, index))
    if together is None:
        together = _part_row(places, place)
    return (together, "under-serbia") if together is not None else (None, "missing")


def _part_row(places: PlaceList, place: Place) -> int | None:
    """A row of its own that names the place as a part of its parent, such as `Kosovo and Metohija`."""
    unread = (index for index, ids in enumerate(places.rows) if not ids)
    return next((i for i in unread if normalise(places.cell(places.label, i)) in place.parent_subdivisions), None)


def _manner(place: Place, label: str) -> str:
    qualifier = place.qualifier(label)
    return qualifier.verdict if qualifier else "listed"


def parent_row(place: Place, places: PlaceList) -> int | None:
    """The row that holds the place as a part of its parent, where a list of the parent's parts does."""
    if not places.other:
        return None
    cells = places.table.columns.get(places.label, ())
    known = place.parent_subdivisions
    parts = [index for index, cell in enumerate(cells) if normalise(cell) in known]
    if not parts and places.other == "state":
        # The parent's own list may call it by its plain name: `Belgrade, Bor, Kosovo, ...`.
        parts = [index for index, cell in enumerate(cells) if normalise(cell) == normalise(place.english)]
    return next((index for index in parts if _naming(place, places, index)), parts[0] if parts else None)


def _naming(place: Place, places: PlaceList, row: int) -> str:
    """The cell of a row that holds the place's name, where its label is only a code; or an empty string."""
    key = normalise(place.english)
    cells = (places.cell(name, row) for name in (places.label, *places.table.columns))
    return next((cell for cell in cells if key in normalise(cell).split()), "")


def _answer(
    names: Names,
    places: PlaceList,
    where: str,
    criterion: str,
    scope: str,
    verdict: str,
    row: int | None,
    with_rows: bool,
) -> ListAnswer:
    label = places.cell(places.label, row) if row is not None else ""
    if row is not None and verdict == "under-serbia" and places.other:
        label = _naming(names.world_place, places, row) or label
    value = places.cell(places.value, row) if row is not None else ""
    answer = ListAnswer(
        where=where,
        criterion=criterion,
        entries=entries(places),
        territories=len(places.territories),
        scope=scope,
        verdict=verdict,
        label=label or None,
        value=value or None,
        form=places.table.form,
    )
    return _explained(names, places, answer, row) if with_rows else answer


def _explained(names: Names, places: PlaceList, answer: ListAnswer, row: int | None) -> ListAnswer:
    rows = tuple(_rows(places))
    columns = [places.table.columns[name] for name in places.columns]
    gap = gap_of(names, rows, columns) if answer.verdict == "missing" else None
    return replace(answer, rows=rows, gap=gap, reasons=reasons_of(names, places, answer, row))


def entries(places: PlaceList) -> int:
    """The rows of a list without its prompts (`Select a country`)."""
    labels = places.table.columns.get(places.label)
    values = places.table.columns.get(places.value)
    if not labels or not values or places.other:
        return len(places.table)
    return sum(bool(ids or value) for ids, value in zip(places.rows, values, strict=True))


def _rows(places: PlaceList) -> list[Row]:
    label, value = places.label, places.value
    return [
        Row(places.cell(label, index) or None, places.cell(value, index) or None, min(ids) if ids else None)
        for index, ids in enumerate(places.rows)
    ]
