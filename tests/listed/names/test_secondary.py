"""Codes, calling codes, flags, languages, currencies, zones and subdivisions are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listed.names import load

names = load()


@pytest.mark.parametrize("text", ["XK", "xk", "XKX", "XKK", "XKS", "UNK", "KOS", "RKS", "KV", "KSV", "XZ", "983", "1A"])
def test_every_code_in_use_for_kosovo_is_read(text: str) -> None:
    assert names.code(text) == {"XK"}


@pytest.mark.parametrize(
    ("text", "territory", "kind"),
    [
        ("AL", "AL", "alpha2"),
        ("alb", "AL", "alpha3"),
        ("008", "AL", "numeric"),
        ("XK", "XK", "alpha2"),
        ("XKX", "XK", "alpha3"),
        ("UNK", "XK", "other"),
        ("983", "XK", "numeric"),
        ("UK", "GB", "other"),
        ("EL", "GR", "other"),
        ("ANT", "AN", "other"),
        ("891", "CS", "other"),
        ("ROM", "RO", "other"),
        ("ZAR", "CD", "other"),
    ],
)
def test_a_code_tells_its_kind(text: str, territory: str, kind: str) -> None:
    assert (names.code(text), names.code_kind(text)) == (frozenset({territory}), kind)


@pytest.mark.parametrize("text", ["", "8", "QQ", "ALBA", "country:XK", "-99", "ß", "٠٠٨"])
def test_what_is_no_code_is_not_read_as_one(text: str) -> None:
    assert (names.code(text), names.code_kind(text)) == (frozenset(), None)


def test_codes_of_sport_and_of_old_standards_stand_apart() -> None:
    assert (names.other_code("SUI"), names.other_code("GER"), names.code("SUI")) == (
        frozenset({"CH"}),
        frozenset({"DE"}),
        frozenset(),
    )


def test_the_ids_are_those_of_iso_with_kosovo_and_the_reserved_ones() -> None:
    kinds = {
        kind: sum(names.kind(territory) == kind for territory in names.codes)
        for kind in ("iso", "user-assigned", "reserved")
    }
    assert kinds == {"iso": 249, "user-assigned": 1, "reserved": 7}


@pytest.mark.parametrize("text", ["+383", "383", "00383", "(+383)", " + 383 ", "\u202a(+383)\u202c", 383])
def test_the_calling_code_is_read_however_it_is_written(text: str | int) -> None:
    assert names.calling(text) == {"XK"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+7", {"RU", "KZ"}),
        ("+44", {"GB", "GG", "IM", "JE"}),
        ("+358", {"FI", "AX"}),
        ("+590", {"GP", "BL", "MF"}),
        ("+1-684", {"AS"}),
        ("1684", {"AS"}),
        ("+1 (787)", {"PR"}),
        ("+381", {"RS"}),
        ("+377", {"MC"}),
        ("+386", {"SI"}),
        ("+0", set()),
        ("383 people", set()),
        ("", set()),
    ],
)
def test_a_calling_code_gives_all_who_share_it(text: str, expected: set[str]) -> None:
    assert names.calling(text) == expected


def test_the_american_code_is_shared_by_many() -> None:
    shared = names.calling("+1")
    assert ({"US", "CA", "JM", "DO", "PR"} <= shared, len(shared)) == (True, 25)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("🇽🇰", "XK"), ("Kosovo 🇽🇰 +383", "XK"), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "GB-ENG"), ("🇪🇺 🇦🇱", "AL"), ("🏳️", None), ("XK", None), ("", None)],
)
def test_a_flag_gives_its_place(text: str, expected: str | None) -> None:
    assert names.flag(text) == expected


@pytest.mark.parametrize("label", names.world_place.demonyms)
def test_the_people_of_the_place_are_read(label: str) -> None:
    assert "XK" in names.demonym(label)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Afghan", {"AF"}),
        ("British", {"GB"}),
        ("Dutch", {"BQ", "NL"}),
        ("Dominican", {"DM", "DO"}),
        ("kosovolainen", {"XK"}),
        ("nobody", set()),
    ],
)
def test_a_nationality_gives_its_places(label: str, expected: set[str]) -> None:
    assert names.demonym(label) == expected


def test_languages_are_told_by_name_and_tag() -> None:
    labels = ["shqip", "Albanian", "Deutsch", "中文", "Српски", "Kosovo"]
    assert [bool(names.language(label)) for label in labels] == [True, True, True, True, True, False]
    tags = ["sq", "sq-XK", "zh_Hant", "sr-Latn-RS", "xk", "sq-", "Albania"]
    assert [names.language_code(tag) for tag in tags] == [True, True, True, True, False, False, False]


def test_currencies_are_told_by_code_and_name() -> None:
    labels = ["EUR", "Euro", "US Dollar", "Schweizer Franken", "Albania"]
    assert [sorted(names.currency(label)) for label in labels] == [["EUR"], ["EUR"], ["USD"], ["CHF"], []]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Europe/Belgrade", True),
        ("Central European Standard Time", True),
        ("(GMT+01:00) Belgrade, Bratislava", True),
        ("(UTC) Coordinated Universal Time", True),
        ("UTC+1", True),
        ("GMT -5:00 Eastern", True),
        ("Kosovo (+383)", False),
        ("Albania", False),
        ("(+1) United States", False),
        ("Zambia", False),
    ],
)
def test_a_time_zone_is_told(label: str, expected: bool) -> None:
    assert names.timezone(label) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Texas", {"US"}),
        ("US-TX", {"US"}),
        ("Armed Forces Pacific", {"US"}),
        ("Ontario", {"CA"}),
        ("New South Wales", {"AU"}),
        ("Maharashtra", {"IN"}),
        ("Kosovo-Metohija", {"RS"}),
        ("RS-KM", {"RS"}),
        ("Kosovski okrug", {"RS"}),
        ("Kosovski", {"RS"}),
        ("Pećki okrug", {"RS"}),
        ("Prizrenski okrug", {"RS"}),
        ("Kosovsko-Mitrovački okrug", {"RS"}),
        ("Kosovsko-Pomoravski okrug", {"RS"}),
        ("Nowhere", set()),
    ],
)
def test_a_subdivision_gives_its_country(label: str, expected: set[str]) -> None:
    assert names.subdivision(label) == expected


def test_a_bare_subdivision_code_gives_all_countries_that_use_it() -> None:
    assert ("US" in names.subdivision_code("TX"), "RS" in names.subdivision_code("KM")) == (True, True)


def test_months_and_weekdays_are_told_in_many_languages() -> None:
    labels = ["January", "Jan", "janar", "Monday", "Понедељак", "segunda-feira", "一月", "Albania"]
    assert [names.calendar(label) for label in labels] == [True, True, True, True, True, True, True, False]


def test_kosovo_stands_where_it_lies() -> None:
    told = (
        names.english("XK"),
        names.region("XK"),
        names.continent("XK"),
        names.sovereign("XK"),
        names.neighbours("XK"),
    )
    assert told == ("Kosovo", "Southern Europe", "Europe", True, frozenset({"AL", "ME", "MK", "RS"}))


def test_neighbours_are_mutual() -> None:
    one_way = [(a, b) for a in names.codes for b in names.neighbours(a) if a not in names.neighbours(b)]
    assert one_way == []


def test_the_sovereign_are_the_members_and_observers_and_kosovo() -> None:
    assert sum(names.sovereign(territory) for territory in names.codes) == 193 + 2 + 1


def test_a_name_is_shown_in_the_language_or_its_parent_or_english() -> None:
    shown = [names.display("XK", language) for language in ("sq", "sr", "sr_Latn_RS", "zh-Hant", "pt-BR", "tlh", "")]
    assert shown == ["Kosovë", "Косово", "Kosovo", "科索沃", "Kosovo", "Kosovo", "Kosovo"]


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(KeyError):
        names.english("QQ")


@given(st.text(max_size=60))
def test_any_text_gets_an_answer_from_every_lookup(text: str) -> None:
    known = {*names.codes, *names.others}
    for found in (
        names.demonym(text),
        names.subdivision(text),
        names.code(text),
        names.calling(text),
        names.other_code(text),
    ):
        assert found <= known
    assert isinstance(names.timezone(text) or names.calendar(text) or names.language_code(text), bool)
    assert names.flag(text) in {None, *known}
