"""A request for the root causes in; the map of lists, and the targets of which one fix would flip most, out."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.catalogue.models import Leverage
from portal.faces.charts.levers import Amount, Lever, Row, levers
from portal.faces.kit.parts import Chip
from portal.faces.public import flow, words
from portal.faces.public.cache import page
from portal.faces.public.stand import stand_of
from portal.request.models import Request, Signature
from portal.request.states import OPEN, RequestState, SignatureState

A_PAGE = 20
PACKAGES = "packages"
REGISTRIES = {"npm": "npm", "pypi": "PyPI", "deb": "Debian"}
Counts = dict[tuple[int, str], int]


class Counted(Paginator[Leverage]):
    """Pages of a ranking whose length is known already."""

    def __init__(self, found: QuerySet[Leverage], many: int) -> None:
        self._many = many
        super().__init__(found, A_PAGE)

    @cached_property
    def count(self) -> int:
        """The number that is known."""
        return self._many


@page
def map_page(request: HttpRequest) -> HttpResponse:
    """Where one fix flips many."""
    layer, registry = _asked(request)
    many = _counts()
    left = sum(n for key, n in many.items() if layer in ("", str(key[0])) and registry in ("", key[1]))
    by_packages = request.GET.get("sort") == PACKAGES
    pages = Counted(_ranking(layer, registry, by_packages), left)
    shown = pages.get_page(request.GET.get("page"))
    rows = [_row(one, number) for number, one in enumerate(shown, shown.start_index())]
    context = {
        "shown": flow.shown(request),
        "page": shown,
        "numbers": list(pages.get_elided_page_range(shown.number, on_each_side=1, on_ends=1)),
        "levers": levers(rows, by_packages=by_packages) if rows else "",
        "sorts": _sorts(request, by_packages),
        "every": sum(many.values()),
        "as_of": max((one.as_of for one in shown), default=None),
        "layers": _chips(request, "layer", layer, _layers(many, registry)),
        "registries": _chips(request, "registry", registry, _registries(many, layer)),
    }
    return render(request, "public/map.html", context)


def _asked(request: HttpRequest) -> tuple[str, str]:
    """The layer and the registry that are asked for; empty for any, and for one that is not known."""
    layer, registry = request.GET.get("layer", ""), request.GET.get("registry", "")
    return layer if layer in map(str, words.LAYERS) else "", registry if registry in REGISTRIES else ""


def _counts() -> Counts:
    """How many targets of the ranking are of each layer and registry; one query."""
    rows = _visible().order_by().values_list("target__layer", "target__node__registry").annotate(many=Count("pk"))
    return {(layer, registry or ""): many for layer, registry, many in rows}


def _visible() -> QuerySet[Leverage]:
    return Leverage.objects.filter(target__hidden=False)


def _ranking(layer: str, registry: str, by_packages: bool) -> QuerySet[Leverage]:
    """The targets that are asked for, each with how it stands, its latest request and how many citizens ask."""
    latest = Request.objects.filter(target=OuterRef("pk")).exclude(state=RequestState.WITHDRAWN).order_by("-opened_at")
    counts = Signature.objects.filter(
        request__target=OuterRef("pk"), request__state__in=OPEN, state=SignatureState.COUNTS
    )
    behind = counts.order_by().values("request__target").annotate(many=Count("pk")).values("many")
    found = _visible().select_related("target__owner", "target__node")
    if layer:
        found = found.filter(target__layer=layer)
    if registry:
        found = found.filter(target__node__registry=registry)
    found = found.annotate(
        stand=stand_of("pk"), state=Subquery(latest.values("state")[:1]), behind=Coalesce(Subquery(behind), 0)
    )
    downloads = F("downloads").desc(nulls_last=True)
    order = ("-packages", downloads) if by_packages else (downloads, "-packages")
    return found.order_by(*order, "target__slug")


def lever(one: Leverage) -> Lever:
    """What flips with a target, as pages tell it."""
    downloads = None
    if one.downloads is not None:
        downloads = Amount(one.downloads_low or 0, one.downloads, max(one.downloads, one.downloads_high or 0))
    return Lever(Amount(one.packages_low, one.packages, one.packages_high), downloads, one.unknown)


def _row(one: Any, place: int) -> Row:
    target = one.target
    node = getattr(target, "node", None)
    return Row(
        place=place,
        name=target.name,
        href=reverse("target", args=[target.slug]),
        stand=one.stand,
        about=[each for each in (target.get_kind_display(), REGISTRIES.get(node.registry if node else "")) if each],
        lever=lever(one),
        ask=target.ask,
        state=str(RequestState(one.state).label) if one.state else "",
        behind=one.behind,
    )


def _layers(many: Counts, registry: str) -> dict[str, tuple[str, int]]:
    return {
        str(layer): (str(name), sum(n for key, n in many.items() if key[0] == layer and registry in ("", key[1])))
        for layer, name in words.LAYERS.items()
    }


def _registries(many: Counts, layer: str) -> dict[str, tuple[str, int]]:
    return {
        word: (name, sum(n for key, n in many.items() if key[1] == word and layer in ("", str(key[0]))))
        for word, name in REGISTRIES.items()
    }


def _sorts(request: HttpRequest, by_packages: bool) -> list[Chip]:
    return [
        Chip(_("Most downloads first"), _href(request, "sort", ""), None, not by_packages),
        Chip(_("Most packages first"), _href(request, "sort", PACKAGES), None, by_packages),
    ]


def _chips(request: HttpRequest, name: str, now: str, values: dict[str, tuple[str, int]]) -> list[Chip]:
    """A chip for each value that leaves something, and one for any."""
    every = Chip(pgettext("all layers or registries", "All"), _href(request, name, ""), None, not now)
    shown = [(word, said, n) for word, (said, n) in values.items() if n or word == now]
    return [every, *(Chip(said, _href(request, name, word), n, word == now) for word, said, n in shown)]


def _href(request: HttpRequest, name: str, value: str) -> str:
    """The address of the ranking with one thing changed that is asked for, from its first page."""
    asked = request.GET.copy()
    asked.pop("page", None)
    asked.pop(name, None)
    if value:
        asked[name] = value
    return f"?{asked.urlencode()}#rank"
