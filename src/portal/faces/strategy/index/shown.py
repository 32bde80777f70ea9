"""The index of a day in; what its pages show of it, in words and pictures, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.audit.models import Criterion
from portal.faces.charts.figure import Words
from portal.faces.charts.known import Known, known_over_time
from portal.faces.charts.lines import Point, index_over_time, percent
from portal.faces.charts.weights import Dot, Spread, under_weights
from portal.faces.public.words import LAYERS
from portal.ground.languages.said import said
from portal.indicator.index.day import day_on
from portal.indicator.index.looks import index_of
from portal.indicator.index.method import LAYERS as NUMBERS
from portal.indicator.index.method import Method, method
from portal.indicator.index.rows import CRITERIA
from portal.indicator.index.sensitivity import Alternative, Draws, alternatives, draws
from portal.indicator.index.sums import Share
from portal.indicator.index.whole import Index, grid

# A picture of more points than this shows no more.
MOST_POINTS = 260


@dataclass(frozen=True, slots=True)
class Said:
    """A share as a page writes it; empty where nothing is known."""

    value: str
    low: str
    high: str
    known: int
    expected: int
    coverage: str
    fresh: str


@dataclass(frozen=True, slots=True)
class Found:
    """All that a page shows of one day. `grid`: by criterion, its share in each of `columns`, None where none."""

    index: Index
    grid: dict[tuple[int, str], Share]
    ways: list[Alternative]
    drawn: Draws | None


def found_on(day: dt.date) -> Found:
    """Everything of a day, from one reading of the records."""
    how = method()
    read = day_on(day, how)
    return Found(
        index_of(read, how),
        grid(read.sums(read.weight, how), how),
        alternatives(read, how),
        draws(read, how),
    )


def say(share: Share) -> Said:
    """A share in words."""
    value, low, high, coverage, fresh = (
        "" if each is None else percent(each)
        for each in (share.value, share.low, share.high, share.coverage, share.fresh)
    )
    return Said(value, low, high, share.known, share.expected, coverage, fresh)


def _said(share: Share | None) -> Said | None:
    return None if share is None else say(share)


def parts(found: Found) -> dict[str, Any]:
    """What the templates of a day need: the whole, the tables and the picture of other weights."""
    index = found.index
    layers = list(index.layers)
    rows = [
        (Criterion(word).label, say(share), [(LAYERS[layer], _said(found.grid.get((layer, word)))) for layer in layers])
        for word, share in index.criteria.items()
    ]
    return {
        "index": say(index.whole),
        "as_of": index.day,
        "layers": [(LAYERS[layer], say(share)) for layer, share in index.layers.items()],
        "columns": [LAYERS[layer] for layer in layers],
        "rows": rows,
        "weights": _weights(found),
        "drawn": found.drawn,
        "version": method().version,
    }


def pictures(course: Sequence[Index]) -> dict[str, SafeString]:
    """The index and its coverage over time; nothing where no day has a value."""
    course = _thinned(course)
    points = [
        Point(each.day, share.value, share.low, share.high)
        for each in course
        if (share := each.whole).value is not None and share.low is not None and share.high is not None
    ]
    known = [Known(each.day, each.whole.coverage or 0.0, each.whole.fresh or 0.0) for each in course]
    if not points:
        return {}
    return {"course": index_over_time(points), "known": known_over_time(known)}


def _thinned(course: Sequence[Index]) -> list[Index]:
    """So many days, evenly apart, the newest among them."""
    step = -(-len(course) // MOST_POINTS) or 1
    return list(course[::-1][::step])[::-1]


def _weights(found: Found) -> SafeString | str:
    dots = [
        Dot(way_name(each), share.value, share.low, share.high)
        for each in found.ways
        if (share := each.share).value is not None and share.low is not None and share.high is not None
    ]
    drawn = found.drawn
    if not dots or drawn is None:
        return ""
    words = Words(
        name="weights",
        title=_("The index under other weights"),
        description=_(
            "Under %(count)s drawn sets of weights the index lies between %(lowest)s and %(highest)s in 95 of 100, "
            "and between %(low)s and %(high)s in half of them. As published it is %(value)s."
        )
        % {
            "count": drawn.count,
            "lowest": percent(drawn.lowest),
            "highest": percent(drawn.highest),
            "low": percent(drawn.low),
            "high": percent(drawn.high),
            "value": percent(dots[0].value),
        },
    )
    return under_weights(words, dots, Spread(drawn.lowest, drawn.low, drawn.high, drawn.highest))


def way_name(way: Alternative) -> str:
    """What a set of weights is called."""
    if way.way == "layer":
        return _("Only: %(part)s") % {"part": LAYERS[int(way.part)]}
    if way.way == "without":
        return _("Without: %(part)s") % {"part": Criterion(str(way.part)).label}
    names = {
        "published": _("As published"),
        "equal": _("All layers and criteria alike"),
        "targets": _("All targets alike"),
        "reach": _("Targets by their whole reach"),
    }
    return names[way.way]


def reasons(how: Method) -> dict[str, list[tuple[str, float, str]]]:
    """The weights of the method with the reason for each, the heaviest first."""
    layers = [(str(LAYERS[n]), float(how.layers[place]), said(how.reasons[n])) for place, n in enumerate(NUMBERS)]
    criteria = [
        (str(Criterion(word).label), float(how.criteria[place]), said(how.reasons[word]))
        for place, word in enumerate(CRITERIA)
    ]
    return {"layers": layers, "criteria": sorted(criteria, key=lambda row: -row[1])}
