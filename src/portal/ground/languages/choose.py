"""What a reader chose and what their browser asks for in, the language they are served in out. Never by place."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation.trans_real import parse_accept_lang_header

# Who reads these reads Serbian in Latin letters; nobody who asks for them is shown Cyrillic without having chosen it.
_READS_LATIN = frozenset({"bs", "cnr", "hr", "sh", "sr-me", "sr-ba", "me"})


def choose(chosen: str | None, accept: str, ours: Collection[str], otherwise: str) -> str:
    """Return the language chosen before, else the first of the browser's wishes that we have, else `otherwise`.

    `accept` is an Accept-Language header as it came, however long or broken.
    """
    if chosen in ours and chosen:
        return chosen
    for wish, quality in parse_accept_lang_header(accept[:500].lower()):
        if quality <= 0:
            continue
        found = _ours(wish, ours)
        if found:
            return found
    return otherwise


def _ours(wish: str, ours: Collection[str]) -> str | None:
    parts = wish.split("-")
    if (parts[0] in _READS_LATIN or wish in _READS_LATIN) and "cyrl" not in parts:
        return "sr-latn" if "sr-latn" in ours else None
    for end in range(len(parts), 0, -1):
        name = "-".join(parts[:end])
        if name in ours:
            return name
    return None
