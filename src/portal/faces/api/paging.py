"""A query that is ordered by what a cursor counts in; one page of it, with the address of the next, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Path, Query
from pydantic import AfterValidator, Field

from portal.faces.api.shapes import Page

MOST = 500
_BIGGEST = 2**63 - 1
_FIRST, _LAST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(2200, 1, 1, tzinfo=dt.UTC)

M = TypeVar("M", bound=Model)
T = TypeVar("T")


def _moment(value: dt.datetime) -> dt.datetime:
    aware = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
    if not _FIRST <= aware <= _LAST:
        raise ValueError("the year must lie between 2000 and 2200")
    return aware.astimezone(dt.UTC)


Limit = Annotated[int, Query(ge=1, le=MOST, description="How many items a page has.", example=100)]
Number = Annotated[int, Query(ge=0, le=_BIGGEST, description="The last number of the page before; 0 for the first.")]
Name = Annotated[
    str,
    Query(max_length=80, pattern=r"^[A-Za-z0-9_-]*$", description="The last slug of the page before; empty: first."),
]
Slug = Annotated[str, Query(max_length=80, pattern=r"^[A-Za-z0-9_-]*$", description="The slug of one target.")]
Named = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]+$", description="Its slug.", example="country-list")]
Moment = Annotated[
    dt.datetime,
    AfterValidator(_moment),
    Query(description="A time of ISO 8601; without a zone it is UTC.", example="2026-11-23T12:00:00Z"),
]
Words = Annotated[str, Query(max_length=80, description="Words that must all occur.", example="country")]
Id = Annotated[int, Field(ge=1, le=_BIGGEST)]


def page(
    request: HttpRequest, found: QuerySet[M], limit: int, shape: Callable[[list[M]], list[T]], key: str = "pk"
) -> Page[T]:
    """The first `limit` rows in the order of `key`, shaped; whoever asks on begins after the last of them."""
    rows = list(found.order_by(key)[: limit + 1])
    shown = rows[:limit]
    after = _after(request, getattr(shown[-1], key)) if len(rows) > limit else None
    return Page[Any](items=shape(shown), next=after)


def _after(request: HttpRequest, cursor: object) -> str:
    query = request.GET.copy()
    query["cursor"] = str(cursor)
    return f"{settings.SITE_ADDRESS.rstrip('/')}{request.path}?{query.urlencode()}"
