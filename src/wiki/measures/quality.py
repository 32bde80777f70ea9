"""Wikitext in; six features and a quality score from 0 to 1 out, by the formula of Wikimedia's research.

Source: the published first version for wikitext (Johnson: Language-agnostic quality, notebook
quality_model_features_V2; the model is in the public domain, CC0). Scores compare articles of ONE wiki: the maxima are
that wiki's.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from wiki.measures import markup, refs, rules

_MAXIMA = Path(__file__).with_name("maxima.toml")
_HEADING = re.compile(r"^(={2,3})[^=\n][^\n]*?\1[ \t]*$", re.MULTILINE)
_FILE_NAME = re.compile(
    r"[=|]\s*[^|={}\[\]\n<>/]+\.(?:jpe?g|png|gif|svg|tiff?|webp|ogg|oga|ogv|webm|mp3|wav|flac|stl)\s*(?=[|}\n])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Features:
    """What the formula looks at; s is the square root of the number of characters of the wikitext."""

    length: float
    media: float
    categories: float
    references: float
    headings: float
    links: float


@dataclass(frozen=True)
class Maxima:
    """One wiki's 95th percentiles under a version's name, in the units of `Features`, before the floors."""

    version: str
    values: Features


WEIGHTS = Features(length=0.395, media=0.114, categories=0.070, references=0.181, headings=0.123, links=0.115)
FLOORS = Features(length=100, media=2, categories=5, references=0.15, headings=0.1, links=0.1)


def of_counts(characters: int, *, media: int, categories: int, references: int, headings: int, links: int) -> Features:
    """The features of a text by its counts: references and headings by s, the root of the links by s."""
    s = math.sqrt(characters)
    return Features(
        length=s,
        media=media,
        categories=categories,
        references=references / s if s else 0,
        headings=headings / s if s else 0,
        links=math.sqrt(links) / s if s else 0,
    )


def features(text: str, names: rules.Rules | None = None) -> Features:
    """Count in a wikitext: pictures (links, galleries, names of files in templates), categories, footnotes, headings of
    level 2 and 3, links to pages of this wiki. `names`: what the wiki calls files and categories; else all known names.
    """
    known = names or rules.known()
    plain = markup.bare(text, keeps_literal=False)
    media, categories, links = set[str](), 0, 0
    for content in markup.link_contents(plain):
        target = content.partition("|")[0].strip()
        prefix = rules.plain_name(target.partition(":")[0]) if ":" in target else ""
        if prefix in known.files:
            media.add(rules.plain_name(target.partition(":")[2]))
        elif prefix in known.categories:
            categories += 1
        elif not target.startswith("#") and not rules.LANGUAGE.match(target):
            links += 1
    for gallery in markup.elements(plain, "gallery"):
        media.update(_gallery_files(gallery.inside or ""))
    for one in markup.templates(plain, outermost=True):
        media.update(rules.plain_name(name[0].strip("=| \t\n")) for name in _FILE_NAME.finditer(one.inside + "}"))
    return of_counts(
        len(text),
        media=len(media),
        categories=categories,
        references=refs.count(text, known.short_references),
        headings=len(_HEADING.findall(plain)),
        links=links,
    )


def _gallery_files(gallery: str) -> list[str]:
    named = (line.partition("|")[0].strip() for line in gallery.splitlines())
    return [rules.plain_name(line.partition(":")[2] or line) for line in named if line]


def score(found: Features, maxima: Maxima | None) -> float | None:
    """The sum of weight times min(1, feature by its maximum), 0 to 1; None for a wiki whose maxima are unknown."""
    if maxima is None:
        return None
    rows = zip(*map(_values, (WEIGHTS, found, maxima.values, FLOORS)), strict=True)
    return math.fsum(weight * min(1.0, value / max(most, floor)) for weight, value, most, floor in rows)


_NAMES = attrgetter(*(field.name for field in fields(Features)))


def _values(one: Features) -> tuple[float, ...]:
    values: tuple[float, ...] = _NAMES(one)
    return values


@lru_cache
def maxima(wiki: str, version: str = "") -> Maxima | None:
    """The maxima of a wiki by its language code, of the newest version or of that named; None where they are unknown.

    KeyError: there is no such version.
    """
    versions = {one["name"]: one["wikis"] for one in tomllib.loads(_MAXIMA.read_text(encoding="utf-8"))["version"]}
    name = version or list(versions)[-1]
    row = versions[name].get(wiki)
    if row is None:
        return None
    links = math.sqrt(row["links"] / row["len"])  # sqrt(n) / s where n / s is the table's number and s its length
    return Maxima(name, Features(row["len"], row["media"], row["cats"], row["refs"], row["headings"], links))
