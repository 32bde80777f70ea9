"""Calls that ask for the index of a day, or week by week, in; its figures, with interval, coverage and method, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from portal.audit.index import CREDIT, METHOD, Share
from portal.audit.looks import index_on
from portal.audit.models import Criterion, Verdict
from portal.faces.api.shapes import (
    CellShape,
    CriterionShare,
    Fault,
    HistoryShape,
    IndexShape,
    LayerShare,
    Point,
    ShareShape,
)
from portal.faces.api.weeks import by_week, end_of
from portal.faces.public.cache import figures

MOST_WEEKS = 520
router = Router(tags=["Index"])
Day = Annotated[
    dt.date,
    Query(
        description="A day since 2012; without one: now.",
        example="2026-11-23",
        ge=dt.date(2012, 1, 1),
        le=dt.date(2199, 1, 1),
    ),
]


@router.get("/index", response={200: IndexShape, 422: Fault, 429: Fault}, summary="The index of a day")
def index(request: HttpRequest, day: Day | None = None) -> IndexShape:
    """The recognition index as it stood at the end of a day: over all, by layer, by criterion, and its cells."""
    now = timezone.now()
    at = min(now, end_of(day)) if day else now
    found = figures(request, f"index of {day}", lambda: index_on(at))
    return IndexShape(
        day=timezone.localdate(found.day),
        at=found.day,
        method=METHOD,
        method_page=f"{settings.SITE_ADDRESS.rstrip('/')}/en/method/",
        credit=CREDIT,
        whole=ShareShape(**_share(found.whole)),
        layers=[LayerShare(layer=layer, **_share(one)) for layer, one in found.layers.items()],
        criteria=[CriterionShare(criterion=Criterion(word), **_share(one)) for word, one in found.criteria.items()],
        cells=[
            CellShape(
                layer=cell.layer,
                criterion=Criterion(cell.criterion),
                verdict=Verdict(cell.verdict),
                targets=cell.targets,
                reach=cell.reach,
            )
            for cell in found.cells
        ],
    )


@router.get("/index/history", response={200: HistoryShape, 422: Fault, 429: Fault}, summary="The index week by week")
def history(
    request: HttpRequest,
    weeks: Annotated[int, Query(ge=1, le=MOST_WEEKS, description="How many weeks back.", example=52)] = 52,
    layer: Annotated[int | None, Query(ge=0, le=3, description="Only one layer.")] = None,
    criterion: Annotated[Criterion | None, Query(description="Only one criterion.")] = None,
) -> HistoryShape:
    """The index now and at the end of the same day of each week before, oldest first, in one reading of the records."""
    today = timezone.localdate()
    days = [today - dt.timedelta(weeks=back) for back in range(weeks, -1, -1)]
    name = f"weeks {weeks} {layer} {criterion}"
    points = figures(request, name, lambda: by_week(days, timezone.now(), layer, criterion or ""))
    return HistoryShape(
        method=METHOD, points=[Point(day=day, **_share(one)) for day, one in zip(days, points, strict=True)]
    )


def _share(share: Share) -> dict[str, Any]:
    return {**asdict(share), "coverage": share.coverage}
