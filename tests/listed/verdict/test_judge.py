"""One list in, its verdict out: as tables of cases."""

from __future__ import annotations

import pytest

from listed.verdict.answer import Row
from listed.verdict.judge import judge
from tests.listed.verdict.make_answers import named, names, places, world

ALL = world()
WITHOUT = world("XK")
EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split()  # noqa: SIM905
Told = tuple[str, str, str, int, int, str | None, str | None]


def told(listed: object, hint: str = "") -> Told | None:
    found = judge(names, listed, "here")  # type: ignore[arg-type]
    return found and (
        found.criterion, found.scope, found.verdict, found.entries, found.territories, found.label, found.value,
    )  # fmt: skip


def with_label(label: str, value: str = "XK") -> object:
    rows = [names.display(code, "en") for code in WITHOUT]
    return places({"label": [*rows, label], "value": [*WITHOUT, value]})


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        pytest.param(ALL, ("country", "world", "listed", 250, 250, "Kosovo", "XK"), id="all"),
        pytest.param(WITHOUT, ("country", "world", "missing", 249, 249, None, None), id="all but Kosovo"),
        pytest.param(EU, ("country", "regional", "not-expected", 27, 27, None, None), id="EU"),
        pytest.param([*EU, "XK"], ("country", "regional", "listed", 28, 28, "Kosovo", "XK"), id="EU and Kosovo"),
        pytest.param(EU[:7], None, id="seven are too few to tell"),
    ],
)
def test_a_control(codes: list[str], wanted: Told | None) -> None:
    assert told(named(codes)) == wanted


@pytest.mark.parametrize("codes", [EU, [*EU, "XK"], WITHOUT[:60]])
def test_a_short_list_in_data_is_not_told(codes: list[str]) -> None:
    assert told(named(codes, "data")) is None


@pytest.mark.parametrize(
    ("label", "verdict"),
    [
        ("Kosovo", "listed"),
        ("Kosova", "listed"),
        ("Republic of Kosovo", "listed"),
        ("Kosovo*", "qualified"),
        ("Kosovo (UNSCR 1244)", "qualified"),
        ("Kosovo (Serbia)", "under-serbia"),
    ],
)
def test_the_manner_of_the_entry(label: str, verdict: str) -> None:
    assert told(with_label(label)) == ("country", "world", verdict, 250, 250, label, "XK")


def test_an_entry_for_serbia_and_kosovo_without_codes_is_under_serbia() -> None:
    rows = [names.display(code, "en") for code in world("XK RS")]
    found = told(places({"label": [*rows, "Serbia (including Kosovo)"]}))
    assert found is not None
    assert (found[1], found[2], found[5]) == ("world", "under-serbia", "Serbia (including Kosovo)")


def test_nothing_but_numbers_of_iso_cannot_hold_kosovo() -> None:
    by_number = {next(iter(ids)): f"{n:03}" for n in range(1000) if (ids := names.code(f"{n:03}"))}
    found = told(places({"value": [by_number[code] for code in WITHOUT]}, "data"))
    assert found is not None
    assert found[1:3] == ("world", "not-expected")


def test_rows_of_cities_are_unclear_without_the_place() -> None:
    rows = [code for code in WITHOUT for _ in range(5)]
    found = told(places({"city": [f"city {n}" for n in range(len(rows))], "country": rows}, "data"))
    assert found is not None
    assert found[1:3] == ("world", "unclear")


def test_bare_digits_in_a_control_are_no_list_of_countries() -> None:
    rows = [str(n) for n in (1, 7, 20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45)]
    found = told(places({"label": rows, "value": rows}))
    assert found is None or found[1:3] == ("not-a-country-list", "not-expected")


@pytest.mark.parametrize(
    ("hint", "count", "wanted"),
    [
        ("src/iban.json", 80, ("iban", "world", "missing")),
        ("world.geojson features", 120, ("map", "world", "missing")),
        ("countries.json", 80, None),
    ],
)
def test_some_tables_are_due_below_the_size_of_the_world(
    hint: str, count: int, wanted: tuple[str, str, str] | None
) -> None:
    near = sorted(names.neighbours("XK"))
    far = [code for code in WITHOUT if code not in near and names.continent(code) in ("Europe", "Asia", "Africa")]
    found = told(places({"key": [*near, *far][:count]}, "data", hint))
    assert (found and found[:3]) == wanted


def test_the_rows_of_a_list_are_kept_where_asked() -> None:
    rows = named([*EU, "XK"])
    found = judge(names, rows, "here", with_rows=True)
    assert found is not None
    assert (len(found.rows), found.rows[0], found.rows[-1]) == (
        28,
        Row("Austria", "AT", "AT"),
        Row("Kosovo", "XK", "XK"),
    )
    bare = judge(names, rows, "here")
    assert bare is not None
    assert bare.rows == ()


def test_a_list_of_serbias_parts_is_under_serbia() -> None:
    parts = ["Beograd", "Vojvodina", "Nišava", "Raška", "Toplica", "Kosovo-Metohija"]
    found = told(places({"label": parts, "value": [str(n) for n in range(6)]}))
    assert found is not None
    assert found[:3] == ("state", "not-a-country-list", "under-serbia")
