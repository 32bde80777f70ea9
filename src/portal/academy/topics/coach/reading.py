"""A draft in wikitext in; what a kind reader would point at, passage by passage, out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from portal.academy.topics.coach.copies import copies
from portal.academy.topics.coach.phrases import phrases
from wiki.measures import markup, refs, rules, text, words

LONGEST = 300_000  # letters of a draft that are read
MOST = 5
"""Passages shown of one kind; how many there are is said."""
_MARK = "\ue000"  # stands where a footnote stood
_END = re.compile(rf"([.!?…][”\"»)]*(?:{_MARK})*)\s+(?=[„“”«\"(]?(?:[^\W\d_a-zà-ÿа-џ]|\d))")
_NUMBER = re.compile(
    r"(?<![\w.,])\d[\d.,\s]*\d(?!\w)|(?<!\w)\d+\s*%|(?<!\w)\d+\s+(?:milion|million|miliard|милион|милијард|milijard)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!\d)(?:1\d{3}|20\d{2})(?!\d)|(?<!\d)\d{1,2}\s*[.–-]?\s*(?=\w+\s+(?:1\d{3}|20\d{2}))")
_QUOTED = re.compile(r"„[^„“”\n]*[“”]|“[^“”\n]*”|«[^«»\n]*»|\"[^\"\n]*\"")
WORDS_A_NOTE = 150


@dataclass(frozen=True, slots=True)
class Hint:
    """A kind of thing that was seen, how often, where (at most five passages), and which words; `source` for copies."""

    kind: str
    count: int
    passages: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is read, and whether a footnote stands at it or later in its paragraph."""

    said: str
    is_sourced: bool


def hints(draft: str, language: str, known: Mapping[int, Collection[str]] | None = None) -> list[Hint]:
    """What to think about before a draft is published, the weightiest first. `known`: see `copies.copies`.

    What stands in quotation marks is somebody else's tone and is not weighed. A language without words of its own is
    read for its sources and copies alone.
    """
    draft = draft[:LONGEST]
    said = list(sentences(draft))
    plain = "\n".join(one.said for one in said)
    groups = phrases(language)
    found = [Hint("copy", one.words, (_short(one.excerpt),), source=one.source) for one in copies(plain, known or {})]
    found += _referenced(draft)
    found += _unsourced(said, groups.get("superlative"))
    for kind in ("promotion", "peacock", "weasel", "first-person", "names"):
        if kind in groups:
            found += _worded(said, kind, groups[kind])
    return found


def sentences(draft: str) -> Iterator[Sentence]:
    """The sentences of what a reader sees of the draft, without headings of one word or two."""
    for paragraph in text.visible(_marked(draft)).splitlines():
        parts = _END.sub(r"\1\n", paragraph).split("\n")
        last = max((number for number, part in enumerate(parts) if _MARK in part), default=-1)
        for number, part in enumerate(parts):
            said = part.replace(_MARK, "").strip()
            if len(said.split()) > 2:
                yield Sentence(said, number <= last)


def _marked(draft: str) -> str:
    marked = markup.replaced(markup.bare(draft), lambda one: _MARK, "ref")
    short = rules.known().short_references
    for one in reversed(markup.templates(marked, outermost=True)):
        if rules.plain_name(one.name) in short:
            marked = marked[: one.start] + _MARK + marked[one.end :]
    return marked


def _referenced(draft: str) -> list[Hint]:
    notes, length = refs.count(draft), sum(words.count(draft).values())
    if not notes and length:
        return [Hint("no-references", 1)]
    return [Hint("few-references", notes)] if length > WORDS_A_NOTE * 2 and length > WORDS_A_NOTE * notes else []


def _unsourced(said: list[Sentence], superlative: re.Pattern[str] | None) -> Iterator[Hint]:
    bare = [one.said for one in said if not one.is_sourced]
    counted = [one for one in bare if _NUMBER.search(_YEARS.sub("", one))]
    if counted:
        yield Hint("number", len(counted), tuple(map(_short, counted[:MOST])))
    if superlative is not None:
        most = [(one, match[0]) for one in bare if (match := superlative.search(one))]
        if most:
            passages = tuple(_short(one) for one, _ in most[:MOST])
            yield Hint("superlative", len(most), passages, _distinct(word for _, word in most))


def _worded(said: list[Sentence], kind: str, pattern: re.Pattern[str]) -> Iterator[Hint]:
    met = [(one.said, pattern.findall(_QUOTED.sub(" ", one.said))) for one in said]
    met = [(passage, its) for passage, its in met if its]
    if met:
        passages = tuple(_short(passage) for passage, _ in met[:MOST])
        yield Hint(kind, sum(len(its) for _, its in met), passages, _distinct(word for _, its in met for word in its))


def _distinct(some: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.lower() for word in some))[:10]


def _short(passage: str) -> str:
    return passage if len(passage) <= 160 else passage[:157].rsplit(" ", 1)[0] + "…"
