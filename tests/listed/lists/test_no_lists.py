"""What looks like a list of countries and is none: it gets no verdict that a person would act on."""

from __future__ import annotations

import json

import pytest
from babel import Locale

from tests.listed.lists.make_lists import answers, make_world, names, page, words

STATES = words("""
Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois
Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana
Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington Wisconsin
Wyoming""")
STATE_CODES = words("""
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH
OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY""")
CURRENCIES = words("""
AED AFN ALL AMD AOA ARS AUD AZN BAM BBD BDT BGN BHD BIF BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP
CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GMD GNF GTQ GYD HKD HNL HUF IDR ILS INR IQD IRR ISK
JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD""")
ZONES = [
    "Africa/Cairo", "Africa/Lagos", "America/New_York", "America/Lima", "Asia/Tokyo", "Asia/Dhaka", "Asia/Kabul",
    "Australia/Perth", "Europe/Belgrade", "Europe/Tirane", "Europe/Skopje", "Europe/Podgorica", "Pacific/Fiji",
]  # fmt: skip
EU = words("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE")
FIRST_NAMES = words("""
Georgia Jordan Chad Kenya India Israel Cuba Sierra Brittany Paris Francesca Mali Chelsea Dakota Savannah
Austin Dallas Madison Brooklyn Sydney Florence Vienna Asia America Ireland London Adelaide Carolina Virginia""")


def select(rows: list[str], name: str = "choice") -> str:
    return page(f"<select name={name}>{''.join(f'<option>{row}</option>' for row in rows)}</select>")


def world_lists(document: str, path: str = "") -> list[tuple[str, str]]:
    """Criterion and verdict of what is taken for a list of the world's countries."""
    return [(one[0], one[2]) for one in answers(document, path) if one[1] == "world"]


def country_lists(document: str, path: str = "") -> list[tuple[str, str, str, int]]:
    return [one for one in answers(document, path) if one[1] != "not-a-country-list"]


LOOKALIKES = {
    "states": STATES,
    "codes of states": STATE_CODES,
    "states with codes": [f"{code} - {state}" for code, state in zip(STATE_CODES, STATES, strict=False)],
    "months": list(Locale("en").months["format"]["wide"].values()),
    "German months": list(Locale("de").months["format"]["wide"].values()),
    "years": [str(year) for year in range(1920, 2026)],
    "days": [str(day) for day in range(1, 32)],
    "hours": [f"{hour:02}:00" for hour in range(24)],
    "ages": [str(age) for age in range(1, 120)],
    "languages": [name for _, name in sorted(Locale("en").languages.items())][:141],
    "language codes": sorted(code for code in Locale("en").languages if len(code) == 2),
    "currencies": CURRENCIES,
    "currencies with names": [f"{code} - {Locale('en').currencies.get(code, code)}" for code in CURRENCIES],
    "time zones": ZONES,
    "time zones with hours": [f"(GMT{n:+03}:00) Somewhere" for n in range(-11, 13)],
    "salutations": ["Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir"],
    "first names": FIRST_NAMES,
    "sizes": ["XS", "S", "M", "L", "XL", "XXL", "3XL", "4XL"],
    "colours": words("red green blue white black brown grey pink orange purple yellow violet silver gold"),
}  # fmt: skip


@pytest.mark.parametrize("kind", LOOKALIKES)
def test_a_select_of_something_else_is_no_country_list(kind: str) -> None:
    assert country_lists(select(LOOKALIKES[kind])) == []


@pytest.mark.parametrize("kind", LOOKALIKES)
def test_data_of_something_else_is_no_list_of_the_world(kind: str) -> None:
    assert world_lists(json.dumps(LOOKALIKES[kind]), "data.json") == []


def test_a_list_of_eu_states_says_nothing() -> None:
    rows = [names.display(code, "en") for code in EU]
    assert answers(select(rows, "country")) == [("country", "regional", "not-expected", 27)]


def test_a_list_of_one_continent_says_nothing() -> None:
    rows = [one.name for one in make_world(with_place=False) if one.continent == "Africa"]
    assert answers(select(rows, "country")) == [("country", "regional", "not-expected", len(rows))]


def test_a_list_of_eu_states_and_kosovo_lists_it() -> None:
    rows = [*(names.display(code, "en") for code in EU), "Kosovo"]
    assert answers(select(rows, "country")) == [("country", "regional", "listed", 28)]


PROSE = (
    "<p>In Kosovo, as in Albania, Serbia, Montenegro and North Macedonia, the season begins in May. The teams of "
    "Qatar, Yemen, Nepal and Kazakhstan met those of Zimbabwe, Mozambique and Uzbekistan in Kyrgyzstan.</p>"
)


@pytest.mark.parametrize("times", [1, 50])
def test_prose_that_speaks_of_countries_holds_no_list(times: int) -> None:
    assert answers(page(PROSE * times)) == []


