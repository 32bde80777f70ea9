"""Calls that ask for what was seen in; observations as recorded, out."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from portal.audit.models import Criterion, Observation, Observer, Standing, Verdict
from portal.faces.api import paging
from portal.faces.api.shapes import Fault, ObservationShape, Page, StandingShape
from portal.ground import links

router = Router(tags=["Observations"])


@router.get("/observations", response={200: Page[ObservationShape], 422: Fault, 429: Fault}, summary="Observations")
def all_observations(
    request: HttpRequest,
    since: Annotated[paging.Moment | None, Query(description="Only looks at this time or later.")] = None,
    target: paging.Slug = "",
    criterion: Criterion | None = None,
    verdict: Verdict | None = None,
    observer: Observer | None = None,
    cursor: paging.Number = 0,
    limit: paging.Limit = 100,
) -> Page[ObservationShape]:
    """Observations as recorded, the first one first. Keep the last id and go on from it: nothing is ever changed."""
    found = Observation.objects.filter(target__hidden=False, pk__gt=cursor).select_related("look", "target")
    wanted = {
        "at__gte": since,
        "target__slug": target or None,
        "criterion": criterion,
        "verdict": verdict,
        "look__observer": observer,
    }
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    return paging.page(request, found, limit, observations)


def observations(rows: list[Observation]) -> list[ObservationShape]:
    """Observations whose looks and targets were read with them."""
    return [_observation(one) for one in rows]


def standing(row: Standing, slug: str) -> StandingShape:
    """A standing of the target with this slug."""
    return StandingShape(
        target=slug,
        criterion=Criterion(row.criterion),
        verdict=Verdict(row.verdict),
        since=row.since,
        until=row.until,
        seen_at=row.seen_at,
        observation=row.observation_id,
    )


def _observation(row: Observation) -> ObservationShape:
    look = row.look
    return ObservationShape(
        id=row.pk,
        target=row.target.slug,
        criterion=Criterion(row.criterion),
        verdict=Verdict(row.verdict),
        at=row.at,
        observer=Observer(look.observer),
        tool=look.tool,
        version=look.version,
        source=look.source,
        where=row.where,
        label=row.label,
        value=row.value,
        entries=row.entries,
        lists=row.lists,
        lists_with=row.lists_with,
        evidence=look.evidence,
        evidence_page=links.evidence(look.evidence) if look.evidence else None,
    )
