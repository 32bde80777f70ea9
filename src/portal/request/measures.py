"""A period in; how many letters citizens asked for, sent and stood behind in it, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from portal.catalogue.models import LAYERS
from portal.ground.measures import Figure, Kind, Measure, Period, Unit, declare
from portal.ground.measures.figures import bounds, number
from portal.request.models import Letter, Request, Signature
from portal.request.states import SignatureState


def _opened(period: Period) -> Figure:
    begins, ends = bounds(period)
    found = Request.objects.filter(opened_at__gte=begins, opened_at__lt=ends)
    return _by_layer(found.values_list("target__layer", flat=True))


def _sent(period: Period) -> Figure:
    begins, ends = bounds(period)
    first = Letter.objects.exclude(sent_at=None).values("request").annotate(first=Min("sent_at"))
    found = first.filter(first__gte=begins, first__lt=ends)
    return _by_layer(found.values_list("request__target__layer", flat=True))


def _by_layer(layers: Iterable[int]) -> Figure:
    found = Counter(str(layer) for layer in layers)
    return number(found.total(), {"layer": {layer: number(many) for layer, many in sorted(found.items())}})


def _signed(period: Period) -> Figure:
    begins, ends = bounds(period)
    found = Signature.objects.filter(signed_at__gte=begins, signed_at__lt=ends)
    return number(found.exclude(state=SignatureState.WITHDRAWN).count())


OPENED = declare(
    Measure(
        "request.opened",
        _("Requests opened"),
        _("Requests that citizens opened, one a target."),
        Unit.COUNT,
        Kind.FLOW,
        _opened,
        splits={"layer": _("Layer")},
        words={"layer": LAYERS.get},
        proof="requests",
    )
)
SENT = declare(
    Measure(
        "request.sent",
        _("Requests sent"),
        _("Requests whose first letter went out. Reminders are not counted."),
        Unit.COUNT,
        Kind.FLOW,
        _sent,
        splits={"layer": _("Layer")},
        words={"layer": LAYERS.get},
        proof="requests",
    )
)
SIGNED = declare(
    Measure(
        "request.signed",
        _("Signatures"),
        _("Citizens who came to stand behind a request, less those who withdrew."),
        Unit.COUNT,
        Kind.FLOW,
        _signed,
        proof="requests",
    )
)
