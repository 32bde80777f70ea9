"""Wikitext in; how many footnotes it has, and which different sources they name, out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from wiki.measures import markup, rules
from wiki.measures.addresses import normal

_DEFINED_BY_TEMPLATE = re.compile(r"\|\s*refs\s*=")
_ADDRESS = re.compile(r"(?:https?:)?//[^\s<>\[\]{}|\"]+", re.IGNORECASE)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>{}|\[\]\"]+", re.IGNORECASE)
_ISBN = re.compile(r"\bisbn(?:-1[03])?\s*[:=|]?\s*((?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dx])(?![\d-])", re.IGNORECASE)
_DOI_HOST = re.compile(r"(?:dx\.)?doi\.org/", re.IGNORECASE)


@dataclass(frozen=True)
class Footnote:
    """One `<ref>`: its content (None where it only repeats a named one), and whether it is only kept for the list."""

    content: str | None
    is_definition: bool


def footnotes(text: str) -> list[Footnote]:
    """All `<ref>` in their order, those in comments and <nowiki> left out; what is not closed is none."""
    return _footnotes(markup.bare(text, keeps_literal=False)) if "<" in text else []


def _footnotes(text: str) -> list[Footnote]:
    kept = _definitions(text)
    found = []
    for one in markup.elements(text, "ref"):
        is_definition = any(start <= one.start < end for start, end in kept)
        found.append(Footnote((one.inside or "").strip() or None, is_definition))
    return found


def _definitions(text: str) -> list[tuple[int, int]]:
    """Where footnotes are only kept for the list: inside <references>, or a template's `refs=`."""
    spans = [(one.start, one.end) for one in markup.elements(text, "references") if one.inside]
    if _DEFINED_BY_TEMPLATE.search(text):
        for one in markup.templates(text, outermost=True):
            given = _DEFINED_BY_TEMPLATE.search(one.inside)
            if given:
                spans.append((one.start + 2 + given.end(), one.end))
    return spans


def count(text: str, short: Iterable[str] | None = None) -> int:
    """The footnote marks that a reader meets: each `<ref>` and each reuse of a named one, in any group.

    What is only kept in <references> or `refs=` is no mark. Templates such as `{{sfn}}` are marks of their own;
    `short` gives their names where the wiki calls them otherwise. Else: the <ref> tags that a parser finds.
    """
    plain = markup.bare(text, keeps_literal=False) if "<" in text else text
    marks = sum(1 for one in _footnotes(plain) if not one.is_definition) if "<" in plain else 0
    return marks + len(_short(plain, short))


def keys(text: str, short: Iterable[str] | None = None) -> frozenset[str]:
    """The different sources: `doi:…`, `isbn:…` (13 digits), `url:…`, `short:…`, or `text:` and a hash.

    A named footnote counts once however often it is used; two footnotes that name the same source are one.
    """
    plain = markup.bare(text, keeps_literal=False) if "<" in text else text
    found = {key(one.content) for one in _footnotes(plain) if one.content} if "<" in plain else set()
    return frozenset(found | {_short_key(inside) for inside in _short(plain, short)})


def key(content: str) -> str:
    """The key of one footnote's content: a DOI before an ISBN before the first address that is no archive's."""
    doi = _DOI.search(content)
    if doi:
        return "doi:" + doi[0].rstrip(".,;)").lower()
    isbn = _ISBN.search(content)
    if isbn and (digits := isbn13(isbn[1])):
        return "isbn:" + digits
    found = [normal(one.rstrip(".,;)'")) for one in _ADDRESS.findall(content)]
    named = [one for one in found if one and not _DOI_HOST.match(one)]
    if named:
        return "url:" + named[0]
    told = " ".join(re.sub(r"[{}\[\]|]+", " ", re.sub(r"'{2,}", "", content)).split()).lower()
    return "text:" + hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()[:16]


def isbn13(written: str) -> str | None:
    """Thirteen digits of an ISBN of ten or thirteen; None where its check digit is wrong."""
    digits = re.sub(r"[-\s]", "", written).upper()
    if len(digits) == 10:
        total = sum((10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(digits))
        return None if total % 11 else (body := "978" + digits[:9]) + _check(body)
    return digits if len(digits) == 13 and digits[:12].isdigit() and _check(digits[:12]) == digits[12] else None


def _check(body: str) -> str:
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body)) % 10)


def _short(plain: str, short: Iterable[str] | None) -> list[str]:
    names = rules.known().short_references if short is None else frozenset(map(rules.plain_name, short))
    if not names or not _begins(names).search(plain):
        return []
    return [one.inside for one in markup.templates(plain) if rules.plain_name(one.name) in names]


@lru_cache(maxsize=64)
def _begins(names: frozenset[str]) -> re.Pattern[str]:
    """What a template of one of these names begins with: most pages have none, and need no look at each template."""
    said = "|".join(re.escape(name).replace(r"\ ", "[ _]+") for name in sorted(names))
    return re.compile(rf"\{{\{{\s*(?:{said})\s*[|}}]", re.IGNORECASE)


def _short_key(inside: str) -> str:
    """Author and year of `{{sfn|Malcolm|1998|p=3}}`; the page named does not make another source."""
    parts = [part.strip() for part in inside.split("|")[1:]]
    return "short:" + "|".join(rules.plain_name(part) for part in parts if part and "=" not in part)


def gained(old: str | None, new: str) -> tuple[int, frozenset[str]]:
    """Footnote marks more (or fewer: negative), and the sources that were not named before.

    `old` None: the page did not exist before; an unknown text must not be given as None.
    """
    before = old or ""
    return count(new) - count(before), keys(new) - keys(before)
