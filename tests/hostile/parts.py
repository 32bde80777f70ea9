"""What the hostile documents are made of: a list of the world's countries, in the ways that lists are written."""

from __future__ import annotations

import json
from functools import cache

from babel import Locale


@cache
def places() -> dict[str, str]:
    """English names by code, Kosovo among them."""
    names: dict[str, str] = dict(Locale("en").territories)
    return {
        code: names[code]
        for code in sorted(names)
        if len(code) == 2 and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ")
    }


def as_json() -> str:
    """An object of names by code."""
    return json.dumps(places())


def as_script() -> str:
    """A program that holds the list."""
    return "var countries = [" + ",".join(f'{{code:"{code}",name:"{name}"}}' for code, name in places().items()) + "];"


def as_options() -> str:
    """The options of a drop-down."""
    return "".join(f'<option value="{code}">{name}</option>' for code, name in places().items())


def as_page(script: str = "", body: str = "") -> str:
    """A page with a country drop-down."""
    form = f"<form><select name=country>{as_options()}</select></form>{body}"
    return f"<!doctype html><html><title>Join</title><body>{form}<script>{script}</script></body></html>"


def as_lines(sign: str = ",") -> str:
    """A row for each country."""
    return "".join(f"{code}{sign}{name.replace(sign, ' ')}\n" for code, name in places().items())


def as_yaml() -> str:
    """A mapping in YAML."""
    return "countries:\n" + "".join(f'  {code}: "{name}"\n' for code, name in places().items())


def as_xml() -> str:
    """One element a country."""
    rows = "".join(f'<country code="{code}">{name.replace("&", "&amp;")}</country>' for code, name in places().items())
    return f'<?xml version="1.0"?><countries>{rows}</countries>'


def as_po() -> str:
    """A translation that translates nothing."""
    return "".join(f'msgid "{name}"\nmsgstr "{name}"\n\n' for name in places().values())
