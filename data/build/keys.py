"""Names as sources write them go in; every key a page may write them under comes out."""

from __future__ import annotations

import re
from collections import defaultdict

from build.rows import hand, table
from listed.names.text import normalise

# 'and' where lists join two islands, in the languages that CLDR has most pages in.
_AND = frozenset(
    "and und et y e i og och en ja a és ve va dan și si và и і й та да και и та eta agus ac a'r na ir un un ja és".split()
)
_APOSTROPHE = re.compile("['’‘`´ʼʻ′]")
_JOINER = "\u200c"
_UMLAUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"})
# Names that are also the code of their place but that people do write.
WRITTEN_CODES = {"usa"}


def keys_of(name: str) -> set[str]:
    """Give the keys of a name: as it stands, with apostrophes as gaps, without 'and', with umlauts written out."""
    forms = {name, _APOSTROPHE.sub(" ", name), name.replace(_JOINER, " "), name.translate(_UMLAUT)}
    keys = {normalise(form) for form in forms}
    for key in list(keys):
        words = key.split(" ")
        if len(words) > 2:
            keys.add(" ".join([words[0], *(w for w in words[1:-1] if w not in _AND), words[-1]]))
    return {key for key in keys if key and not key.isdigit()}


def _codes_as_names() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code, id, *_ in table("codes"):
        found[id].add(code.lower())
    return found


def _wrong() -> set[tuple[str, str]]:
    return {(normalise(name), id) for id, name, *_ in hand("wrong")}


def territory_keys() -> dict[str, set[str]]:
    """Give the ids of every key of every place name, without untranslated codes and known mistakes of sources."""
    known = {row[0] for row in table("territories")}
    codes, wrong = _codes_as_names(), _wrong()
    ids: dict[str, set[str]] = defaultdict(set)
    for id, name, *_ in table("places"):
        for key in keys_of(name) if id in known else ():
            if (key not in codes[id] or key in WRITTEN_CODES) and (key, id) not in wrong:
                ids[key].add(id)
    for id, english in ((row[0], row[2]) for row in table("territories")):
        ids[normalise(english)].add(id)
    for both, name, *_ in hand("aliases"):
        for key in keys_of(name):
            ids[key].update(both.split(" "))
    return {key: found for key, found in ids.items() if found and (len(key) > 1 or not key.isascii())}
