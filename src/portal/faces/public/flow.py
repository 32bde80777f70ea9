"""The catalogue and the graph of lists in; the picture "Where does Kosovo get lost?" with its figures out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.audit.models import Verdict
from portal.catalogue.models import How, Target
from portal.catalogue.models import Link as GraphLink
from portal.faces.charts.flow import By, Layer
from portal.faces.charts.flow import flow as draw
from portal.faces.kit.parts import Chip
from portal.faces.public import words
from portal.faces.public.cache import figures
from portal.faces.public.river import Place, River, river
from portal.faces.public.stand import with_stand

UNIT = "downloads a month"
NO_LIST = "no-country-list"
_MEASURED = (How.DEPENDS.value, How.COPIES.value)


@dataclass(frozen=True, slots=True)
class Map:
    """The whole map: what is drawn, and what has to be said with it.

    `measured`: links that were found in packages; `cited`: those that a source names. `known`: packages whose
    downloads are known, of `packages`. `as_of`: the day of the newest fact of the graph; None without a graph.
    """

    river: River
    looked: int
    every: int
    measured: int
    cited: int
    packages: int
    known: int
    as_of: dt.date | None


@dataclass(frozen=True, slots=True)
class Shown:
    """The map as a page shows it: its figure, the switch between its two weights, and what has to be said."""

    figure: SafeString
    switch: list[Chip]
    by: By
    map: Map


def shown(request: HttpRequest) -> Shown:
    """The map as this request asks for it, its figures worked out once for each state of the ledger and each day."""
    found = figures(request, "map", whole)
    by = By.DOWNLOADS if request.GET.get("by") == By.DOWNLOADS else By.NUMBER
    switch = [
        Chip(_("By number of lists"), f"{request.path}#flow-title", None, by is By.NUMBER),
        Chip(_("By downloads a month"), f"{request.path}?by={By.DOWNLOADS}#flow-title", None, by is By.DOWNLOADS),
    ]
    return Shown(draw(layers(found.river), found.river.links, by), switch, by, found)


def layers(found: River) -> list[Layer]:
    """The parts of the picture under the names of the layers, in the reader's language."""
    return [Layer(str(words.LAYERS[number]), each, UNIT, number == 0) for number, each in enumerate(found.parts)]


def whole() -> Map:
    """The map of everything that is known; two queries."""
    targets = list(_targets())
    links = list(_links())
    places = {row["pk"]: _of_target(row) for row in targets}
    of_packages = {row["node"] for row in links if row["upstream__registry"]}
    pairs: dict[tuple[int, int], bool] = {}
    for row in links:
        ends = []
        for end in ("node", "upstream"):
            # A target stands for its node; a node that nobody tracks has a key below zero.
            key = row[f"{end}__target"] or -row[end]
            if key < 0 and key not in places:
                places[key] = _of_node(row, end, row[end] in of_packages)
            ends.append(key)
        down, up = ends
        if down in places and up in places:
            pairs[down, up] = pairs.get((down, up), False) or row["how"] in _MEASURED
    ups: dict[int, list[int]] = {}
    for down, up in pairs:
        ups.setdefault(down, []).append(up)
    packages = [place for place in places.values() if place.layer in (1, 2)]
    return Map(
        river=river(places, ups),
        looked=sum(row["stand"] != Verdict.UNCLEAR for row in targets),
        every=len(targets),
        measured=sum(pairs.values()),
        cited=len(pairs) - sum(pairs.values()),
        packages=len(packages),
        known=sum(place.downloads is not None for place in packages),
        as_of=max((row["as_of"] for row in links), default=None),
    )


def _targets() -> Any:
    found = with_stand(Target.objects.filter(hidden=False)).order_by()
    return found.values("pk", "layer", "stand", "reach", "reach_unit", "node__verdict", "node__downloads")


def _links() -> Any:
    """Every link with what is known of its two ends; links of hidden targets lead to no place, and so nowhere."""
    told = ("target", "registry", "verdict", "downloads")
    ends = [f"{end}__{word}" for end in ("node", "upstream") for word in told]
    return GraphLink.objects.order_by("pk").values("node", "upstream", "how", "as_of", *ends)


def _of_target(row: dict[str, Any]) -> Place:
    """A target, with what its node knows beyond it."""
    node, downloads = row["node__verdict"], row["node__downloads"]
    if downloads is None and row["reach_unit"] == UNIT:
        downloads = row["reach"]
    stand = _verdict(node) if row["stand"] == Verdict.UNCLEAR else row["stand"]
    return Place(row["layer"], stand, downloads, stand == Verdict.UNCLEAR and node == NO_LIST)


def _of_node(row: dict[str, Any], end: str, of_package: bool) -> Place:
    """A node that is no target: a standard, a package with a list, or one that takes its list from a package."""
    verdict = row[f"{end}__verdict"]
    layer = 0 if not row[f"{end}__registry"] else 2 if of_package else 1
    return Place(layer, _verdict(verdict), row[f"{end}__downloads"], verdict == NO_LIST)


def _verdict(word: str | None) -> str:
    return word if word in Verdict.values else Verdict.UNCLEAR.value