def test_links_of_news_that_speak_of_countries_are_no_list() -> None:
    rows = "".join(
        f"<li><a href=/{n}>Minister of {one.name} visits city {n}</a></li>" for n, one in enumerate(make_world())
    )
    assert answers(page(f"<ul>{rows}</ul>")) == []


def test_first_names_in_a_program_are_no_list() -> None:
    assert answers(f"var names = {json.dumps(FIRST_NAMES * 10)};", "names.js") == []


def test_false_friends_in_prose_are_no_list() -> None:
    words = " ".join(names.world_place.false_friends)
    assert answers(page(f"<p>{words}</p>" * 40)) == []


def test_a_list_of_groceries_with_coconut_is_no_list() -> None:
    rows = [
        "kokosové mléko",
        "kokosový olej",
        "кокосово брашно",
        "kokos",
        "mouka",
        "cukr",
        "sůl",
        "rýže",
        "máslo",
        "med",
    ]
    assert answers(select(rows)) == []


def test_a_variable_with_the_letters_of_the_code_is_no_entry() -> None:
    names_of_variables = [
        "XK",
        "AD",
        "al",
        "Br",
        "ch",
        "De",
        "eS",
        "Fr",
        "gB",
        "it",
        "JP",
        "Lu",
        "mK",
        "nl",
        "Pt",
        "rs",
    ]
    code = "".join(
        f"var {name}={n},q{n}=function({name}){{return {name}.x+{n}}};" for n, name in enumerate(names_of_variables)
    )
    assert answers(code * 200, "bundle.min.js") == []


def test_a_variable_beside_a_list_does_not_add_the_place_to_it() -> None:
    rows = ",".join(f'{one.code}:"{one.name}"' for one in make_world(with_place=False))
    code = f"var XK=1,Xk=[XK,2];function f(XK){{return XK.XK}}var c={{{rows}}};f({{XK:1}});"
    assert world_lists(code, "bundle.min.js") == [("country", "missing")]


def test_locales_are_no_list_of_countries() -> None:
    tags = [f"{tag}-{one.code}" for one in make_world() for tag in ("en", "sq")]
    assert world_lists(json.dumps(tags), "locales.json") in ([], [("locale", "listed")])


def test_surnames_and_streets_are_no_list() -> None:
    rows = ["Kosovska", "Kosovac", "Kosovar", "Kosovich", "Albanese", "Serban", "Polak", "Nemeth", "Horvat", "Turk",
            "Frank", "French", "English", "Romano", "Greco", "Spagnolo"] * 8  # fmt: skip
    assert world_lists(json.dumps([f"{row} {n}" for n, row in enumerate(rows)]), "surnames.json") == []


def test_phone_numbers_are_no_list() -> None:
    rows = [f"+{383 + n % 7}{n * 7919:08}" for n in range(400)]
    assert answers(json.dumps(rows), "numbers.json") == []


def test_a_table_of_http_codes_is_no_list() -> None:
    rows = {str(code): f"status {code}" for code in range(100, 600)}
    assert answers(json.dumps(rows), "status.json") == []


DISTRICTS = ["Beograd", "Bor", "Braničevo", "Jablanica", "Kolubara", "Mačva", "Moravica", "Nišava", "Pčinja", "Pirot",
             "Podunavlje", "Pomoravlje", "Rasina", "Raška", "Toplica", "Zaječar", "Zlatibor", "Šumadija"]  # fmt: skip


@pytest.mark.parametrize("part", ["Kosovo-Metohija", "Kosovo i Metohija", "Kosovski okrug"])
def test_serbias_parts_that_hold_kosovo_put_it_under_serbia(part: str) -> None:
    found = answers(select([*DISTRICTS, part], "region"))
    assert found == [("state", "not-a-country-list", "under-serbia", 19)]


def test_serbias_parts_in_data_that_hold_kosovo_put_it_under_serbia() -> None:
    rows = [{"code": f"RS-{n:02}", "name": name} for n, name in enumerate(DISTRICTS)]
    rows.append({"code": "RS-KM", "name": "Kosovo-Metohija"})
    found = answers(json.dumps({"RS": {"divisions": rows}}), "subdivisions.json")
    assert {one[:3] for one in found} == {("state", "not-a-country-list", "under-serbia")}


def test_serbias_parts_without_kosovo_say_nothing() -> None:
    assert [one for one in answers(select(DISTRICTS, "region")) if one[2] != "not-expected"] == []


def test_serbias_parts_by_bare_names_put_kosovo_under_serbia() -> None:
    parts = [*DISTRICTS, "Kosovo", "Kosovo-Pomoravlje", "Kosovska Mitrovica", "Peć", "Prizren"]
    found = answers(json.dumps({"name": "Serbia", "provinces": parts}, ensure_ascii=False), "data/serbia.json")
    assert {one[:3] for one in found} == {("state", "not-a-country-list", "under-serbia")}
