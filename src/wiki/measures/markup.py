"""Wikitext in; its templates, links and passages without markup out; nothing is an error.

What is not closed is plain text, as it is for MediaWiki.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

# Elements whose content is not wikitext or not prose: it never shows, or shows as something else than words.
UNSEEN = (
    "math", "chem", "ce", "syntaxhighlight", "source", "score", "timeline", "graph", "templatedata", "templatestyles",
    "imagemap", "mapframe", "maplink", "hiero", "includeonly", "indicator", "inputbox", "dynamicpagelist",
)  # fmt: skip
LITERAL = ("nowiki", "pre")
DEEPEST = 40
"""Links inside links that are followed; MediaWiki shows no more either."""
_BRACES = re.compile(r"\{{2,}|\}{2,}")
_LINK = re.compile(r"\[\[((?:[^\[\]]|\[(?!\[)|\](?!\]))*)\]\]")
_MARKS = str.maketrans(dict.fromkeys("[]{}|<>='#*:;!", " "))


@dataclass(frozen=True)
class Element:
    """Where an element stands; what stands inside, None where it closes itself. A comment's name is `!--`."""

    name: str
    start: int
    end: int
    inside: str | None


def elements(text: str, *names: str) -> Iterator[Element]:
    """The outermost of these elements, from left to right; one that is never closed is plain text.

    A comment that is never closed goes to the end. Takes time by the length of the text, whatever stands in it.
    """
    at, hopeless = 0, set[str]()
    while opened := _opening(names).search(text, at):
        name, at = (opened[1] or "!--").lower(), opened.end()
        if name == "!--":
            end = text.find("-->", at)
            at = len(text) if end < 0 else end + 3
            yield Element(name, opened.start(), at, None)
        elif opened[0].endswith("/>"):
            yield Element(name, opened.start(), at, None)
        elif name not in hopeless:
            closed = _closing(name).search(text, at)
            if closed is None:
                hopeless.add(name)
                continue
            yield Element(name, opened.start(), closed.end(), text[at : closed.start()])
            at = closed.end()


@lru_cache(maxsize=64)
def _opening(names: tuple[str, ...]) -> re.Pattern[str]:
    said = "|".join(name for name in names if name != "!--") or "(?!)"
    return re.compile(rf"<(?:({said})(?=[\s/>])[^<>]*>{'|!--' if '!--' in names else ''})", re.IGNORECASE)


@lru_cache(maxsize=64)
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


def replaced(text: str, told: Callable[[Element], str], *names: str) -> str:
    """The text with each of these elements told in another way."""
    kept, at = [], 0
    for one in elements(text, *names):
        kept.append(text[at : one.start])
        kept.append(told(one))
        at = one.end
    return "".join([*kept, text[at:]]) if kept else text


def bare(text: str, *, keeps_literal: bool = True) -> str:
    """The text without comments and without elements that are no prose; in <nowiki> and <pre> only words are kept."""

    def told(one: Element) -> str:
        return one.inside.translate(_MARKS) if one.inside and keeps_literal and one.name in LITERAL else ""

    return replaced(text, told, "!--", *LITERAL, *UNSEEN) if "<" in text else text


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
    for _ in range(DEEPEST):
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
