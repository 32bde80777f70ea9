"""A chart of Altair in, its SVG in the colours of the page out, drawn once for the same content.

Altair and vl-convert draw every chart that is made of axes and marks: they write colours as attributes, so a colour may
be a custom property of the style sheet, and they write no style, so the content security policy holds.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from django.core.cache import cache

from portal.ground.languages.plain import plain_all

DAYS_KEPT = 7
# The picture as a whole has one role, one title and one description; its parts have none.
_SPOKEN = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def svg(chart: Any, width: int, height: int) -> str:
    """The SVG of an Altair chart, `width` by `height` units without its axes."""
    dressed = (
        chart.properties(width=width, height=height, background="transparent")
        .configure(font="inherit", aria=False, padding=4)
        .configure_axis(
            labelColor="var(--soft)", labelFontSize=14, labelPadding=6, gridColor="var(--line)",
            domainColor="var(--edge)", tickColor="var(--line)", title=None,
        )
        .configure_text(font="inherit", fontSize=14)
        .configure_view(stroke=None)
    )  # fmt: skip
    # The drawing library ends the whole process at a sign that XML does not know.
    spec = json.dumps(plain_all(dressed.to_dict(validate=False)), sort_keys=True)
    key = "chart:" + hashlib.sha256(spec.encode()).hexdigest()
    drawn = cache.get(key)
    if drawn is None:
        import vl_convert

        drawn = _SPOKEN.sub("", vl_convert.vegalite_to_svg(spec))
        cache.set(key, drawn, DAYS_KEPT * 86400)
    return str(drawn)


def labels(words: Mapping[float, str] | Mapping[int, str]) -> str:
    """The expression by which an axis writes these words at these values."""
    return f"({json.dumps({f'{value:.10g}': word for value, word in words.items()})})[toString(datum.value)]"
