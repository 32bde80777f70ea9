"""Each field of a new row is Kosovo's own, or open for a person: never a neighbour's."""

from __future__ import annotations

import json
from typing import Any

from tests.listed.origin.patch.make_packages import NAMES, by_name, make_json, make_patch

EURO = frozenset(("AT", "BE", "DE", "ES", "FI", "FR", "GR", "IE", "IT", "ME", "NL", "PT"))
CALLING = {"AL": "355", "AT": "43", "RS": "381", "DE": "49", "ME": "382"}


def rows_of(**fields: dict[str, Any]) -> list[dict[str, Any]]:
    """A list of records with these further fields: for each a value by code, and under "" that of all others."""
    return [
        {"iso": code, "name": name, **{field: values.get(code, values[""]) for field, values in fields.items()}}
        for code, name in by_name()
    ]


def kosovo(rows: list[dict[str, Any]]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Kosovo's row once the list is patched, and what is open in it."""
    made = make_patch({"all.json": json.dumps(rows, ensure_ascii=False, indent=1)})
    assert made.after == "listed"
    found = [row for row in json.loads(made.files[0].data) if row["iso"] == "XK"]
    assert len(found) == 1
    return found[0], made.open


def test_what_places_share_is_taken_from_those_that_share_it() -> None:
    currency = {code: {"code": "EUR", "symbol": "€"} for code in EURO} | {"": {"code": "USD", "symbol": "$"}}
    region = {code: NAMES.continent(code) or "None" for code, _ in by_name()} | {"": ""}
    row, open_ = kosovo(rows_of(currency=currency, region=region))
    assert row == {"iso": "XK", "name": "Kosovo", "currency": {"code": "EUR", "symbol": "€"}, "region": "Europe"}
    assert open_ == ()


def test_codes_flags_and_calling_codes_are_in_the_form_of_the_list() -> None:
    flags = {code: "".join(chr(0x1F1E6 + ord(letter) - 65) for letter in code) for code, _ in by_name()}
    icons = {code: f"flags/{code.lower()}.svg" for code, _ in by_name()}
    row, open_ = kosovo(rows_of(flag=flags | {"": ""}, icon=icons | {"": ""}))
    assert (row["flag"], row["icon"], open_) == ("🇽🇰", "flags/xk.svg", ())


def test_a_field_that_nobody_knows_is_left_open() -> None:
    row, open_ = kosovo(
        rows_of(motto={code: f"motto of {index}" for index, (code, _) in enumerate(by_name())} | {"": ""})
    )
    assert (row["motto"], open_) == ("", ("all.json: motto",))


def test_a_field_that_others_leave_out_is_left_out() -> None:
    rows = rows_of()
    for index, row in enumerate(rows):
        if index % 2:
            row["motto"] = f"motto of {index}"
    row, open_ = kosovo(rows)
    assert (row, open_) == ({"iso": "XK", "name": "Kosovo"}, ())


def test_parts_of_a_country_are_left_empty_and_open() -> None:
    regions = {code: [{"name": f"{name} North"}, {"name": f"{name} South"}] for code, name in by_name()}
    row, open_ = kosovo(rows_of(regions=regions | {"": []}))
    assert (row["regions"], open_) == ([], ("all.json: regions",))


def test_a_domain_of_its_own_is_not_made_up() -> None:
    row, _ = kosovo(rows_of(tld={code: f".{code.lower()}" for code, _ in by_name()} | {"": ""}))
    assert row["tld"] == ""


def test_a_capital_is_spelled_in_the_language_of_the_list() -> None:
    capitals = {code: f"City {index}" for index, (code, _) in enumerate(by_name())}
    assert kosovo(rows_of(capital=capitals | {"": ""}))[0]["capital"] == "Pristina"


def test_time_zones_are_its_own() -> None:
    zones = {code: ["Europe/Vienna"] for code, _ in by_name()} | {"AR": ["America/Cordoba", "America/Jujuy"], "": []}
    assert kosovo(rows_of(timezones=zones))[0]["timezones"] == ["Europe/Belgrade"]


def test_an_assigned_code_is_told_from_a_user_assigned_one() -> None:
    assert kosovo(rows_of(state={"": "assigned"}))[0]["state"] == "user-assigned"


def test_three_letters_follow_those_that_the_package_uses_elsewhere() -> None:
    alpha3 = {"AF": "AFG", "AL": "ALB", "DZ": "DZA"}
    text = json.dumps({"AFG": "Afghanistan", **{three(code): name for code, name in by_name()}})
    assert alpha3["AL"] in text
    plain = make_patch({"a3.json": text}).files[0].rows
    as_cldr = make_patch({"a3.json": text, "other.json": '{"XKK": 1}'}).files[0].rows
    assert (plain, as_cldr) == (('"XKX": "Kosovo"',), ('"XKK": "Kosovo"',))


def three(code: str) -> str:
    """The ISO code of three letters of a place."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    known = (a + b + c for a in letters for b in letters for c in letters)
    if not _THREE:
        for text in known:
            if NAMES.code_kind(text) == "alpha3" and len(ids := NAMES.code(text)) == 1:
                _THREE.setdefault(min(ids), text)
    return _THREE[code]


_THREE: dict[str, str] = {}


def test_a_dial_code_goes_where_its_number_wants_it() -> None:
    codes = [f"+{number}" for number in range(1, 999) if len(NAMES.calling(f"+{number}")) == 1]
    without = [code for code in codes if code != "+383"]
    made = make_patch({"codes.js": "const countryDialCodes = [\n" + "".join(f"  '{c}',\n" for c in without) + "];\n"})
    text = made.files[0].data.decode()
    assert [one.rows for one in made.files] == [("'+383'",)]
    assert text.index("'+382'") < text.index("'+383'") < text.index("'+385'")


def test_a_test_that_counts_the_rows_is_named() -> None:
    count = f"assert.equal(list.length, {len(by_name())});\nassert.equal(list[0].code, 'AF');\n"
    made = make_patch({"all.json": make_json(), "test/all.js": count, "test/other.js": "assert.equal(1, 1);"})
    assert made.checks == (f"test/all.js: it counts {len(by_name())}; that is one more now",)
