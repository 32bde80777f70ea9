"""A judged list in, the reasons for its verdict out: one plain English sentence each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from listed.lists.places import PlaceList
from listed.names import Names
from listed.verdict.answer import ListAnswer
from listed.verdict.dialled import said_of_dialling
from listed.verdict.scope import around, is_world

_ROWS_OF = {
    "language": "languages",
    "currency": "currencies",
    "calendar": "months or days",
    "state": "states, provinces or districts",
    "timezone": "time zones",
}
_SENTENCE_OF = {"iban": "IBAN formats", "phone-code": "phone codes", "map": "shapes on a map"}


def reasons_of(names: Names, places: PlaceList, answer: ListAnswer, row: int | None) -> tuple[str, ...]:
    """What kind of list it is and why, and how the place stands in it; `row` is the place's row, or None."""
    if answer.scope == "not-a-country-list":
        said = [_of_no_places(names, places, answer), _of_zones(names, places, answer)]
    else:
        said = [
            _of_scope(names, places, answer),
            _of_standing(names, places, answer, row),
            _of_codes(names, places, answer),
            said_of_dialling(names, places, answer, row),
            _of_zones(names, places, answer),
            _of_the_past(names, places, answer),
            _of_translation(answer),
        ]
    return tuple(sentence for sentence in said if sentence)


def _of_no_places(names: Names, places: PlaceList, answer: ListAnswer) -> str:
    place, parent = names.world_place, names.english(names.world_place.parent)
    if answer.verdict == "under-serbia":
        return f"The list names parts of {parent}, and {place.english} among them as {_shown(answer)}."
    if not places.other:
        return "The rows hold digits alone, without a plus sign or a name; they may be something else than phone codes."
    if places.other == "currency":
        return f"The rows are currencies, not places; in {place.english} people pay with {place.currency}."
    if places.other in _ROWS_OF:
        return f"The rows are {_ROWS_OF[places.other]}, not countries."
    return "The rows are no names or codes of countries."


def _of_scope(names: Names, places: PlaceList, answer: ListAnswer) -> str:
    count = f"{answer.territories:,} places"
    continents = _continents(names, places.territories)
    if answer.scope != "world":
        if len(continents) == 1:
            return f"The list names {count}, all in {continents[0]}; it says nothing about the others."
        return f"The list names {count} in {joined(continents)}, too few to speak for the whole world."
    if is_world(names, places.territories):
        rows = f"{answer.entries:,} rows name {answer.territories:,} different places"
        return f"{rows} in {joined(continents)}, so the list means the whole world."
    held = [names.english(code) for code in sorted(around(names) & places.territories, key=names.english)]
    what = _SENTENCE_OF.get(answer.criterion, "places")
    return f"The list names {count}, {joined(held)} among them; a list of {what} as long as this is meant for all."


def _of_standing(names: Names, places: PlaceList, answer: ListAnswer, row: int | None) -> str:
    place = names.world_place
    parent = names.english(place.parent)
    if answer.verdict == "listed":
        return f"{place.english} stands there{_as_shown(answer)}."
    if answer.verdict == "qualified":
        return f"{place.english} has a row of its own, and the label {_shown(answer)} adds a note to the name."
    if answer.verdict == "under-serbia":
        if row is not None and place.id in places.rows[row] and len(places.rows[row]) > 1:
            own = f"{place.english} has no row of its own"
            return f"The row {_shown(answer)} names {parent} and {place.english} together; {own}."
        return f"The label {_shown(answer)} names {place.english} as a part of {parent}."
    if answer.scope == "world" and answer.verdict == "not-expected":
        return f"The rows hold ISO numbers alone, and {place.english} has none, so no row is expected."
    if answer.verdict == "unclear":
        return (
            f"There are several rows a place: they may be cities, banks or the like, and then "
            f"a list without {place.english} leaves out no country."
        )
    return _missing(names, places, answer) if answer.verdict == "missing" else ""


def _missing(names: Names, places: PlaceList, answer: ListAnswer) -> str:
    place = names.world_place
    held = sorted(names.english(code) for code in around(names) & places.territories)
    though = f", though {joined(held)} {'are' if len(held) > 1 else 'is'}" if held else ""
    if answer.criterion == "nationality":
        though = f", though there is one for {joined(held)}" if held else ""
        return f"A word for the people of {place.english}, such as {place.demonyms[0]}, is not among them{though}."
    return f"{place.english} is not among them{though}."


def _of_codes(names: Names, places: PlaceList, answer: ListAnswer) -> str:
    """Said of a list without the place whose codes are all assigned by ISO."""
    if answer.verdict != "missing":
        return ""
    for kind in ("alpha2", "alpha3"):
        own = next((code.text for code in names.world_place.codes if code.kind == kind), None)
        for column in places.columns.values():
            if own and column.kind == kind and all(names.kind(code) == "iso" for code in column.places):
                left = f"{own} is a code that ISO 3166 leaves to its users"
                return f"{left}; the list takes only codes that ISO assigned."
    return ""


def _of_zones(names: Names, places: PlaceList, answer: ListAnswer) -> str:
    if "timezone" not in (answer.criterion, places.other) or answer.verdict in ("listed", "qualified"):
        return ""
    place = names.world_place
    return f"The time zone database has no row for {place.english}; its clocks follow {joined(place.timezones)}."


def _of_the_past(names: Names, places: PlaceList, answer: ListAnswer) -> str:
    if answer.verdict == "listed":
        return ""
    alone = {next(iter(ids)) for ids in set(places.rows) if len(ids) == 1}
    past = sorted(names.english(code) for code in alone if names.kind(code) == "historic")
    return f"It still has rows for places of the past ({'; '.join(past)}), so the list may be old." if past else ""


def _of_translation(answer: ListAnswer) -> str:
    if answer.form != "catalogue" or answer.verdict != "missing":
        return ""
    return "This is a translation: a name that it lacks is shown as in the list that it translates."


def _continents(names: Names, territories: Iterable[str]) -> list[str]:
    found = {names.continent(code) for code in territories} - {""}
    return [f"the {name}" if name == "Americas" else name for name in sorted(found)]


def _shown(answer: ListAnswer) -> str:
    return f'"{_one_line(answer.label or answer.value or "")}"'


def _as_shown(answer: ListAnswer) -> str:
    label, value = _one_line(answer.label or ""), _one_line(answer.value or "")
    if label and value and label != value:
        return f' as "{label}" with the value {value}'
    return f' as "{label or value}"' if label or value else ""


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def joined(parts: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *others, last = [*parts] or [""]
    return f"{', '.join(others)} and {last}" if others else last
