"""Which criterion a list is looked at for: from what its rows hold first, from the words around it second."""

from __future__ import annotations

import pytest

from listed.verdict.criterion import criterion_of
from tests.listed.verdict.make_answers import named, names, places, world

CODES = world()
ENGLISH = [names.display(code, "en") for code in CODES]


@pytest.mark.parametrize(
    ("hint", "wanted"),
    [
        ("", "country"),
        ("country", "country"),
        ("country_code", "country"),
        ("billing[country_id] Country", "country"),
        ("International shipping", "country"),
        ("national park", "country"),
        ("nationality", "nationality"),
        ("Nationality *", "nationality"),
        ("user[citizenship] Citizenship", "nationality"),
        ("Staatsangehörigkeit", "nationality"),
        ("nacionalidad", "nationality"),
        ("Shtetësia", "nationality"),
        ("državljanstvo", "nationality"),
        ("Гражданство", "nationality"),
        ("phone_country_code", "phone-code"),
        ("dialCode", "phone-code"),
        ("phonePrefix Vorwahl Telefon", "phone-code"),
        ("mobile", "phone-code"),
        ("timeZoneCountry", "timezone"),
        ("currency", "currency"),
        ("iban country", "iban"),
    ],
)
def test_the_words_around_a_control(hint: str, wanted: str) -> None:
    assert criterion_of(named(CODES, hint=hint)) == wanted


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        pytest.param({"label": [f"{name} +{index}" for index, name in enumerate(ENGLISH, 1)]}, "phone-code", id="plus"),
        pytest.param(
            {"label": ENGLISH[:6], "value": ["+93", "+355", "+213", "+383", "+376", "+244"]}, "phone-code", id="dial"
        ),
        pytest.param(
            {"label": ["Albanian", "German", "French", "Kosovar", "Afghan", "Dutch"]}, "nationality", id="demonyms"
        ),
    ],
)
def test_what_the_rows_hold(columns: dict[str, list[str]], wanted: str) -> None:
    assert criterion_of(places(columns)) == wanted


@pytest.mark.parametrize(
    ("path", "form", "wanted"),
    [
        ("flags/4x3 svg", "directory", "flag"),
        ("data/countries json", "directory", "country"),
        ("usr/share/zoneinfo/iso3166.tab", "text", "timezone"),
        ("world.geojson features", "data", "map"),
        ("countries-50m.json objects countries geometries", "data", "map"),
        ("lib/iban.js", "data", "iban"),
        ("iso4217.json", "data", "currency"),
        ("country-to-currency.json", "data", "currency"),
        ("src/countries.json", "data", "country"),
        ("locale-data.json", "data", "country"),
    ],
)
def test_the_path_of_data(path: str, form: str, wanted: str) -> None:
    assert criterion_of(places({"name": [code.lower() for code in CODES]}, form, path)) == wanted


def test_a_prompt_tells_what_a_control_is_for() -> None:
    rows = {"label": ["Select your nationality", *ENGLISH], "value": ["", *CODES]}
    assert criterion_of(places(rows, hint="field_17")) == "nationality"


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (["January", "February", "March", "April", "May", "June", "July"], "other"),
        (["English", "German", "Arabic", "Albanian", "Hebrew", "Kurdish", "Latin", "Esperanto"], "language"),
        (["Texas", "Ohio", "Utah", "Nevada", "Maine", "Iowa"], "state"),
        (["Europe/Belgrade", "Europe/Tirane", "Asia/Tokyo", "Africa/Lagos", "America/Lima"], "timezone"),
        (["EUR", "USD", "CHF", "ALL", "RSD", "GBP"], "currency"),
    ],
)
def test_controls_of_other_things(cells: list[str], wanted: str) -> None:
    assert criterion_of(places({"label": cells, "value": cells})) == wanted
