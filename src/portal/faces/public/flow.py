"""The catalogue as it stands in; the layers and links of the picture "Where does Kosovo get lost?" out."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, F, Q, Sum

from portal.audit.models import Verdict
from portal.catalogue.models import Edge, Target
from portal.faces.charts.flow import Layer, Link, Part
from portal.faces.public import words
from portal.faces.public.stand import stand_of, with_stand

UNIT = "downloads a month"
Parts = list[dict[str, Part]]


def parts() -> Parts:
    """How many targets of each layer have each verdict, and what is known of their downloads; one query."""
    found: Parts = [{} for _ in words.LAYERS]
    rows = with_stand(Target.objects.filter(hidden=False)).order_by().values("layer", "stand")
    for row in rows.annotate(many=Count("pk"), wide=Sum("reach", filter=Q(reach_unit=UNIT), default=0)):
        found[row["layer"]][row["stand"]] = Part(row["many"], row["wide"])
    return found


def layers(found: Parts) -> list[Layer]:
    """The same under the names of the layers, in the reader's language."""
    return [Layer(str(words.LAYERS[number]), each, UNIT) for number, each in enumerate(found)]


def links() -> list[Link]:
    """How lists pass from layer to layer, as sources say; one query."""
    edges = Edge.objects.filter(target__hidden=False, upstream__hidden=False, upstream__layer__lt=F("target__layer"))
    edges = edges.annotate(was=stand_of("upstream"), now=stand_of("target"))
    rows = edges.order_by().values_list("upstream__layer", "was", "target__layer", "now")
    return [Link(*row) for row in rows.annotate(many=Count("pk"))]


def looked(found: Sequence[dict[str, Part]]) -> tuple[int, int]:
    """How many targets somebody looked at, and how many there are."""
    every = sum(part.targets for each in found for part in each.values())
    unknown = sum(each[Verdict.UNCLEAR].targets for each in found if Verdict.UNCLEAR in each)
    return every - unknown, every
