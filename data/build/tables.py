"""Folders of published packages go in; the tables of `data/names` are written."""

from __future__ import annotations

from pathlib import Path

from build import cldr, others
from build.rows import TABLES, Facts, hand, table

RESERVED = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
OBSERVERS = {"PS", "VA", "XK"}


def _territories(folders: dict[str, Path]) -> None:
    records = {r["cca2"]: r for r in others.countries(folders["mledoze"])}
    short = {r["cca3"]: territory for territory, r in records.items()}
    names, regions = cldr.english(folders["cldr"]), cldr.regions(folders["core"])
    facts = Facts()
    for territory, name in names.items():
        if len(territory) != 2 or territory in cldr.NOT_PLACES:
            continue
        kind = (
            "iso"
            if territory in records and territory != "XK"
            else "user-assigned"
            if territory == "XK"
            else "reserved"
        )
        record = records.get(territory, {"borders": [], "unMember": False})
        subregion, region = regions.get(territory, ("", ""))
        sovereign = "yes" if record["unMember"] or territory in OBSERVERS else "no"
        # A border told by one side alone is a slip or a dispute.
        borders = " ".join(
            sorted(n for code in record["borders"] if record["cca3"] in records[n := short[code]]["borders"])
        )
        facts.add((territory, kind, name, names.get(subregion, ""), names.get(region, ""), sovereign, borders), "cldr")
        facts.add(
            (territory, kind, name, names.get(subregion, ""), names.get(region, ""), sovereign, borders), "mledoze"
        )
    for territory, kind, english, region, continent, source in hand("territories"):
        facts.add((territory, kind, english, region, continent, "no", ""), source.replace(" ", "-"))
    facts.write(TABLES / "territories.tsv", ("id", "kind", "english", "region", "continent", "sovereign", "neighbours"))


def _places(folders: dict[str, Path]) -> None:
    facts = Facts()
    cldr.places(folders, facts)
    others.places(folders, facts)
    others.babel(facts)
    facts.write(TABLES / "places.tsv", ("id", "name"))


def _codes(folders: dict[str, Path]) -> None:
    facts, weak = Facts(), Facts()
    for territory, codes in cldr.mappings(folders["core"]).items():
        if "_fips10" in codes:
            weak.add((codes["_fips10"], territory, "fips"), "core")
    ids = {row[0]: row[1] for row in table("territories")}
    for territory, kind in ids.items():
        codes = cldr.mappings(folders["core"]).get(territory, {})
        if kind in ("iso", "user-assigned", "reserved"):
            facts.add((territory, territory, "alpha2"), "core")
            for field in ("alpha3", "numeric"):
                facts.add((codes.get(f"_{field}", ""), territory, field), "core")
    others.sport_codes(folders, weak, _english_names())
    facts.write(TABLES / "codes.tsv", ("code", "id", "kind"))
    weak.write(TABLES / "othercodes.tsv", ("code", "id", "kind"))


def _english_names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in (*table("places"), *([r[0], r[1], r[2]] for r in hand("aliases") if " " not in r[0])):
        found.setdefault(row[1].casefold(), set()).add(row[0])
    return {name: frozenset(ids) for name, ids in found.items()}


def _simple(folders: dict[str, Path]) -> None:
    """Write the tables that need no table before them."""
    for name, sources, columns in (
        ("demonyms", (others.demonyms,), ("id", "word")),
        ("languages", (cldr.languages,), ("tag", "name")),
        ("currencies", (cldr.currencies,), ("code", "name")),
        ("calendar", (cldr.calendar,), ("part", "name")),
        ("locales", (cldr.locales,), ("language", "coverage")),
        ("timezones", (others.zones, cldr.zones), ("kind", "name")),
        ("subdivisions", (cldr.subdivisions, others.subdivisions), ("code", "name")),
        ("calling", (others.calling,), ("prefix", "id")),
    ):
        facts = Facts()
        for add in sources:
            add(folders, facts)
        facts.write(TABLES / f"{name}.tsv", columns)


def write_tables(folders: dict[str, Path]) -> None:
    """Write every table from the fetched packages."""
    _territories(folders)
    _places(folders)
    _codes(folders)
    _simple(folders)
