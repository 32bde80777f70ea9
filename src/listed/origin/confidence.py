"""How well a known list explains another flows in; the probability that it is the origin flows out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from listed.origin.score import Query, Scored

_WIDEST = 30.0
_TRIMMED = 0.15  # so much sites leave out, and the rest tells as much
_LEAST, _MOST = 0.01, 0.99

# What confidence follows from until the build has fitted it: one weight for each feature.
UNFITTED: Mapping[str, Sequence[float]] = {
    "spelling": (4.0, -2.0, -0.6, -2.0, 0.6, 0.0),
    "places": (2.0, -1.0, -2.0, 1.5, 1.0, -1.0),
}


def features_of(query: Query, best: Scored, margin: float | None, holders: int, by: str) -> tuple[float, ...]:
    """What confidence depends on, each around 0 to 3; the first is always 1."""
    told = max(1, len(query.shown)) if by == "spelling" else max(1, query.mask.bit_count())
    places = max(1, query.mask.bit_count())
    distance = _WIDEST if margin is None else min(margin, _WIDEST)
    return (
        1.0,
        10 * best.differ / told if by == "spelling" else 10 * best.lacking / places,
        10 * max(0.0, best.lacking / places - _TRIMMED) if by == "spelling" else 10 * best.added / places,
        10 * best.added / places if by == "spelling" else best.together / max(1, len(query.order) - 1),
        distance / 10,
        math.log(max(1, holders)),
    )


def confidence(fit: Mapping[str, Sequence[float]], by: str, features: Sequence[float]) -> float:
    """The probability that the named origin, or one that holds the same list, is right; from 0.01 to 0.99."""
    weights = fit.get(by) or UNFITTED[by]
    sum_ = sum(weight * feature for weight, feature in zip(weights, features, strict=True))
    return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-max(-30.0, min(30.0, sum_)))))), 3)
