"""CLDR's files go in; names of places, languages, currencies, months, zones and subdivisions come out as facts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from build.rows import Facts

# Groupings, pseudo-locales and unions, none of them a row of a country list.
NOT_PLACES = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}
NEWEST = "cldr"


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _locales(folder: Path, file: str) -> Iterator[tuple[str, Any]]:
    for path in sorted(folder.glob(f"main/*/{file}.json")):
        locale = path.parent.name
        yield locale, _load(path)["main"][locale]


def places(folders: dict[str, Path], facts: Facts) -> None:
    """Add territory names of four CLDR releases: pages keep the names of the year they were written in."""
    for source in ("cldr", "cldr44", "cldr36", "cldr29"):
        said: dict[str, dict[str, str]] = {}
        for locale, data in _locales(folders[source], "territories"):
            said[locale] = names = data["localeDisplayNames"]["territories"]
            above = said.get(locale.rpartition("-")[0], {})
            for key, name in names.items():
                territory, _, alt = key.partition("-alt-")
                if not is_place(territory) or name.upper() == territory or above.get(key) == name:
                    continue
                if source == NEWEST or (territory, name) not in facts:
                    facts.add((territory, name), f"{source}-{alt}" if alt else source, locale)


def is_place(territory: str) -> bool:
    """Say whether a territory id of CLDR can be a row of a country list."""
    return len(territory) == 2 and territory.isalpha() and territory not in NOT_PLACES


def languages(folders: dict[str, Path], facts: Facts) -> None:
    """Add language names: all two-letter languages, every language in English, and the autonyms of all."""
    said: dict[str, dict[str, str]] = {}
    for locale, data in _locales(folders["cldr"], "languages"):
        said[locale] = names = data["localeDisplayNames"]["languages"]
        above = said.get(locale.rpartition("-")[0], {})
        for key, name in names.items():
            tag, _, _ = key.partition("-alt-")
            base = tag.split("-")[0]
            wanted = len(base) == 2 or locale == "en" or base == locale.split("-")[0]
            if wanted and name != tag and above.get(key) != name:
                facts.add((tag, name), NEWEST, locale)


def current_currencies(core: Path) -> set[str]:
    """Give the codes that are tender somewhere today."""
    regions = _load(core / "supplemental/currencyData.json")["supplemental"]["currencyData"]["region"]
    return {
        code
        for entries in regions.values()
        for entry in entries
        for code, use in entry.items()
        if "_to" not in use and use.get("_tender") != "false"
    }


def covered(core: Path) -> dict[str, str]:
    """Give how far CLDR covers each language: modern, moderate or basic."""
    levels: dict[str, str] = _load(core / "coverageLevels.json")["effectiveCoverageLevels"]
    return levels


def locales(folders: dict[str, Path], facts: Facts) -> None:
    """Add the languages that CLDR covers well enough to show names in."""
    for locale, level in covered(folders["core"]).items():
        if level in ("modern", "moderate") and "-" not in locale:
            facts.add((locale, level), NEWEST)


def currencies(folders: dict[str, Path], facts: Facts) -> None:
    """Add names of current currencies in the languages that CLDR covers well."""
    current = current_currencies(folders["core"])
    levels = covered(folders["core"])
    said: dict[str, dict[str, str]] = {}
    for code in current:
        facts.add((code, code), NEWEST)
    for locale, data in _locales(folders["numbers"], "currencies"):
        if levels.get(locale.split("-")[0]) not in ("modern", "moderate"):
            continue
        said[locale] = names = {c: f.get("displayName", c) for c, f in data["numbers"]["currencies"].items()}
        above = said.get(locale.rpartition("-")[0], {})
        for code, name in names.items():
            if code in current and name not in (code, above.get(code)):
                facts.add((code, name), NEWEST, locale)


def calendar(folders: dict[str, Path], facts: Facts) -> None:
    """Add names of months and weekdays, whole and shortened."""
    for locale, data in _locales(folders["dates"], "ca-gregorian"):
        gregorian = data["dates"]["calendars"]["gregorian"]
        for kind in ("months", "days"):
            for context in gregorian[kind].values():
                for width in ("wide", "abbreviated"):
                    for number, name in context[width].items():
                        fact = (f"{kind[:-1]}-{number}", name)
                        if not name.isdigit() and len(name) > 1 and ("-" not in locale or fact not in facts):
                            facts.add(fact, NEWEST, locale)


def zones(folders: dict[str, Path], facts: Facts) -> None:
    """Add Windows zone names and CLDR's English zone names."""
    windows = _load(folders["core"] / "supplemental/windowsZones.json")["supplemental"]["windowsZones"]
    for entry in windows["mapTimezones"]:
        facts.add(("windows", entry["mapZone"]["_other"]), NEWEST)
    english = _load(folders["dates"] / "main/en/timeZoneNames.json")["main"]["en"]["dates"]["timeZoneNames"]
    for zone in english["metazone"].values():
        for name in zone.get("long", {}).values():
            facts.add(("name", name), NEWEST, "en")


def subdivisions(folders: dict[str, Path], facts: Facts) -> None:
    """Add subdivision names."""
    for path in sorted(folders["subdivisions"].glob("subdivisions/*/*.json")):
        names = _load(path)["subdivisions"]["localeDisplayNames"]["subdivisions"]
        for key, name in names.items():
            code = key.partition("-alt-")[0].upper()
            facts.add((f"{code[:2]}-{code[2:]}", name), NEWEST, path.parent.name)


def regions(core: Path) -> dict[str, tuple[str, str]]:
    """Give the M49 (subregion, region) codes of each territory."""
    contains = _load(core / "supplemental/territoryContainment.json")["supplemental"]["territoryContainment"]
    found: dict[str, tuple[str, str]] = {}
    for region in contains["001"]["_contains"]:
        for subregion in contains[region]["_contains"]:
            for territory in contains.get(subregion, {}).get("_contains", []):
                found[territory] = (subregion, region)
                for inner in contains.get(territory, {}).get("_contains", []) if territory.isdigit() else []:
                    found[inner] = (territory, region)
    return found


def english(folder: Path) -> dict[str, str]:
    """Give the English names of territories and regions."""
    names = _load(folder / "main/en/territories.json")["main"]["en"]["localeDisplayNames"]["territories"]
    return {key: name for key, name in names.items() if "-alt-" not in key}


def mappings(core: Path) -> dict[str, dict[str, str]]:
    """Give alpha-3, numeric and FIPS codes by territory."""
    codes: dict[str, dict[str, str]] = _load(core / "supplemental/codeMappings.json")["supplemental"]["codeMappings"]
    return codes
