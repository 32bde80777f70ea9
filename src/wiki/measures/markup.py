"""Wikitext in; its templates, links and passages without markup out; nothing is an error.

What is not closed is plain text, as it is for MediaWiki.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Elements whose content is not wikitext or not prose: it never shows, or shows as something else than words.
UNSEEN = (
    "math", "chem", "ce", "syntaxhighlight", "source", "score", "timeline", "graph", "templatedata", "templatestyles",
    "imagemap", "mapframe", "maplink", "hiero", "includeonly", "indicator", "inputbox", "dynamicpagelist",
)  # fmt: skip
_COMMENT = r"<!--(?:.*?-->|.*\Z)"
_LITERAL = r"<(?P<literal>nowiki|pre)(?=[\s/>])(?P<set>[^>]*)(?<!/)>(?P<inside>.*?)</(?P=literal)\s*>"
_UNSEEN = rf"<(?P<unseen>{'|'.join(UNSEEN)})(?=[\s/>])(?:[^>]*/>|[^>]*>.*?</(?P=unseen)\s*>)"
_BARE = re.compile(rf"{_COMMENT}|{_LITERAL}|{_UNSEEN}|<nowiki\s*/>", re.DOTALL | re.IGNORECASE)
_BRACES = re.compile(r"\{{2,}|\}{2,}")
_LINK = re.compile(r"\[\[((?:[^\[\]]|\[(?!\[)|\](?!\]))*)\]\]")
_MARKS = str.maketrans(dict.fromkeys("[]{}|<>='#*:;!", " "))


def bare(text: str, *, keeps_literal: bool = True) -> str:
    """The text without comments and without elements that are no prose; in <nowiki> and <pre> only words are kept."""

    def part(found: re.Match[str]) -> str:
        literal = found["inside"]
        return literal.translate(_MARKS) if literal and keeps_literal else ""

    return _BARE.sub(part, text) if "<" in text else text


@dataclass(frozen=True)
class Template:
    """Where a template stands in its text, braces included, and what stands between the braces."""

    start: int
    end: int
    inside: str

    @property
    def name(self) -> str:
        """Its name as it is written."""
        return self.inside.partition("|")[0].strip()


def templates(text: str, *, outermost: bool = False) -> list[Template]:
    """All templates (`{{{parameters}}}` are none), by their ends; or only those that stand in no other."""
    stack: list[list[int]] = []
    found: list[Template] = []
    for run in _BRACES.finditer(text):
        if run[0][0] == "{":
            stack.append([run.start(), run.end()])
            continue
        at = run.start()
        while run.end() - at >= 2 and stack:
            start, end = stack[-1]
            width = 3 if end - start >= 3 and run.end() - at >= 3 else 2
            inside = text[end:at]
            at += width
            stack[-1][1] = end - width
            if outermost:
                while found and found[-1].start >= end - width:
                    found.pop()
            if width == 2 or outermost:
                found.append(Template(end - width, at, inside))
            if stack[-1][1] - start < 2:
                stack.pop()
    return found


def without_templates(text: str) -> str:
    """The text without its templates and parameters."""
    if "{{" not in text:
        return text
    kept, at = [], 0
    for one in templates(text, outermost=True):
        kept.append(text[at : one.start])
        at = one.end
    return "".join([*kept, text[at:]])


def links(text: str, told: Callable[[str], str]) -> str:
    """The text with each `[[link]]` told by its content; links in captions first."""
    while "[[" in text:
        text, count = _LINK.subn(lambda found: told(found[1]), text)
        if not count:
            break
    return text


def link_contents(text: str) -> Iterator[str]:
    """What stands between the brackets of each `[[link]]`, links in captions too."""
    found: list[str] = []

    def keep(content: str) -> str:
        found.append(content)
        return ""

    links(text, keep)
    return iter(found)
