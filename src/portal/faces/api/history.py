"""Calls that ask for releases or for what changed between them in; both as they are kept, out."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from portal.audit.models import Change, Criterion, Release, Shift
from portal.faces.api import paging
from portal.faces.api.shapes import Fault, Page
from portal.faces.api.shapes_releases import ChangeShape, ReleaseShape, Stood
from portal.faces.api.targets import find

router = Router(tags=["Releases"])


@router.get(
    "/targets/{slug:slug}/releases",
    response={200: Page[ReleaseShape], 404: Fault, 422: Fault, 429: Fault},
    summary="Its releases",
)
def releases(
    request: HttpRequest, slug: paging.Named, cursor: paging.Number = 0, limit: paging.Limit = 100
) -> Page[ReleaseShape]:
    """Every known version of a package, with how Kosovo stood in those that were read. `place` gives their order."""
    found = Release.objects.filter(target=find(slug), pk__gt=cursor)
    return paging.page(request, found, limit, lambda rows: [_release(one) for one in rows])


@router.get("/changes", response={200: Page[ChangeShape], 422: Fault, 429: Fault}, summary="What changed in releases")
def changes(
    request: HttpRequest,
    target: paging.Slug = "",
    criterion: Criterion | None = None,
    shift: Shift | None = None,
    cursor: paging.Number = 0,
    limit: paging.Limit = 100,
) -> Page[ChangeShape]:
    """Where Kosovo appeared, disappeared or changed its name or code between two releases that were read.

    A change moves to another release when one between the two is read later; it keeps its id.
    """
    found = Change.objects.filter(target__hidden=False, pk__gt=cursor).select_related("target", "release", "before")
    wanted = {"target__slug": target or None, "criterion": criterion, "shift": shift}
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    return paging.page(request, found, limit, lambda rows: [_change(one) for one in rows])


def _release(row: Release) -> ReleaseShape:
    return ReleaseShape(
        id=row.pk,
        version=row.version,
        place=row.place,
        released_at=row.released_at,
        yanked=row.yanked,
        read_at=row.read_at,
        tool=row.tool,
        verdict=row.verdict,
        criteria={word: Stood(**stood) for word, stood in row.criteria.items()},
        failed=bool(row.error),
    )


def _change(row: Change) -> ChangeShape:
    return ChangeShape(
        id=row.pk,
        target=row.target.slug,
        criterion=Criterion(row.criterion),
        shift=Shift(row.shift),
        version=row.release.version,
        released_at=row.release.released_at,
        before=row.before.version,
        skipped=row.skipped,
        was=row.was,
        now=row.now,
        found_at=row.found_at,
    )
