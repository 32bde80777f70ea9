"""A copied list is traced to its origin, whatever a site did to it; one of its own is not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listed.origin import origins, own, trace, traced
from listed.origin.prints import Prints
from listed.origin.reading import reading_of
from listed.origin.tracing import guess_of
from tests.listed.origin.make_prints import (
    Row,
    make_face,
    make_origin,
    make_prints,
    make_rows,
    names,
    read,
    select,
)

BRIEF = {
    "VN": "Viet Nam", "GB": "Great Britain", "CI": "Ivory Coast", "SZ": "Swaziland", "MK": "Macedonia",
    "LA": "Laos PDR", "US": "United States of America", "CZ": "Czech Republic", "CV": "Cabo Verde", "TL": "East Timor",
}  # fmt: skip
LONG = {
    "BO": "Bolivia, Plurinational State of", "IR": "Iran, Islamic Republic of", "KR": "Korea, Republic of",
    "MD": "Moldova, Republic of", "TZ": "Tanzania, United Republic of", "RU": "Russian Federation",
    "VE": "Venezuela, Bolivarian Republic of", "SY": "Syrian Arab Republic", "GB": "Great Britain and Northern Ireland",
}  # fmt: skip


def make_three() -> Prints:
    """Three origins that spell a few names each in its own way; the brief one became modern in its second release."""
    return make_prints(
        [
            make_origin("npm:brief", "1.0.0", "2.0.0"),
            make_origin("npm:long"),
            make_origin("npm:modern", "3.1.0"),
        ],
        make_face("npm:brief", make_rows(**BRIEF), 0),
        make_face("npm:brief", make_rows(**(BRIEF | {"SZ": "Eswatini"})), 1),
        make_face("npm:long", make_rows(**LONG)),
        make_face("npm:modern", make_rows()),
    )


PRINTS = make_three()


def name_of(prints: Prints, rows: list[Row]) -> tuple[str, str | None]:
    """The origin and the release that are likeliest for a page with these rows."""
    guess = guess_of(prints, reading_of(read(select(rows))))
    assert guess is not None
    return guess.origin.id, guess.origin.version


@pytest.mark.parametrize(
    ("other", "origin"),
    [(BRIEF, ("npm:brief", "1.0.0")), (LONG, ("npm:long", "1.0.0")), ({}, ("npm:modern", "3.1.0"))],
    ids=["brief", "long", "modern"],
)
def test_a_copy_is_traced_to_the_release_it_was_copied_from(other: dict[str, str], origin: tuple[str, str]) -> None:
    assert name_of(PRINTS, make_rows(**other)) == origin


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 2**32), share=st.floats(0, 0.15), shuffled=st.booleans())
def test_a_copy_that_was_shuffled_and_trimmed_is_traced(seed: int, share: float, shuffled: bool) -> None:
    chance = random.Random(seed)
    rows = make_rows(**LONG)
    rows = [row for row in rows if row[0] in LONG or chance.random() >= share]
    if shuffled:
        chance.shuffle(rows)
    assert name_of(PRINTS, rows) == ("npm:long", "1.0.0")


def test_a_stale_name_tells_the_older_release_from_the_newer() -> None:
    newer = make_rows(**(BRIEF | {"SZ": "Eswatini"}))
    assert name_of(PRINTS, newer) == ("npm:brief", "2.0.0")
    without = [row for row in newer if row[0] != "SZ"]
    assert name_of(PRINTS, without) == ("npm:brief", "1.0.0 to 2.0.0")


def test_of_two_origins_with_the_same_list_the_upstream_is_named_and_the_other_told() -> None:
    rows = make_rows(**LONG)
    prints = make_prints(
        [make_origin("npm:copy", since=2010, copy_of="npm:source"), make_origin("npm:source", since=2012)],
        make_face("npm:copy", rows),
        make_face("npm:source", rows),
    )
    guess = guess_of(prints, reading_of(read(select(rows))))
    assert guess is not None
    assert (guess.origin.id, guess.equals) == ("npm:source", ("npm:copy",))


def test_of_two_origins_that_do_not_know_each_other_the_older_is_named() -> None:
    rows = make_rows(**LONG)
    prints = make_prints(
        [make_origin("npm:younger", since=2020), make_origin("npm:older", since=2011)],
        make_face("npm:younger", rows),
        make_face("npm:older", rows),
    )
    assert name_of(prints, rows)[0] == "npm:older"


def test_origins_that_copy_each_other_in_a_circle_stop_nobody() -> None:
    rows = make_rows(**LONG)
    prints = make_prints(
        [make_origin("npm:hen", copy_of="npm:egg", since=2011), make_origin("npm:egg", copy_of="npm:hen", since=2012)],
        make_face("npm:hen", rows),
        make_face("npm:egg", rows),
    )
    assert name_of(prints, rows)[0] == "npm:hen"


def test_a_translated_list_keeps_its_order_and_is_traced_by_it() -> None:
    rows = [(code, names.display(code, "fi")) for code, _ in make_rows(**LONG)]
    assert name_of(PRINTS, rows)[0] == "npm:long"


def test_what_must_not_be_named_is_not_named() -> None:
    reading = reading_of(read(select(make_rows(**LONG))))
    guess = guess_of(PRINTS, reading, ["npm:long"])
    assert guess is not None
    assert guess.origin.id != "npm:long"


@pytest.mark.parametrize(
    "codes",
    [["AL", "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR"], ["AL", "AT", "BE", "BG", "HR"]],
    ids=["regional", "short"],
)
def test_a_list_of_a_part_of_the_world_has_no_origin(codes: list[str]) -> None:
    places = read(select([(code, names.display(code, "en")) for code in codes]))
    assert trace(names, places) is None
    assert traced(names, places).evidence == ("This is not a list of the whole world, so no origin is looked for.",)


def test_a_huge_list_has_no_origin() -> None:
    rows = [(code, f"{name} {number}") for number in range(12) for code, name in make_rows()]
    assert trace(names, read(select(rows))) is None


def test_a_list_of_a_sites_own_is_unknown() -> None:
    chance = random.Random(383)
    languages = ("en", "de", "fr", "es", "it")
    rows = [(code, names.display(code, chance.choice(languages))) for code, _ in make_rows() if chance.random() < 0.7]
    found = traced(names, read(select(rows)))
    assert found.origin is None
    assert found.guess is None or found.guess.confidence < 0.5


@pytest.mark.parametrize(
    "poison",
    ["\x00\x1b[31m", "\u202e" * 50, "(" * 3000, "\ud800", "A" * 50_000, "&#0;&amp;", "'; DROP TABLE", "🇽🇰" * 500],
    ids=["control", "turned", "brackets", "surrogate", "long", "entities", "quotes", "flags"],
)
def test_hostile_labels_stop_nobody(poison: str) -> None:
    rows = [(code, name + poison if number % 9 == 0 else name) for number, (code, name) in enumerate(make_rows())]
    traced(names, read(select(rows)))


def test_a_package_is_not_its_own_origin_nor_is_what_copies_it() -> None:
    ids = own("npm:country-data@0.0.31")
    assert {"npm:country-data", "npm:country-data-list"} <= ids
    assert not {"iso-3166-1", "cldr"} & ids
    assert own("https://example.org/form") == own("npm:not-an-origin") == frozenset()


def test_every_origin_knows_its_upstreams() -> None:
    known = origins()
    assert len(known) >= 45
    assert [one.id for one in known.values() if not set(one.copy_of) <= set(known) or not one.versions] == []
    assert sum(one.is_standard for one in known.values()) >= 5
