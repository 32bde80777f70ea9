"""Calls that ask for requests and how they ended in; their public parts out. Citizens are counted, never named."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Path, Query, Router

from portal.audit.models import Criterion
from portal.catalogue.models import Channel
from portal.faces.api import paging
from portal.faces.api.shapes import (
    Fault,
    OutcomeShape,
    Page,
    RegressionShape,
    RequestBrief,
    RequestShape,
    Said,
    WinShape,
)
from portal.faces.public.told import public_text
from portal.ground import links
from portal.outcome.looks import wins as latest_wins
from portal.outcome.models import Outcome, OutcomeKind, Regression
from portal.outcome.states import RegressionState
from portal.reply.looks import thread
from portal.request.looks import with_counts
from portal.request.models import Request
from portal.request.states import RequestState

router = Router(tags=["Requests and outcomes"])


@router.get("/requests", response={200: Page[RequestBrief], 422: Fault, 429: Fault}, summary="Requests")
def requests(
    request: HttpRequest,
    state: RequestState | None = None,
    target: paging.Slug = "",
    since: Annotated[paging.Moment | None, Query(description="Only those opened at this time or later.")] = None,
    cursor: paging.Number = 0,
    limit: paging.Limit = 100,
) -> Page[RequestBrief]:
    """Requests, the first one first."""
    wanted = {"state": state, "target__slug": target or None, "opened_at__gte": since}
    found = visible_requests().filter(**{name: value for name, value in wanted.items() if value is not None})
    return paging.page(
        request, found.filter(pk__gt=cursor), limit, lambda rows: [RequestBrief(**_brief(r)) for r in rows]
    )


@router.get(
    "/requests/{int:number}", response={200: RequestShape, 404: Fault, 422: Fault, 429: Fault}, summary="One request"
)
def one_request(request: HttpRequest, number: Annotated[paging.Id, Path(description="Its id.")]) -> RequestShape:
    """A request with its public thread: letters that went out, and replies as a person released them."""
    found = visible_requests().filter(pk=number).first()
    if found is None:
        raise Http404("There is no such request.")
    ends = Outcome.objects.filter(request=found).select_related("request__target").order_by("at", "pk")
    return RequestShape(**_brief(found), thread=said(found), outcomes=[_outcome(one) for one in ends])


@router.get("/outcomes", response={200: Page[OutcomeShape], 422: Fault, 429: Fault}, summary="Outcomes")
def outcomes(
    request: HttpRequest, kind: OutcomeKind | None = None, cursor: paging.Number = 0, limit: paging.Limit = 100
) -> Page[OutcomeShape]:
    """How requests ended, the first one first."""
    found = Outcome.objects.filter(request__target__hidden=False, pk__gt=cursor).select_related("request__target")
    if kind:
        found = found.filter(kind=kind)
    return paging.page(request, found, limit, lambda rows: [_outcome(one) for one in rows])


@router.get("/wins", response={200: Page[WinShape], 422: Fault, 429: Fault}, summary="The latest wins")
def wins(request: HttpRequest, limit: paging.Limit = 50) -> Page[WinShape]:
    """Targets that came to list Kosovo and still do, newest first, whether somebody had asked or not, on one page."""
    shown = [
        WinShape(
            target=one.target.slug,
            name=one.target.name,
            criteria=list(one.criteria),
            at=one.at,
            request=one.outcome.request_id if one.outcome else None,
        )
        for one in latest_wins(limit)
    ]
    return Page[WinShape](items=shown, next=None)


@router.get(
    "/regressions", response={200: Page[RegressionShape], 422: Fault, 429: Fault}, summary="Wins that were undone"
)
def regressions(
    request: HttpRequest, state: RegressionState | None = None, cursor: paging.Number = 0, limit: paging.Limit = 100
) -> Page[RegressionShape]:
    """Criteria that were listed and then no longer, the first one first."""
    found = Regression.objects.filter(target__hidden=False, pk__gt=cursor).select_related("target")
    if state:
        found = found.filter(state=state)
    return paging.page(request, found, limit, lambda rows: [_regression(one) for one in rows])


def visible_requests() -> QuerySet[Request]:
    """The requests to targets that the public sees, each with how many citizens stand behind it."""
    return with_counts(Request.objects.filter(target__hidden=False))


def said(request: Request) -> list[Said]:
    """The public thread, without what only the receiver of a letter may hold."""
    return [
        Said(
            at=one.at,
            kind=one.kind,
            language=one.letter.language if one.letter else "",
            subject=public_text(one.subject),
            text=public_text(one.text),
        )
        for one in thread(request)
    ]


def _brief(row: Request) -> dict[str, Any]:
    return {
        "id": row.pk,
        "target": row.target.slug,
        "state": RequestState(row.state),
        "channel": Channel(row.channel),
        "language": row.language,
        "signatures": row.count,  # type: ignore[attr-defined]
        "opened_at": row.opened_at,
        "sent_at": row.sent_at,
        "closed_at": row.closed_at,
        "page": links.target(row.target.slug),
    }


def _outcome(row: Outcome) -> OutcomeShape:
    return OutcomeShape(
        id=row.pk,
        request=row.request_id,
        target=row.request.target.slug,
        kind=OutcomeKind(row.kind),
        criteria=row.criteria,
        at=row.at,
        proof=row.proof_id,
        rivals=[word for word, _ in row.rivals],
        said=row.said,
        note=row.note,
    )


def _regression(row: Regression) -> RegressionShape:
    return RegressionShape(
        id=row.pk,
        target=row.target.slug,
        criterion=Criterion(row.criterion),
        state=RegressionState(row.state),
        at=row.at,
        seen=row.seen_id,
        note=row.note,
    )
