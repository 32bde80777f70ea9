"""The scoreboard's facts: every standard stands in the chain once, and every measure is what its package says."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "data"))

from build.measures import (  # noqa: E402
    MEASURES,
    Finding,
    airports,
    cldr,
    cldr_names,
    emoji,
    euro,
    iban_node,
    iso_codes,
    shapes,
    subdivisions,
    suffixes,
    tz_tables,
)  # fmt: skip
from build_standards import MEASURED, measure  # noqa: E402

from listed.sources import Options, SourceError  # noqa: E402
from portal.catalogue.chain import chain  # noqa: E402
from portal.catalogue.files import FOLDER, read_catalogue, read_lines  # noqa: E402
from tests.conftest import lack  # noqa: E402

VERDICTS = {"listed", "qualified", "under-serbia", "missing", "mixed"}


def make_json(path: str, told: Any) -> dict[str, bytes]:
    return {path: json.dumps(told).encode()}


def test_every_standard_stands_in_the_chain_once_and_all_of_it_is_known() -> None:
    targets = read_catalogue().targets
    named = Counter(slug for slugs in chain(FOLDER).stages.values() for slug in slugs)
    assert set(named) - set(targets) == set()
    assert {slug for slug, target in targets.items() if target["layer"] == 0} - set(named) == set()
    assert set(named.values()) == {1}


def test_each_measure_has_a_line_and_each_line_a_measure() -> None:
    lines = read_lines(MEASURED)
    asked = {(one.slug, one.address) for one in MEASURES} | {("icu", "node")}
    assert {(line["slug"], line["package"]) for line in lines} == asked
    targets = read_catalogue().targets
    for line in lines:
        assert line["slug"] in targets
        assert line["verdict"] in VERDICTS, line
        assert line["version"], line
        assert line["finding"].endswith("."), line
        assert datetime.fromisoformat(line["read_at"]).utcoffset() is not None
        assert (line["code"] == "") == (line["verdict"] == "missing") or line["verdict"] == "qualified", line


def test_a_code_is_missing_or_stands_in_a_field() -> None:
    files = make_json("json/iso_3166-1.json", {"3166-1": [{"alpha_2": "AL"}, {"alpha_2": "RS"}]})
    lacking = Finding("iso_3166-1.json", "missing", "", "2 rows; none has XK as alpha_2.")
    assert iso_codes("alpha_2", ("XK",))(files) == lacking
    found = Finding("iso_3166-1.json", "listed", "RS", "2 rows; RS stands among them as alpha_2.")
    assert iso_codes("alpha_2", ("RS",))(files) == found


def test_districts_stand_under_serbia_or_under_their_own_code() -> None:
    rows = [{"code": "RS-KM", "name": "Kosovo-Metohija"}, {"code": "RS-24", "name": "Pčinjski okrug"}]
    files = make_json("json/iso_3166-2.json", {"3166-2": rows})
    assert (subdivisions(files).verdict, subdivisions(files).code) == ("under-serbia", "RS-KM")
    own = make_json("json/iso_3166-2.json", {"3166-2": [*rows, {"code": "XK-01", "name": "Prishtina"}]})
    assert (subdivisions(own).verdict, subdivisions(own).code) == ("listed", "XK-01")


def make_cldr(codes: dict[str, Any]) -> dict[str, bytes]:
    held = {"039": {"_contains": ["XK"]}}
    money = {"XK": [{"DEM": {"_to": "2002"}}, {"EUR": {"_from": "2002"}}]}
    return {
        **make_json("s/codeMappings.json", {"supplemental": {"codeMappings": codes}}),
        **make_json("s/territoryContainment.json", {"supplemental": {"territoryContainment": held}}),
        **make_json("s/currencyData.json", {"supplemental": {"currencyData": {"region": money}}}),
    }  # fmt: skip


def test_cldr_has_codes_the_currency_of_today_and_a_group() -> None:
    found = cldr(make_cldr({"XK": {"_alpha3": "XKK", "_numeric": "983"}}))
    assert (found.verdict, found.code) == ("listed", "XK / XKK / 983")
    assert found.text == "XK / XKK / 983; currency EUR; in the group 039."
    assert cldr(make_cldr({})).verdict == "missing"


def test_names_are_counted_by_language_and_what_names_the_world_without_xk_shows() -> None:
    world = {f"{a}{b}": "x" for a in "ABCDEFGHIJ" for b in "KLMNOPQRSTUVWXYZABCDE"}
    files: dict[str, bytes] = {}
    for locale, names in {"en": {**world, "XK": "Kosovo"}, "en-GB": {}, "bm": world, "zz": {"XK": "XK"}}.items():
        files |= make_json(f"main/{locale}/t.json", {"main": {locale: {"localeDisplayNames": {"territories": names}}}})
    found = cldr_names(files)
    assert found.verdict == "mixed"
    assert "in 1 of 3 languages" in found.text
    assert "Of the 2 that name 200 territories or more, 1 lack it (bm and others)." in found.text


def test_zone_tables_say_to_whom_the_zone_is_given() -> None:
    tables = {
        "zoneinfo/iso3166.tab": b"# all\nAL\tAlbania\nRS\tSerbia\n",
        "zoneinfo/zone.tab": b"RS\t+4450\tEurope/Belgrade\n",
        "zoneinfo/zone1970.tab": b"RS,BA\t+4450\tEurope/Belgrade\n",
    }
    text = "iso3166.tab has 2 rows; XK stands in none of its tables. Europe/Belgrade is given to RS, BA."
    assert tz_tables(tables) == Finding("iso3166.tab, zone.tab, zone1970.tab", "missing", "", text)
    tables["zoneinfo/zone1970.tab"] = b"RS,XK\t+4450\tEurope/Belgrade\n"
    assert (tz_tables(tables).verdict, tz_tables(tables).where) == ("listed", "zone1970.tab")


def test_a_list_of_suffixes_that_is_none_is_an_error() -> None:
    read = suffixes("psl/list.dat", "^{}$")
    assert read({"psl/list.dat": b"// VERSION: 2026-10-22_08\nal\nrs\n"}).text.endswith("List of 2026-10-22.")
    assert read({"psl/list.dat": b"rs\nxk\n"}).code == ".xk"
    with pytest.raises(ValueError, match="no list of suffixes"):
        read({"psl/list.dat": b"<html>"})


def test_a_shape_without_an_id_has_a_note() -> None:
    def drawn(**shape: str) -> Finding:
        one = {"properties": {"name": "Kosovo"}, **shape}
        return shapes(make_json("countries-110m.json", {"objects": {"countries": {"geometries": [one]}}}))

    assert (drawn().verdict, drawn(id="983").verdict) == ("qualified", "listed")


def test_other_copies_are_read_as_they_are_written() -> None:
    iban = b"XJ: {\n chars: 1,\n},\n XK: {\n chars: 20,\n bban_regexp: '^[0-9]{16}$',"
    assert iban_node({"jsnext/ibantools.js": iban}).text == "XK has 20 characters; after the check digits: ^[0-9]{16}$."
    assert iban_node({"jsnext/ibantools.js": b""}).verdict == "missing"
    flag = make_json("data-by-emoji.json", {"\U0001f1fd\U0001f1f0": {"emoji_version": "2.0"}})
    assert (emoji(flag).verdict, emoji(make_json("data-by-emoji.json", {})).verdict) == ("listed", "missing")
    money = b"<CtryNm>ANDORRA</CtryNm>\n<CcyNm>Euro</CcyNm>"
    assert euro({"iso4217/table.xml": money}).text == "1 names stand at the euro; Kosovo is not among them."
    table = b"icao,iata,country,tz\nBKPR,PRN,RS,Europe/Belgrade\n"
    assert airports({"airportsdata/airports.csv": table}).verdict == "under-serbia"


@pytest.mark.live
@pytest.mark.npm
@pytest.mark.parametrize("slug", ["iana-root", "natural-earth", "emoji-flag-sequence"])
def test_a_package_says_what_is_shipped(slug: str) -> None:
    one = next(one for one in MEASURES if one.slug == slug and one.address.startswith("npm:"))
    shipped = next(line for line in read_lines(MEASURED) if (line["slug"], line["package"]) == (slug, one.address))
    try:
        found = measure(one, Options(timeout=60))
    except SourceError as error:
        lack(f"an answer of the registry ({error})")
    if found["version"] == shipped["version"]:
        assert {**found, "read_at": None} == {**shipped, "read_at": None}
