"""A request for the list of targets in; one page of it, with its filters as links, out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.audit.models import Criterion, Verdict
from portal.catalogue.looks import categories
from portal.catalogue.models import Kind, Target
from portal.faces.kit.parts import Chip
from portal.faces.public import words
from portal.faces.public.cache import figures, page
from portal.faces.public.filters import Filters, counts, read, targets
from portal.faces.public.stand import stands
from portal.request.looks import with_counts
from portal.request.models import Request
from portal.request.states import OPEN

A_PAGE = 24
Counts = dict[tuple[str, str], int]
# The order in which people look for verdicts: what can be changed first.
VERDICTS = ("missing", "under-serbia", "mixed", "qualified", "listed", "not-expected", "unclear")


class Counted(Paginator[Target]):
    """Pages of something whose number is known already."""

    def __init__(self, asks: Filters, many: int) -> None:
        self._many = many
        super().__init__(targets(asks), A_PAGE)

    @cached_property
    def count(self) -> int:
        """The number that is known."""
        return self._many


@page
def browse(request: HttpRequest) -> HttpResponse:
    """The targets that the query asks for, 24 a page."""
    known = figures(request, "categories", categories)
    asks = read(request.GET, known)
    many = counts(asks)
    pages = Counted(asks, _sum(many, asks.kind, asks.verdict))
    shown = pages.get_page(request.GET.get("page"))
    query = asks.query(page=shown.number)
    context = {
        "asks": asks,
        "page": shown,
        "numbers": list(pages.get_elided_page_range(shown.number, on_each_side=1, on_ends=1)),
        "cards": cards(list(shown), asks.criterion),
        "kinds": _kinds(asks, many),
        "verdicts": _verdicts(asks, many),
        "sorts": _sorts(asks),
        "chosen": _chosen(asks),
        "categories": sorted(((word, words.category(word)) for word in known), key=lambda pair: pair[1]),
        "criteria": Criterion.choices,
        "canonical": f"?{query}" if query else "",
    }
    return render(request, "public/targets.html", context)


def cards(found: list[Target], criterion: str = "") -> list[tuple[Target, Verdict, int]]:
    """What a card says of each target: how it stands, and how many citizens ask; two queries in all."""
    keys = [target.pk for target in found]
    now = stands(keys, criterion)
    asks: Any = with_counts(Request.objects.filter(target__in=keys, state__in=OPEN))
    behind = {ask.target_id: ask.count for ask in asks}
    return [(target, now[target.pk], behind.get(target.pk, 0)) for target in found]


def _sum(many: Counts, kind: str = "", verdict: str = "") -> int:
    return sum(n for key, n in many.items() if kind in ("", key[0]) and verdict in ("", key[1]))


def _kinds(asks: Filters, many: Counts) -> list[Chip]:
    every = Chip(
        pgettext("all kinds of targets", "All"), asks.href(kind=""), _sum(many, "", asks.verdict), not asks.kind
    )
    return [every, *_chips(asks, "kind", Kind.values, words.kind, lambda kind: _sum(many, kind, asks.verdict))]


def _verdicts(asks: Filters, many: Counts) -> list[Chip]:
    every = Chip(pgettext("all verdicts", "All"), asks.href(verdict=""), _sum(many, asks.kind), not asks.verdict)
    return [
        every,
        *_chips(
            asks, "verdict", VERDICTS, lambda word: str(Verdict(word).label), lambda word: _sum(many, asks.kind, word)
        ),
    ]


def _chips(
    asks: Filters,
    name: str,
    values: list[str] | tuple[str, ...],
    say: Callable[[str], str],
    count: Callable[[str], int],
) -> list[Chip]:
    """A chip for each value that leaves something; pressed again, the one that is on goes off."""
    now = getattr(asks, name)
    return [
        Chip(say(value), asks.href(**{name: "" if value == now else value}), many, value == now)
        for value in values
        if (many := count(value)) or value == now
    ]


def _sorts(asks: Filters) -> list[tuple[str, str]]:
    return [("reach", _("Widest reach first")), ("name", _("By name")), ("look", _("Last looked at first"))]


def _chosen(asks: Filters) -> list[Chip]:
    """The filters that are set, each with the address that takes it out; kind and verdict show in their own rows."""
    found = []
    if asks.words:
        found.append(Chip(_("Words: %(words)s") % {"words": asks.words}, asks.href(words="")))
    if asks.layer is not None:
        found.append(Chip(_("Layer: %(layer)s") % {"layer": words.LAYERS[asks.layer]}, asks.href(layer=None)))
    if asks.category:
        found.append(Chip(words.category(asks.category), asks.href(category="")))
    if asks.criterion:
        found.append(Chip(str(Criterion(asks.criterion).label), asks.href(criterion="")))
    if asks.asked:
        found.append(Chip(_("With an open request"), asks.href(asked=False)))
    return found
