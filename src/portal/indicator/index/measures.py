"""The index of a day in; the measure `index.whole`, which indicators and the strategy read, out."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Criterion
from portal.catalogue.models import LAYERS
from portal.ground.measures import Figure, Kind, Measure, Period, Unit, declare
from portal.indicator.index.looks import index_on
from portal.indicator.index.method import VERSION
from portal.indicator.index.sums import Share


def whole(period: Period) -> Figure:
    """The index at the end of a period, or now where it has not ended, by layer and by criterion."""
    found = index_on(min(period.end, timezone.localdate()))
    parts = {
        "layer": {str(layer): _figure(share) for layer, share in found.layers.items()},
        "criterion": {word: _figure(share) for word, share in found.criteria.items()},
    }
    share = found.whole
    return Figure(share.value, share.low, share.high, share.known, share.expected, parts)


def _figure(share: Share) -> Figure:
    return Figure(share.value, share.low, share.high, share.known, share.expected)


INDEX = declare(
    Measure(
        key="index.whole",
        name=_("Recognition index"),
        how=_(
            "How Kosovo stands in every list we track, weighed by layer, criterion and reach. Version 2 of the method."
        ),
        unit=Unit.INDEX,
        kind=Kind.STATE,
        read=whole,
        splits={"layer": _("Layer"), "criterion": _("Criterion")},
        proof="index",
        version=VERSION,
        words={"layer": LAYERS.get, "criterion": dict(Criterion.choices).get},
    )
)
