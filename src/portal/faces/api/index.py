"""Calls that ask for the recognition index day by day in; its figures, as JSON in pages and as one CSV file, out."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import astuple, fields
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from portal.audit.models import Criterion
from portal.faces.api.shapes import Fault
from portal.faces.api.shapes_index import CourseShape, DayShape, PartsShape, WeighedShape
from portal.faces.public.cache import figures
from portal.indicator.index.looks import index_on, kept
from portal.indicator.index.method import VERSION
from portal.indicator.index.sums import Share
from portal.indicator.index.whole import Index

MOST_DAYS = 366
_HEAD = ("day", "split", "part", *(field.name for field in fields(Share)), "method")
router = Router(tags=["Index"])
Day = Annotated[
    dt.date,
    Query(description="A day since 2012.", example="2026-11-23", ge=dt.date(2012, 1, 1), le=dt.date(2199, 1, 1)),
]


@router.get("/index/days", response={200: CourseShape, 422: Fault, 429: Fault}, summary="The index day by day")
def days(request: HttpRequest, first: Day | None = None, last: Day | None = None) -> CourseShape:
    """The recognition index, version 2, of each day from the first to the last, oldest first: 366 days at most.

    Without a first day: the last 366. Today stands as it is now. `/api/1/index/days.csv` has every day as one table.
    """
    today = timezone.localdate()
    last = min(last or today, today)
    first = max(first or dt.date.min, last - dt.timedelta(days=MOST_DAYS - 1))
    found = figures(request, f"index days {first} {last}", lambda: _days(first, last, today))
    return CourseShape(method=VERSION, method_page=_method_page(), days=[_shape(one) for one in found])


def as_csv(request: HttpRequest) -> HttpResponse:
    """Every day, one row for the whole, one for each layer and one for each criterion."""
    today = timezone.localdate()
    text = figures(request, "index csv", lambda: _csv(_days(dt.date(2012, 1, 1), today, today)))
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="index.csv"'
    return answer


def _days(first: dt.date, last: dt.date, today: dt.date) -> list[Index]:
    past = kept(first, min(last, today - dt.timedelta(days=1)))
    return [*past, index_on(today)] if last == today else past


def _csv(days: list[Index]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEAD)
    for index in days:
        writer.writerows([index.day.isoformat(), *row, VERSION] for row in _rows(index))
    return text.getvalue()


def _rows(index: Index) -> Iterator[tuple[object, ...]]:
    yield ("whole", "", *astuple(index.whole))
    for layer, share in index.layers.items():
        yield ("layer", layer, *astuple(share))
    for word, share in index.criteria.items():
        yield ("criterion", word, *astuple(share))


def _shape(index: Index) -> DayShape:
    return DayShape(
        day=index.day,
        whole=_weighed(index.whole),
        layers=[PartsShape(part=str(layer), share=_weighed(share)) for layer, share in index.layers.items()],
        criteria=[PartsShape(part=Criterion(word), share=_weighed(share)) for word, share in index.criteria.items()],
    )


def _weighed(share: Share) -> WeighedShape:
    return WeighedShape(**{field.name: getattr(share, field.name) for field in fields(share)})


def _method_page() -> str:
    return f"{settings.SITE_ADDRESS.rstrip('/')}/en/index/method/"
