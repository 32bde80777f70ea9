"""A target in; what its list comes from and what takes its list from it, each with how that is known, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from portal.audit.models import Verdict
from portal.catalogue.looks import visible_links
from portal.catalogue.models import How, Link, Node, Target
from portal.faces.charts.lines import percent
from portal.faces.public.stand import overall

MOST_LINKS = 40
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Way:
    """How a link is known: in words, which version of the upstream, how sure; `sure` is empty where it is certain."""

    how: str
    version: str
    sure: str
    source: str
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A list on the other side of a link; `slug` where the catalogue tracks it; `downloads` a month where known."""

    name: str
    slug: str
    key: str
    stand: Verdict
    downloads: int | None
    ways: list[Way] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Around:
    """What a target's list comes from, the surest first, and what takes it from there, the most downloaded first.

    `more`: how many others take it. `is_traced`: whether the graph knows the target at all.
    """

    up: list[Neighbour]
    down: list[Neighbour]
    count: int
    is_traced: bool

    @property
    def more(self) -> int:
        """How many take the list from here beside those that are shown."""
        return max(0, self.count - len(self.down))


def takers(path: str) -> Coalesce:
    """How many lists come from the target whose key is at a path, as an expression for the database."""
    found = visible_links().filter(upstream__target=OuterRef(path)).order_by().values("upstream__target")
    return Coalesce(Subquery(found.annotate(many=Count("node", distinct=True)).values("many")), 0)


def links(target: Target) -> QuerySet[Link]:
    """All links up, the surest first, and the links down from the most downloaded; one query."""
    side = Case(When(node__target=target, then=Value(0)), default=Value(1))
    certain = Case(When(node__target=target, then=F("confidence")), default=Value(0.0))
    both = visible_links().filter(Q(node__target=target) | Q(upstream__target=target)).annotate(side=side, sure=certain)
    return both.order_by("side", "-sure", F("node__downloads").desc(nulls_last=True), "node__key", "how")[:MOST_LINKS]


def around(target: Any, found: Iterable[Link], stands: Mapping[int, set[str]]) -> Around:
    """The links of a target as its page tells them; `stands`: the verdicts of the targets on the other side."""
    up: dict[int, Neighbour] = {}
    down: dict[int, Neighbour] = {}
    for link in found:
        is_up = link.node.target_id == target.pk
        other, side = (link.upstream, up) if is_up else (link.node, down)
        side.setdefault(other.pk, _neighbour(other, stands)).ways.append(_way(link))
    traced = getattr(target, "node", None) is not None
    return Around(list(up.values()), list(down.values())[:SHOWN], target.takers, traced)


def _neighbour(node: Node, stands: Mapping[int, set[str]]) -> Neighbour:
    seen = overall(stands.get(node.target_id, ())) if node.target_id else Verdict.UNCLEAR
    if seen == Verdict.UNCLEAR and node.verdict in Verdict.values:
        seen = Verdict(node.verdict)
    slug = node.target.slug if node.target else ""
    return Neighbour(node.target.name if node.target else node.name, slug, node.key, seen, node.downloads)


def _way(link: Link) -> Way:
    sure = percent(link.confidence) if link.confidence < 1 else ""
    return Way(str(How(link.how).label), link.version, sure, link.source, link.as_of)
