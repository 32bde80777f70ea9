"""CLDR names and the place's data file in, the anchors out: what a document must hold before it is read for lists.

Run it again with `python data/build_anchors.py`; it needs Babel, nothing else.
"""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import babel
from babel import Locale, UnknownLocaleError, localedata

# Territories of every continent, in every letter of the alphabet, whose names are seldom words of anything else.
ANCHORS = (
    *("AF", "AL", "AR", "BE", "BG", "BW", "CY", "DZ", "EE", "EG", "ET", "HR", "IN", "KE", "KZ", "LT", "MX"),
    *("MZ", "NO", "NP", "PE", "PH", "PL", "PT", "RS", "SE", "TH", "UG", "UA", "UZ", "VN", "YE", "ZM", "ZW"),
)
PLACE = Path(__file__).parent / "places" / "xk.toml"
TARGET = Path(__file__).parents[1] / "src" / "listed" / "lists" / "anchors.txt"


def anchor_names() -> dict[str, set[str]]:
    """The names of each anchor in all languages of CLDR, as written."""
    names: dict[str, set[str]] = {code: set() for code in ANCHORS}
    for identifier in localedata.locale_identifiers():
        try:
            territories = Locale.parse(identifier).territories
        except (UnknownLocaleError, ValueError):
            continue
        for code in ANCHORS:
            name = unicodedata.normalize("NFC", territories.get(code, ""))
            if name != code and len(name.encode()) >= 4:
                names[code].add(name)
    return names


def main() -> None:
    """Write one line a name: the territory's code, or what the place's data file calls it, a tab, the name."""
    lines = [f"{code}\t{name}" for code, names in anchor_names().items() for name in sorted(names)]
    place = tomllib.loads(PLACE.read_text(encoding="utf-8"))
    lines += [f"{key}\t{name}" for key in ("part_anchors", "part_cells", "part_signs") for name in place[key]]
    source = f"CLDR, by Babel {babel.__version__} (Unicode licence)"
    head = f"# Names of {len(ANCHORS)} territories in all languages of {source}."
    TARGET.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
