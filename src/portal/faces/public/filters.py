"""The query of an address in; the targets it asks for, and addresses of the list with one filter changed, out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.http import QueryDict

from portal.audit.models import Criterion, Look, Standing, Verdict
from portal.catalogue.looks import find
from portal.catalogue.models import Kind, Target
from portal.faces.public.stand import with_stand
from portal.request.models import Request
from portal.request.states import OPEN

SORTS = ("reach", "name", "look")
LONGEST_WORDS = 80


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asks the catalogue for; empty means: whatever it is. What is not a known word is not here."""

    words: str = ""
    kind: str = ""
    layer: int | None = None
    category: str = ""
    criterion: str = ""
    verdict: str = ""
    asked: bool = False
    sort: str = "reach"

    @property
    def are_set(self) -> bool:
        """Whether anything but the order is asked for."""
        return replace(self, sort="reach") != Filters()

    def query(self, page: int = 1, **changes: Any) -> str:
        """The one query that asks for this, with some things changed: in a fixed order, and nothing said needlessly."""
        asks = replace(self, **changes)
        pairs = {
            "q": asks.words,
            "kind": asks.kind,
            "layer": "" if asks.layer is None else asks.layer,
            "category": asks.category,
            "criterion": asks.criterion,
            "verdict": asks.verdict,
            "asked": "1" if asks.asked else "",
            "sort": "" if asks.sort == "reach" else asks.sort,
            "page": page if page > 1 else "",
        }
        return urlencode({name: value for name, value in pairs.items() if value != ""})

    def href(self, **changes: Any) -> str:
        """The same as the address of a link on the page of targets."""
        return "?" + self.query(**changes)


def read(query: QueryDict, categories: list[str]) -> Filters:
    """What a query asks for; words that are not known ask for nothing."""
    layer = query.get("layer", "")
    return Filters(
        words=" ".join(query.get("q", "").replace("\0", "").split())[:LONGEST_WORDS],
        kind=_known(query, "kind", Kind.values),
        layer=int(layer) if layer in {"0", "1", "2", "3"} else None,
        category=_known(query, "category", categories),
        criterion=_known(query, "criterion", Criterion.values),
        verdict=_known(query, "verdict", Verdict.values),
        asked=query.get("asked") == "1",
        sort=_known(query, "sort", SORTS) or "reach",
    )


def _known(query: QueryDict, name: str, words: Any) -> str:
    value = query.get(name, "")
    return value if value in words else ""


def everything_but(asks: Filters) -> QuerySet[Target]:
    """The targets that are asked for whatever their kind and verdict."""
    found = find(asks.words, "", asks.layer, asks.category)
    if asks.criterion:
        # A criterion that is expected of a target counts although nobody has looked at it yet.
        now = Standing.objects.filter(target=OuterRef("pk"), until=None, criterion=asks.criterion)
        found = found.annotate(names=Cast("criteria", TextField()))
        found = found.filter(Q(names__contains=f'"{asks.criterion}"') | Exists(now))
    if asks.asked:
        found = found.filter(Exists(Request.objects.filter(target=OuterRef("pk"), state__in=OPEN)))
    return found


def targets(asks: Filters) -> QuerySet[Target]:
    """The targets that are asked for, in the order that is asked for."""
    found = everything_but(asks)
    if asks.kind:
        found = found.filter(kind=asks.kind)
    if asks.verdict:
        found = with_stand(found, asks.criterion).filter(stand=asks.verdict)
    if asks.sort == "name":
        return found.order_by("name", "pk")
    if asks.sort == "look":
        seen = Look.objects.filter(target=OuterRef("pk"), error="").order_by("-at").values("at")[:1]
        return found.annotate(looked=Subquery(seen)).order_by(F("looked").desc(nulls_last=True), "name", "pk")
    return found.order_by(F("reach").desc(nulls_last=True), "name", "pk")


def counts(asks: Filters) -> dict[tuple[str, str], int]:
    """How many targets there are of each kind and verdict, with all other filters as they are; one query."""
    rows = with_stand(everything_but(asks), asks.criterion).order_by().values("kind", "stand")
    return {(row["kind"], row["stand"]): row["many"] for row in rows.annotate(many=Count("pk"))}
