"""Calls that ask for targets in; targets, with how they stand and stood, out."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest
from ninja import Query, Router

from portal.audit.looks import history as standings_of
from portal.audit.models import Criterion, Observation, Standing, Verdict
from portal.catalogue.models import Edge, Kind, Target
from portal.faces.api import paging, seen
from portal.faces.api.shapes import EdgeShape, Fault, ObservationShape, Page, StandingShape, TargetBrief, TargetShape
from portal.faces.public.browse import cards
from portal.faces.public.filters import Filters, everything_but
from portal.faces.public.stand import overall, with_stand
from portal.ground import links
from portal.request.looks import with_counts
from portal.request.models import Request
from portal.request.states import OPEN

MOST_EDGES = 100
router = Router(tags=["Targets"])
Layer = Annotated[int, Query(ge=0, le=3, description="0 standard, 1 library, 2 component, 3 website or app.")]


@router.get("/targets", response={200: Page[TargetBrief], 422: Fault, 429: Fault}, summary="Targets")
def targets(
    request: HttpRequest,
    q: paging.Words = "",
    kind: Kind | None = None,
    layer: Layer | None = None,
    category: Annotated[str, Query(max_length=24, description="What the list is for.")] = "",
    criterion: Annotated[Criterion | None, Query(description="Targets of which this is expected or was seen.")] = None,
    verdict: Annotated[Verdict | None, Query(description="How Kosovo stands, over all or in `criterion`.")] = None,
    asked: Annotated[bool, Query(description="Only those with an open request.")] = False,
    cursor: paging.Name = "",
    limit: paging.Limit = 100,
) -> Page[TargetBrief]:
    """Targets by their slug: all, or those that match every filter."""
    plain = " ".join(q.replace("\0", "").split())
    asks = Filters(
        words=plain, layer=layer, category=category.replace("\0", ""), criterion=criterion or "", asked=asked
    )
    found = everything_but(asks).filter(slug__gt=cursor)
    if kind:
        found = found.filter(kind=kind)
    if verdict:
        found = with_stand(found, criterion or "").filter(stand=verdict)
    return paging.page(request, found, limit, lambda rows: briefs(rows, criterion or ""), key="slug")


@router.get("/targets/{slug:slug}", response={200: TargetShape, 404: Fault, 429: Fault}, summary="One target")
def target(request: HttpRequest, slug: paging.Named) -> TargetShape:
    """All that is known of a target, with how it stands now."""
    found = find(slug)
    now = [one for one in standings_of(found) if one.until is None]
    edges = _edges(found)
    latest = _latest(found)
    schedule = getattr(found, "schedule", None)
    count = latest.count if latest and latest.is_open else 0  # type: ignore[attr-defined]
    return TargetShape(
        **_brief(found, overall(one.verdict for one in now), count),
        criteria=found.criteria,
        owner_name=found.owner.name,
        reach_source=found.reach_source,
        reach_as_of=found.reach_as_of,
        letter_language=found.letter_language,
        policy=found.policy,
        decides=found.decides,
        ask=found.ask,
        added_at=found.added_at,
        standings=[seen.standing(one, slug) for one in sorted(now, key=lambda one: one.criterion)],
        upstreams=[edge(one) for one in edges if one.target_id == found.pk],
        downstreams=[edge(one) for one in edges if one.upstream_id == found.pk],
        request=latest.pk if latest else None,
        next_look=schedule.due_at if schedule and found.address else None,
    )


@router.get(
    "/targets/{slug:slug}/history", response={200: Page[StandingShape], 404: Fault, 429: Fault}, summary="Its history"
)
def history(request: HttpRequest, slug: paging.Named) -> Page[StandingShape]:
    """Every verdict that ever held for a target, newest first, on one page."""
    return Page[StandingShape](items=[seen.standing(one, slug) for one in standings_of(find(slug))], next=None)


@router.get(
    "/targets/{slug:slug}/standings",
    response={200: Page[StandingShape], 404: Fault, 429: Fault},
    summary="As it stands",
)
def standings(request: HttpRequest, slug: paging.Named) -> Page[StandingShape]:
    """How a target stands now, criterion by criterion, on one page."""
    now = Standing.objects.filter(target=find(slug), until=None).order_by("criterion")
    return Page[StandingShape](items=[seen.standing(one, slug) for one in now], next=None)


@router.get(
    "/targets/{slug:slug}/observations",
    response={200: Page[ObservationShape], 404: Fault, 422: Fault, 429: Fault},
    summary="What was seen of it",
)
def observations(
    request: HttpRequest, slug: paging.Named, cursor: paging.Number = 0, limit: paging.Limit = 100
) -> Page[ObservationShape]:
    """Every observation of a target, as recorded."""
    found = Observation.objects.filter(target=find(slug), pk__gt=cursor).select_related("look", "target")
    return paging.page(request, found, limit, seen.observations)


def find(slug: str) -> Target:
    """The visible target of this slug. Raises Http404 where there is none."""
    found = Target.objects.filter(hidden=False, slug=slug).select_related("owner", "schedule").first()
    if found is None:
        raise Http404("There is no such target.")
    return found


def briefs(rows: list[Target], criterion: str = "") -> list[TargetBrief]:
    """Targets in short; two queries in all."""
    return [TargetBrief(**_brief(*card)) for card in cards(rows, criterion)]


def edge(row: Edge) -> EdgeShape:
    """An edge between two targets, which were read with it."""
    return EdgeShape(target=row.target.slug, upstream=row.upstream.slug, source=row.source, as_of=row.as_of)


def visible_edges() -> QuerySet[Edge]:
    """The edges between targets that the public sees."""
    return Edge.objects.filter(target__hidden=False, upstream__hidden=False).select_related("target", "upstream")


def _edges(target: Target) -> list[Edge]:
    """Edges up and down, so many of each."""
    both = visible_edges()
    up, down = both.filter(target=target), both.filter(upstream=target)
    return [*up.order_by("upstream__slug")[:MOST_EDGES], *down.order_by("target__slug")[:MOST_EDGES]]


def _latest(target: Target) -> Request | None:
    is_open = Case(When(Q(state__in=OPEN), then=Value(0)), default=Value(1))
    return with_counts(Request.objects.filter(target=target)).order_by(is_open, "-opened_at").first()


def _brief(target: Target, verdict: Verdict, signatures: int) -> dict[str, Any]:
    return {
        "slug": target.slug,
        "name": target.name,
        "kind": target.kind,
        "layer": target.layer,
        "category": target.category,
        "address": target.address,
        "owner": target.owner.slug,
        "reach": target.reach,
        "reach_unit": target.reach_unit,
        "verdict": verdict,
        "signatures": signatures,
        "page": links.target(target.slug),
    }
