"""A text in; the same with marks where something personal was found, or where two versions differ, out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

MOST_LINES = 600
_WORDS = re.compile(r"\s+|[^\s]+")


def marked(text: str, found: Iterable[str]) -> SafeString:
    """The text with each of the found strings in a `mark`; everything is escaped."""
    parts = sorted({one for one in found if one.strip()}, key=len, reverse=True)
    if not parts:
        return conditional_escape(text)
    pattern = re.compile("|".join(map(re.escape, parts[:200])))
    pieces: list[SafeString] = []
    at = 0
    for hit in pattern.finditer(text):
        pieces += [conditional_escape(text[at : hit.start()]), format_html("<mark>{}</mark>", hit[0])]
        at = hit.end()
    pieces.append(conditional_escape(text[at:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def difference(old: str, new: str) -> SafeString:
    """Both versions as one text: what went is in `del`, what came is in `ins`, word by word within changed lines."""
    before, after = old.splitlines()[:MOST_LINES], new.splitlines()[:MOST_LINES]
    lines: list[SafeString] = []
    for deed, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if deed == "equal":
            lines += [conditional_escape(line) for line in after[c:d]]
        elif deed == "replace" and b - a == d - c:
            lines += [_words(*pair) for pair in zip(before[a:b], after[c:d], strict=True)]
        else:
            lines += [format_html("<del>{}</del>", line) for line in before[a:b] if line]
            lines += [format_html("<ins>{}</ins>", line) for line in after[c:d] if line]
    return format_html_join("\n", "{}", ((line,) for line in lines))


def _words(old: str, new: str) -> SafeString:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[tuple[SafeString]] = []
    for deed, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, came = "".join(before[a:b]), "".join(after[c:d])
        if deed == "equal":
            pieces.append((conditional_escape(came),))
            continue
        if gone:
            pieces.append((format_html("<del>{}</del>", gone),))
        if came:
            pieces.append((format_html("<ins>{}</ins>", came),))
    return format_html_join("", "{}", pieces)
