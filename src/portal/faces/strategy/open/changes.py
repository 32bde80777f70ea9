"""Two versions of a strategy in; what changed from one to the other, part by part and word by word, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.faces.public.cache import page
from portal.faces.strategy.common import strategy_of, version_of
from portal.strategy.plan.contents import contents
from portal.strategy.plan.diff import Change, Difference, compare


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text: kept, gone ("del") or new ("ins")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One difference; `pieces`: the text with its words that went and came, where it is a text on both sides."""

    kind: Change
    words: str
    pieces: tuple[Piece, ...] = ()


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


def grouped(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, list[Shown]]]:
    """What differs, under the name of each part, in the order of the strategy."""
    return [(name, [_shown(one) for one in rows]) for name, rows in groupby(compare(old, new), lambda one: one.name)]


def _shown(one: Difference) -> Shown:
    is_text = "." in one.field and isinstance(one.was, str) and isinstance(one.now, str)
    return Shown(one.kind, one.words, tuple(pieces(one.was, one.now)) if is_text else ())


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
