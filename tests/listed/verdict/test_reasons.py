"""What a person is told about a verdict: whole sentences, as they are shown."""

from __future__ import annotations

import pytest

from listed.verdict.judge import judge
from tests.listed.verdict.make_answers import named, names, places, world

WITHOUT = world("XK")
EVERYWHERE = "in Africa, the Americas, Asia, Europe and Oceania, so the list means the whole world."
ALL = f"250 rows name 250 different places {EVERYWHERE}"
ALL_BUT_ONE = f"249 rows name 249 different places {EVERYWHERE}"
NOT_AMONG = "Kosovo is not among them, though Albania, Montenegro, North Macedonia and Serbia are."
ASSIGNED = "XK is a code that ISO 3166 leaves to its users; the list takes only codes that ISO assigned."
DISTRICTS = ["Beograd", "Bor", "Braničevo", "Zaječar", "Zlatibor", "Kolubara", "Mačva", "Moravica", "Nišava", "Pirot"]


def said(listed: object) -> tuple[str, ...]:
    """The reasons for the verdict on a list."""
    answer = judge(names, listed, "here", with_rows=True)  # type: ignore[arg-type]
    assert answer is not None
    return answer.reasons


def labels(more: str, value: str = "XK", codes: list[str] = WITHOUT) -> object:
    """A drop-down with English names, codes, and one row more."""
    return places({"label": [*(names.english(code) for code in codes), more], "value": [*codes, value]})


def test_a_list_without_the_place() -> None:
    assert said(named(WITHOUT)) == (ALL_BUT_ONE, NOT_AMONG, ASSIGNED)


def test_a_list_whose_codes_are_not_all_of_iso_could_take_the_code() -> None:
    assert said(labels("Ascension Island", "AC")) == (ALL, NOT_AMONG)


@pytest.mark.parametrize(
    ("label", "value", "sentence"),
    [
        ("Kosovo", "XK", 'Kosovo stands there as "Kosovo" with the value XK.'),
        ("Kosovë", "KOS", 'Kosovo stands there as "Kosovë" with the value KOS.'),
        ("Kosovo", "Kosovo", 'Kosovo stands there as "Kosovo".'),
        ("Kosovo*", "XK", 'Kosovo has a row of its own, and the label "Kosovo*" adds a note to the name.'),
        ("Kosovo (Serbia)", "XK", 'The label "Kosovo (Serbia)" names Kosovo as a part of Serbia.'),
    ],
)
def test_how_the_place_stands(label: str, value: str, sentence: str) -> None:
    assert said(labels(label, value)) == (ALL, sentence)


def test_a_part_of_the_world_says_nothing_about_the_rest() -> None:
    nordic = ["DK", "EE", "FI", "IS", "LT", "LV", "NO", "SE"]
    assert said(named(nordic)) == ("The list names 8 places, all in Europe; it says nothing about the others.",)
    asked = [*nordic, "JP"]
    assert said(named(asked)) == ("The list names 9 places in Asia and Europe, too few to speak for the whole world.",)


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        ("Kosovo (+383)", "It shows +383, the calling code of Kosovo."),
        ("Kosovo (+381)", "It still shows +381; the calling code of Kosovo is +383 now."),
        ("Kosovo (+377)", "It still shows +377; the calling code of Kosovo is +383 now."),
        ("Kosovo (+386)", "It still shows +386; the calling code of Kosovo is +383 now."),
        ("Kosovo (+999)", "It does not show +383, the calling code of Kosovo."),
    ],
)
def test_a_phone_list_tells_which_code_the_place_has(shown: str, sentence: str) -> None:
    rows = [f"{names.english(code)} (+1)" for code in WITHOUT]
    listed = places({"label": [*rows, shown], "value": [*WITHOUT, "XK"]}, hint="phone")
    assert said(listed) == (ALL, f'Kosovo stands there as "{shown}" with the value XK.', sentence)


def test_a_phone_list_without_the_place_lacks_its_code_as_well() -> None:
    rows = [f"{names.english(code)} (+1)" for code in WITHOUT]
    listed = places({"label": rows, "value": WITHOUT}, hint="phone")
    assert said(listed) == (ALL_BUT_ONE, NOT_AMONG, ASSIGNED, "The calling code of Kosovo, +383, is not there either.")


def test_a_list_of_time_zones_has_no_row_to_give() -> None:
    zones = ["Europe/Belgrade", "Europe/London", "Europe/Paris", "Asia/Tokyo", "Asia/Kabul", "Africa/Cairo"]
    assert said(places({"label": zones, "value": zones})) == (
        "The rows are time zones, not countries.",
        "The time zone database has no row for Kosovo; its clocks follow Europe/Belgrade.",
    )


def test_currencies_and_languages_are_no_countries() -> None:
    money = ["EUR", "USD", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON"]
    assert said(places({"label": money, "value": money})) == (
        "The rows are currencies, not places; in Kosovo people pay with EUR.",
    )
    languages = ["Bengali", "Swahili", "Yoruba", "Urdu", "Kurdish", "Basque", "Catalan", "Welsh", "Tatar"]
    assert said(places({"label": languages, "value": languages})) == ("The rows are languages, not countries.",)


def test_parts_of_the_neighbour_that_hold_the_place() -> None:
    rows = [*DISTRICTS, "Kosovo-Metohija"]
    assert said(places({"label": rows, "value": rows})) == (
        'The list names parts of Serbia, and Kosovo among them as "Kosovo-Metohija".',
    )


def test_iso_numbers_alone_leave_no_room() -> None:
    numbers = [number for code in WITHOUT if (number := iso_number(code))]
    assert said(places({"value": numbers}, form="data")) == (
        f"{len(numbers)} rows name {len(numbers)} different places {EVERYWHERE}",
        "The rows hold ISO numbers alone, and Kosovo has none, so no row is expected.",
    )


def test_places_of_the_past_say_that_a_list_may_be_old() -> None:
    past = "Netherlands Antilles; Serbia and Montenegro"
    codes = [code for code in WITHOUT if code not in ("RS", "ME")]
    listed = places({
        "label": [*(names.english(code) for code in codes), "Serbia and Montenegro", "Netherlands Antilles"],
        "value": [*codes, "CS", "AN"],
    })  # fmt: skip
    assert said(listed) == (
        ALL_BUT_ONE,
        "Kosovo is not among them, though Albania and North Macedonia are.",
        f"It still has rows for places of the past ({past}), so the list may be old.",
    )


def test_a_list_of_nationalities_wants_a_word_for_people() -> None:
    though = "though there is one for Albania, Montenegro, North Macedonia and Serbia"
    assert said(named(WITHOUT, hint="nationality")) == (
        ALL_BUT_ONE,
        f"A word for the people of Kosovo, such as Kosovar, is not among them, {though}.",
        ASSIGNED,
    )


def test_a_translation_falls_back_on_the_list_it_translates() -> None:
    assert said(named(WITHOUT, form="catalogue")) == (
        ALL_BUT_ONE,
        NOT_AMONG,
        ASSIGNED,
        "This is a translation: a name that it lacks is shown as in the list that it translates.",
    )


def test_nothing_is_worked_out_that_nobody_asks_for() -> None:
    answer = judge(names, named(WITHOUT), "here")
    assert answer is not None
    assert (answer.reasons, answer.rows, answer.gap) == ((), (), None)


def iso_number(code: str) -> str:
    """The three digits that ISO gives to a code, or ''."""
    return next((text for n in range(900) if code in names.code(text := f"{n:03}")), "")
