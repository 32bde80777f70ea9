"""Calls that ask for editions of academies in; their figures and the rows behind them, by pseudonym, out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.http import Http404, HttpRequest
from django.utils import translation
from ninja import Router

from portal.academy.after.report import stayed
from portal.academy.programme.looks import enrolled
from portal.academy.programme.models import Edition, Participant, ProgrammeKind
from portal.academy.programme.states import EditionState, ParticipantState
from portal.academy.results import counted
from portal.academy.results.counted import Scope
from portal.academy.results.lasting import HORIZONS, survival
from portal.academy.results.looks import FIGURES, pages_of, totals
from portal.academy.results.models import Page as Article
from portal.academy.results.models import Revision, Upload
from portal.faces.academy.results.words import SAID
from portal.faces.api import paging
from portal.faces.api.files.academy import open_editions
from portal.faces.api.shapes import Fault, Page
from portal.faces.api.shapes_academy import (
    ArticleShape,
    EditionBrief,
    EditionShape,
    FigureShape,
    ParticipantShape,
    RetainedShape,
    RevisionShape,
    SurvivedShape,
    UploadShape,
)

router = Router(tags=["Academies"])
_LIST: dict[int, Any] = {404: Fault, 422: Fault, 429: Fault}


@router.get("/editions", response={200: Page[EditionBrief], 422: Fault, 429: Fault}, summary="Editions of academies")
def editions(request: HttpRequest, cursor: paging.Name = "", limit: paging.Limit = 100) -> Page[EditionBrief]:
    """Editions that began, by their slug; rehearsals are left out."""
    found = open_editions().filter(slug__gt=cursor)
    return paging.page(request, found, limit, lambda rows: [EditionBrief(**_brief(one)) for one in rows], key="slug")


@router.get("/editions/{slug:slug}", response={200: EditionShape, 404: Fault, 429: Fault}, summary="One edition")
def edition(request: HttpRequest, slug: paging.Named) -> EditionShape:
    """An edition with all its figures, what stood of the work, and who stayed."""
    found = _find(slug)
    sums = totals(found)
    stood = [survival(found, days) for days in HORIZONS]
    with translation.override("en"):
        figures = [_figure(name, getattr(sums, name)) for name in FIGURES]
    return EditionShape(
        **_brief(found),
        figures=figures,
        survival=[SurvivedShape(**asdict(one)) for one in stood],
        retention=[
            RetainedShape(days=one.days, active=one.active, stayed=one.stayed if one.is_known else None)
            for one in stayed(found)
        ],
    )


@router.get(
    "/editions/{slug:slug}/participants", response={200: Page[ParticipantShape], **_LIST}, summary="Its participants"
)
def participants(
    request: HttpRequest, slug: paging.Named, cursor: paging.Number = 0, limit: paging.Limit = 100
) -> Page[ParticipantShape]:
    """Who takes part, by pseudonym and number."""
    found = _find(slug)
    rows = enrolled(found).filter(number__gt=cursor)
    return paging.page(request, rows, limit, lambda rows: [_participant(found, one) for one in rows], key="number")


@router.get("/editions/{slug:slug}/revisions", response={200: Page[RevisionShape], **_LIST}, summary="Its changes")
def revisions(
    request: HttpRequest, slug: paging.Named, cursor: paging.Number = 0, limit: paging.Limit = 100
) -> Page[RevisionShape]:
    """Every change that counts, each with what was measured in it."""
    found = _find(slug)
    rows = counted.with_owner(counted.revisions(Scope(found)), found, "participant__number").filter(pk__gt=cursor)
    shown: Any = rows.select_related("site", "page")
    return paging.page(request, shown, limit, lambda rows: [_revision(one) for one in rows])


@router.get("/editions/{slug:slug}/pages", response={200: Page[ArticleShape], **_LIST}, summary="Its articles")
def pages(
    request: HttpRequest, slug: paging.Named, cursor: paging.Number = 0, limit: paging.Limit = 100
) -> Page[ArticleShape]:
    """Every article that participants changed, and how it fared."""
    found = pages_of(_find(slug)).filter(pk__gt=cursor)
    return paging.page(request, found, limit, lambda rows: [_article(one) for one in rows])


@router.get("/editions/{slug:slug}/uploads", response={200: Page[UploadShape], **_LIST}, summary="Its files")
def uploads(
    request: HttpRequest, slug: paging.Named, cursor: paging.Number = 0, limit: paging.Limit = 100
) -> Page[UploadShape]:
    """Every file that participants uploaded and that is still there."""
    found = _find(slug)
    rows: Any = counted.with_owner(counted.uploads(Scope(found)), found, "participant__number").filter(pk__gt=cursor)
    shown = rows.annotate(shown=Count("uses", filter=Q(uses__gone_at=None))).select_related("site")
    return paging.page(request, shown, limit, lambda rows: [_upload(one) for one in rows])


def _find(slug: str) -> Edition:
    found = open_editions().filter(slug=slug).first()
    if found is None:
        raise Http404("There is no such edition.")
    return found


def _page(slug: str, rest: str = "") -> str:
    return f"{settings.SITE_ADDRESS.rstrip('/')}/en/academy/{slug}/results/{rest}"


def _brief(row: Edition) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "programme": row.programme.slug,
        "kind": ProgrammeKind(row.programme.kind),
        "names": row.names,
        "state": EditionState(row.state),
        "place": row.place,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "participants": row.many,  # type: ignore[attr-defined]
        "page": _page(row.slug),
    }


def _figure(name: str, figure: Any) -> FigureShape:
    return FigureShape(
        name=name,
        value=figure.value,
        unknown=figure.unknown,
        as_of=figure.as_of,
        next_at=figure.next_at,
        meaning=str(SAID[name].meaning),
    )


def _participant(of: Edition, row: Participant) -> ParticipantShape:
    return ParticipantShape(
        number=row.number,
        pseudonym=row.pseudonym,
        track=row.track,
        team=row.team.name if row.team else None,
        state=ParticipantState(row.state),
        page=_page(of.slug, f"people/{row.number}/"),
    )


def _revision(row: Revision) -> RevisionShape:
    return RevisionShape(
        id=row.pk,
        participant=row.owner,  # type: ignore[attr-defined]
        wiki=row.site.slug,
        revision=row.rev,
        parent=row.parent,
        page=row.page.page,
        title=row.page.title,
        namespace=row.page.ns,
        at=row.at,
        bytes=row.delta,
        words_latin=row.words_latn,
        words_cyrillic=row.words_cyrl,
        words_other=row.words_other,
        footnotes=row.refs,
        sources=row.sources,
        quality_before=row.quality_before,
        quality=row.quality,
        undone=row.is_reverted,
        difference=row.address,
    )


def _article(row: Article) -> ArticleShape:
    return ArticleShape(
        id=row.pk,
        wiki=row.site.slug,
        page=row.page,
        title=row.title,
        edits=row.edits,  # type: ignore[attr-defined]
        bytes=row.net,  # type: ignore[attr-defined]
        is_new=bool(row.began),  # type: ignore[attr-defined]
        quality_before=row.quality_before,  # type: ignore[attr-defined]
        quality=row.quality,
        removal=row.removal,
        views=row.views,
        address=row.address,
    )


def _upload(row: Upload) -> UploadShape:
    return UploadShape(
        id=row.pk,
        participant=row.owner,  # type: ignore[attr-defined]
        wiki=row.site.slug,
        title=row.title,
        at=row.at,
        mime=row.mime,
        width=row.width,
        height=row.height,
        duration=row.duration,
        licence=row.licence,
        shown=row.shown,  # type: ignore[attr-defined]
        address=row.address,
    )
