"""Two versions of a strategy in; what changed from one to the other, part by part and word by word, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from portal.faces.public.cache import page
from portal.faces.strategy.common import strategy_of, version_of
from portal.strategy.plan.contents import contents
from portal.strategy.plan.diff import Change, Difference, compare
from portal.strategy.plan.labels import LABELS, TONGUES


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text: kept, gone ("del") or new ("ins")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One difference. `pieces`: of a text, its words that stayed, went and came; `label`: which text, in which tongue.

    `is_theirs`: whether the text is in the language of the reader, or in none.
    """

    kind: Change
    words: str
    label: str = ""
    pieces: tuple[Piece, ...] = ()
    is_theirs: bool = True


class Changed(NamedTuple):
    """A part with what differs in it: what this reader reads, and texts in other languages."""

    name: str
    rows: list[Shown]
    others: list[Shown]


@page
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What a version changed in the one that it is based on."""
    strategy = strategy_of(slug)
    version = version_of(request, strategy, number)
    if version.based_on is None:
        raise Http404
    context = {
        "strategy": strategy,
        "version": version,
        "before": version.based_on,
        "groups": grouped(contents(version.based_on), contents(version)),
    }
    return render(request, "strategy/open/changes.html", context)


def grouped(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Changed]:
    """What differs, under the name of each part: first what this reader reads, then texts in other languages."""
    found = []
    for name, rows in groupby(compare(old, new), lambda one: one.name):
        shown = [_shown(one) for one in rows]
        found.append(
            Changed(name, [one for one in shown if one.is_theirs], [one for one in shown if not one.is_theirs])
        )
    return found


def _shown(one: Difference) -> Shown:
    field, _dot, tongue = one.field.partition(".")
    if not tongue:
        return Shown(one.kind, one.words)
    label = f"{LABELS[field]} ({TONGUES.get(tongue, tongue)})"
    theirs = (get_language() or "en").partition("-")[0] == tongue
    return Shown(one.kind, one.words, label, tuple(pieces(one.was or "", one.now or "")), theirs)


def pieces(was: str, now: str) -> Iterable[Piece]:
    """A text word by word: what stayed, what went and what came."""
    old, new = was.split(), now.split()
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("", " ".join(old[start:end]))
            continue
        if end > start:
            yield Piece("del", " ".join(old[start:end]))
        if last > first:
            yield Piece("ins", " ".join(new[first:last]))
