"""Names as sources write them go in; every key a page may write them under comes out."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from build.rows import hand, locales_of, table
from listed.names.text import normalise

# 'and' where lists join two islands, in the languages that CLDR has most pages in.
_AND = frozenset(
    {
        "and", "und", "et", "y", "e", "i", "og", "och", "en", "ja", "a", "és", "ve", "va", "dan", "și",
        "si", "và", "и", "і", "й", "та", "да", "και", "eta", "agus", "ac", "a'r", "na", "ir", "un",
    }
)  # fmt: skip
_APOSTROPHE = re.compile("['’‘`´ʼʻ′]")
_JOINER = "\u200c"
_UMLAUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"})


def keys_of(name: str) -> set[str]:
    """Give the keys of a name: as it stands, with apostrophes as gaps, without 'and', with umlauts written out."""
    forms = {name, _APOSTROPHE.sub(" ", name), name.replace(_JOINER, " "), name.translate(_UMLAUT)}
    keys = {normalise(form) for form in forms}
    for key in list(keys):
        words = key.split(" ")
        if len(words) > 2:
            keys.add(" ".join([words[0], *(w for w in words[1:-1] if w not in _AND), words[-1]]))
    if not name.isascii():  # 'Áo' keeps its accent, or it would be no more than two letters
        keys |= {name.casefold() for key in keys if len(key) == 2 and key.isascii()}
    return {key for key in keys if key and not key.isdigit()}


# Places that share a name in real lists, so that no count of sources may part them.
_NAMESAKES = (
    {"CD", "CG"}, {"GF", "GY"}, {"KP", "KR"}, {"MF", "SX"}, {"SD", "SS"}, {"AS", "WS"}, {"VG", "VI"}, {"RS", "XK"},
    {"GG", "JE"}, {"DM", "DO"}, {"NE", "NG"},
)  # fmt: skip
_CLDR_WEIGHT = 3


@cache
def _alpha3() -> dict[str, str]:
    return {row[1]: row[0].lower() for row in table("codes") if row[2] == "alpha3"}


def _says_a_name(key: str, source: str, territory: str) -> bool:
    """Codes and CLDR's shortest forms ('RU', 'Fr') are no names: lists of other things are full of them."""
    if not key.isascii():
        return len(key) > 1 or key > "\u0fff"
    if len(key) < 3 or key == _alpha3().get(territory):
        return False
    return len(key) > 3 or any(not name.endswith("-short") for name, _ in locales_of(source))


def _weights() -> dict[str, dict[str, int]]:
    """Count for each key how many sources, and languages within them, give it to which id."""
    known = {row[0] for row in table("territories")}
    wrong = {(row[0], normalise(row[1])) for row in hand("wrong")}
    weights: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for territory, name, source in table("places"):
        weight = sum(max(1, len(where)) * (_CLDR_WEIGHT if s == "cldr" else 1) for s, where in locales_of(source))
        for key in keys_of(name) if territory in known else ():
            if _says_a_name(key, source, territory) and (territory, key) not in wrong:
                weights[key][territory] += weight
    return weights


def _likely(weights: dict[str, int]) -> set[str]:
    """Leave out ids that hardly anyone gives a name to: sources have slips, and slips are lone."""
    most = max(weights.values())
    strong = {territory for territory, weight in weights.items() if weight * 4 > most}
    return strong | {territory for territory in weights for pair in _NAMESAKES if territory in pair and pair & strong}


def territory_keys() -> dict[str, set[str]]:
    """Give the ids of every key of every place name, without codes and the slips of sources."""
    ids: dict[str, set[str]] = defaultdict(set)
    for key, weights in _weights().items():
        ids[key] = _likely(weights)
    for territory, _, english, *_ in table("territories"):
        ids[normalise(english)].add(territory)
    for both, name, *_ in hand("aliases"):
        for key in keys_of(name):
            ids[key].update(both.split(" "))
    return ids
