"""Names as lists write them are read as the places they stand for."""

from __future__ import annotations

import pytest
from babel import Locale, localedata
from hypothesis import given, settings
from hypothesis import strategies as st

from listed.names import load

names = load()


def ids(text: str) -> frozenset[str]:
    return frozenset(text.split())


def kosovo_in_every_language() -> list[tuple[str, str]]:
    found = []
    for tag in sorted(localedata.locale_identifiers()):
        name = Locale.parse(tag).territories.get("XK")
        if name and name != "XK":
            found.append((tag, name))
    return found


def test_kosovo_is_read_in_every_language_and_script_of_cldr() -> None:
    known = kosovo_in_every_language()
    assert len({name for _, name in known}) > 60
    assert [row for row in known if names.place(row[1]) != {"XK"}] == []


def test_kosovo_in_capitals_is_read_in_every_language() -> None:
    assert [row for row in kosovo_in_every_language() if names.place(row[1].upper()) != {"XK"}] == []


def test_every_name_shown_is_read_back_as_its_place() -> None:
    languages = [
        "en", "de", "fr", "es", "pt", "it", "ru", "sr", "sr-Latn", "sq", "ar", "fa", "he", "hi", "zh", "ja",
        "ko", "th", "tr", "vi", "bs", "mk", "el", "hu", "cs",
    ]  # fmt: skip
    lost = [
        (language, territory, name)
        for language in languages
        for territory in names.codes
        if territory not in names.place(name := names.display(territory, language))
    ]
    assert lost == []


@pytest.mark.parametrize("label", names.world_place.false_friends)
def test_a_false_friend_is_not_the_place(label: str) -> None:
    assert "XK" not in names.place(label)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Korea, Republic of", "KR"),
        ("Korea, Democratic People's Republic of", "KP"),
        ("Kosovo, Republic of", "XK"),
        ("Tanzania, United Republic of", "TZ"),
        ("Congo (Kinshasa)", "CD"),
        ("Congo, Democratic Republic", "CD"),
        ("Congo, The Democratic Republic Of The", "CD"),
        ("Congo, Republic of the", "CG"),
        ("Iran, Islamic Republic of", "IR"),
        ("Micronesia, Federated States of", "FM"),
        ("Bolivia, Plurinational State of", "BO"),
        ("Macedonia, The Former Yugoslav Republic of", "MK"),
        ("FYROM", "MK"),
        ("Burma", "MM"),
        ("Zaire", "CD"),
        ("Swaziland", "SZ"),
        ("Kyrgystan", "KG"),
        ("CÔTE D'IVOIRE", "CI"),
        ("COTE DIVOIRE", "CI"),
        ("COTE D IVOIRE", "CI"),
        ("Cote d&#39;Ivoire", "CI"),
        ("Lao People’s Democratic Republic", "LA"),
        ("Al\u00adbania", "AL"),
        ("New\u00a0Zealand", "NZ"),
        ("St. Lucia", "LC"),
        ("Trinidad & Tobago", "TT"),
        ("Wallis/Futuna Isls.", "WF"),
        ("Cook Is.", "CK"),
        ("Dominican Rep.", "DO"),
        ("Oesterreich", "AT"),
        ("THE GAMBIA", "GM"),
    ],
)
def test_the_forms_of_english_lists_are_read(label: str, expected: str) -> None:
    assert names.place(label) == ids(expected)


@pytest.mark.parametrize(
    "label",
    [
        "🇽🇰 Kosovo",
        "Kosovo 🇽🇰",
        "Kosovo (+383)",
        "(+383) Kosovo",
        "+383 Kosovo",
        "+383 (Kosovo)",
        "Kosovo \u202a(+383)\u202c",
        "Kosovo +383",
        "Kosovo (Kosovë)",
        "Kosovo [XK]",
        "Kosovo (XK)",
        "Kosovo, XK",
        "XK - Kosovo",
        "XK Kosovo",
        "Kosovo - Kosovë",
        "Kosovo / Косово",
        "Kosova/Kosovo",
        "flag: Kosovo",
        "Flagge: Kosovo",
        "Flag of Kosovo",
        "Kosovo flag",
        "flag_kosovo",
        ":旗_コソボ:",
        "コソボ国旗",
        "RepublicOfKosovo",
        "Kosovo (12)",
        "12. Kosovo",
        "Kosovo*",
        "* Kosovo",
        "Kosovo (UNSCR 1244)",
        "Kosovo, under UNSC resolution 1244",
        "Kosovo (Serbia)",
        "Republic of Kosovo",
        "  KOSOVO\n",
    ],
)
def test_what_stands_around_the_name_is_looked_past(label: str) -> None:
    assert names.place(label) == {"XK"}


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Congo", "CD CG"),
        ("Kongo", "CD CG"),
        ("Sudan", "SD SS"),
        ("Guyana", "GF GY"),
        ("Samoa", "AS WS"),
        ("Korea", "KP KR"),
        ("Virgin Islands", "VG VI"),
        ("Serbia / Kosovo", "RS XK"),
        ("Serbia (including Kosovo)", "RS XK"),
    ],
)
def test_an_ambiguous_name_keeps_all_its_places(label: str, expected: str) -> None:
    assert names.place(label) == ids(expected)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Serbia & Montenegro", "CS"),
        ("Yugoslavia", "YU"),
        ("USSR", "SU"),
        ("Czechoslovakia", "CSHH"),
        ("East Germany", "DD"),
        ("Netherlands Antilles", "AN"),
        ("England", "GB-ENG"),
        ("Northern Ireland", "GB-NIR"),
        ("Abkhazia", "X-ABK"),
        ("South Ossetia", "X-SOS"),
        ("Northern Cyprus", "X-NCY"),
        ("Somaliland", "X-SML"),
        ("Transnistria", "X-PMR"),
        ("Nagorno-Karabakh", "X-NKR"),
    ],
)
def test_places_of_history_and_parts_have_ids_of_their_own(label: str, expected: str) -> None:
    assert (names.place(label), names.sovereign(expected)) == (ids(expected), False)


@pytest.mark.parametrize(
    "label",
    [
        "", " ", "()", "(((", "-", "XK", "US", "al", "XKX", "Select country", "Prishtina (Kosovo)", "Paris, France",
        "America/Lima", "America/Jamaica", "Europe/Malta", "NGA", "Hindi", "Greek", "Texas", "Day", "RU", "SA",
        "x" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_country_name_is_not_read_as_one(label: str) -> None:
    assert names.place(label) == frozenset()


def test_no_code_is_a_name() -> None:
    read = {code for code in names.codes if names.place(code)}
    assert read == set()


def test_many_labels_are_read_as_each_alone() -> None:
    labels = ["Kosovo", "Albania", "nothing", "Kosovo", "Congo"]
    assert names.resolve_many(labels) == [ids("XK"), ids("AL"), ids(""), ids("XK"), ids("CD CG")]


@given(st.text(max_size=140))
@settings(max_examples=400, deadline=None)
def test_any_text_gets_an_answer_of_known_ids(label: str) -> None:
    assert names.place(label) <= {*names.codes, *names.others}


SHAPES = ["{} (12)", "  {}", "{} *", "1. {}", "{} (+99)", "\u200e{}\u200e", "{}\u00a0"]


@given(st.sampled_from(names.codes), st.sampled_from(SHAPES))
@settings(deadline=None)
def test_decoration_never_loses_the_place(territory: str, shape: str) -> None:
    assert territory in names.place(shape.format(names.english(territory)))
