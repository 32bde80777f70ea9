"""An edition in; its figures, each with how much is not known and as of when, and the rows behind each, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import TruncDate

from portal.academy.programme.models import Edition, Participant, Team
from portal.academy.results import counted
from portal.academy.results.counted import Scope
from portal.academy.results.lasting import HORIZONS, JURY, Retained, Survived, retention, survival
from portal.academy.results.models import Page, Site, Upload
from portal.academy.results.states import ReadingState

__all__ = ["HORIZONS", "JURY", "Retained", "Survived", "retention", "survival"]
VIEWS_DAYS = 30


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `value`: what is known, None where nothing is; `unknown`: how many rows could not be counted in.

    `as_of`: everything until then is in, None: never read; `next_at`: when it is read again, None: not planned.
    """

    value: float | int | None
    unknown: int = 0
    as_of: dt.datetime | None = None
    next_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """All figures of an edition or a part of it. Unless it says otherwise a figure is about articles (namespace 0).

    `edits`: counted revisions anywhere; `active`: participants who made one; `gone`: revisions that were seen and are
    deleted or suppressed now, they count nowhere. `articles`: touched; `created`: begun, drafts that were moved too.
    `bytes_added`, `bytes_removed` (not negative); `words…`: net gain by script; `refs`: net gain; `sources`: different
    new references, once a wiki. `quality`: sum of what each revision gained (0 to 1 each). `reverted`: revisions;
    `removals`: articles that somebody asks to delete. `images`, `videos`: uploads; `files_used`: files that an article
    shows; `uses`: articles that show one. `views`: of the articles, in the last 30 days.
    """

    edits: Figure
    active: Figure
    gone: Figure
    articles: Figure
    created: Figure
    bytes_added: Figure
    bytes_removed: Figure
    words: Figure
    words_latn: Figure
    words_cyrl: Figure
    words_other: Figure
    refs: Figure
    sources: Figure
    quality: Figure
    reverted: Figure
    removals: Figure
    images: Figure
    videos: Figure
    files_used: Figure
    uses: Figure
    views: Figure


FIGURES = tuple(Totals.__dataclass_fields__)
_ARTICLE = Q(page__ns=counted.MAIN)
_WORDS = F("words_latn") + F("words_cyrl") + F("words_other")


_ALL = Q()


def _count(when: Q = _ALL, field: str = "pk", *, distinct: bool = False) -> Count:
    return Count(field, filter=when, distinct=distinct)


# Aggregates over revisions: figure to (its value, how many rows are not known).
_SUMS: Mapping[str, Any] = {
    "edits": _count(),
    "articles": _count(_ARTICLE & Q(page__is_gone=False), "page", distinct=True),
    "created": _count(_ARTICLE & Q(parent=0, page__is_redirect=False, page__is_gone=False)),
    "bytes_added": Sum("delta", filter=_ARTICLE & Q(delta__gt=0)),
    "bytes_removed": -Sum("delta", filter=_ARTICLE & Q(delta__lt=0)),
    "words": Sum(_WORDS, filter=_ARTICLE),
    "words_latn": Sum("words_latn", filter=_ARTICLE),
    "words_cyrl": Sum("words_cyrl", filter=_ARTICLE),
    "words_other": Sum("words_other", filter=_ARTICLE),
    "refs": Sum("refs", filter=_ARTICLE),
    "quality": Sum(F("quality") - F("quality_before"), filter=_ARTICLE),
    "reverted": _count(_ARTICLE & Q(is_reverted=True)),
    "no_bytes": _count(_ARTICLE & Q(delta=None)),
    "no_words": _count(_ARTICLE & Q(words_latn=None)),
    "no_refs": _count(_ARTICLE & Q(refs=None)),
    "no_quality": _count(_ARTICLE & (Q(quality=None) | Q(quality_before=None))),
    "no_reverted": _count(_ARTICLE & Q(is_reverted=None)),
    "known": _count(_ARTICLE & Q(delta__isnull=False)),
}
# An aggregate may not be called like a field that another one reads.
_NAMED = {f"n_{name}": aggregate for name, aggregate in _SUMS.items()}
_UNKNOWN = {
    "bytes_added": "no_bytes", "bytes_removed": "no_bytes", "refs": "no_refs", "sources": "no_refs",
    "words": "no_words", "words_latn": "no_words", "words_cyrl": "no_words", "words_other": "no_words",
    "quality": "no_quality", "reverted": "no_reverted",
}  # fmt: skip


def totals(
    edition: Edition,
    *,
    participant: Participant | None = None,
    team: Team | None = None,
    site: Site | None = None,
    day: dt.date | None = None,
) -> Totals:
    """All figures of an edition, or of one participant, team, wiki or day of it (also together)."""
    scope = Scope(edition, participant, team, site, day)
    found = _named(counted.revisions(scope).aggregate(**_NAMED))
    made = counted.with_owner(counted.revisions(scope), edition, "participant")
    found["active"] = made.aggregate(n=Count("owner", distinct=True))["n"]
    found["gone"] = counted.revisions(scope, gone=True).count()
    by_site = counted.sources(scope).values("revision__site").annotate(n=Count("key", distinct=True))
    found["sources"] = sum(row["n"] for row in by_site)
    found |= _of_pages(counted.pages(scope))
    found |= _of_files(counted.uploads(scope))
    return _as_totals(found, _times(scope))


def _named(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name.removeprefix("n_"): value for name, value in row.items()}


def _of_pages(pages: QuerySet[Page]) -> dict[str, Any]:
    found = pages.aggregate(
        n_removals=_count(Q(measured_at__isnull=False) & ~Q(removal="")),
        n_no_removals=_count(Q(measured_at=None)),
        n_views=Sum("views"),
        n_no_views=_count(Q(views=None)),
    )
    return _named(found)


def _of_files(files: QuerySet[Upload]) -> dict[str, Any]:
    found = files.aggregate(
        images=_count(counted.IMAGE),
        videos=_count(counted.VIDEO),
        no_files=_count(Q(mime="")),
    )
    shown = counted.uses(files)
    found["files_used"] = shown.values("upload").distinct().count()
    found["uses"] = shown.values("site", "page").distinct().count()
    return found


@dataclass(frozen=True, slots=True)
class _Times:
    as_of: dt.datetime | None
    next_at: dt.datetime | None
    uses_at: dt.datetime | None


def _times(scope: Scope) -> _Times:
    """The time until which all wikis are in: that of the wiki that was read least lately; None where one never was."""
    rows = list(scope.readings().values_list("as_of", "next_at", "uses_at"))
    as_of = [row[0] for row in rows]
    uses_at = [row[2] for row in rows]
    return _Times(
        min((at for at in as_of if at), default=None) if all(as_of) else None,
        min((row[1] for row in rows if row[1]), default=None),
        min((at for at in uses_at if at), default=None) if all(uses_at) else None,
    )


def _as_totals(found: Mapping[str, Any], times: _Times) -> Totals:
    """Aggregates as figures: a sum over nothing is 0, a sum of which no row is known is unknown."""
    unknown = dict(_UNKNOWN) | {
        "removals": "no_removals",
        "views": "no_views",
        "images": "no_files",
        "videos": "no_files",
    }
    figures: dict[str, Figure] = {}
    for name in FIGURES:
        missing = int(found.get(unknown.get(name, ""), 0) or 0)
        value = found.get(name)
        if value is None and not missing:
            value = 0
        if value is None and name.startswith("bytes") and found.get("known"):
            value = 0
        as_of = times.uses_at if name in ("files_used", "uses") else times.as_of
        figures[name] = Figure(value, missing, as_of, times.next_at)
    return Totals(**figures)


def by_participant(edition: Edition, *, site: Site | None = None) -> dict[int, dict[str, Any]]:
    """Number of each participant who did something, to plain values of the figures that follow from revisions."""
    return _grouped(edition, "participant", site)


def by_team(edition: Edition, *, site: Site | None = None) -> dict[int, dict[str, Any]]:
    """The same by the number of each team; participants without one are left out."""
    return {key: row for key, row in _grouped(edition, "participant__team", site).items() if key}


def _grouped(edition: Edition, field: str, site: Site | None) -> dict[int, dict[str, Any]]:
    scope = Scope(edition, site=site)
    rows = counted.with_owner(counted.revisions(scope), edition, field)
    grouped = {row["owner"]: _named(row) for row in rows.values("owner").annotate(**_NAMED)}
    files = counted.with_owner(counted.uploads(scope), edition, field)
    for row in files.values("owner").annotate(images=_count(counted.IMAGE), videos=_count(counted.VIDEO)):
        grouped.setdefault(row["owner"], {"owner": row["owner"]}).update(row)
    return {key: _tidy(row) for key, row in grouped.items()}


def _tidy(row: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values by figure; `unknown`: of how many rows bytes, words, references, quality are not known."""
    names = (*_SUMS, "images", "videos")
    plain = {name: row.get(name) or 0 for name in names if not name.startswith("no_") and name != "known"}
    for name, missing in _UNKNOWN.items():
        if name in plain and row.get(name) is None and row.get(missing):
            plain[name] = None
    return plain | {"unknown": {name: row.get(f"no_{name}") or 0 for name in ("bytes", "words", "refs", "quality")}}


def by_day(edition: Edition, **scope: Any) -> list[dict[str, Any]]:
    """For each day with a counted revision (as Kosovo counts days): `day` and the plain values of the figures."""
    rows = counted.revisions(Scope(edition, **scope)).annotate(day=TruncDate("at"))
    grouped = rows.values("day").annotate(**_NAMED).order_by("day")
    return [{"day": row["day"], **_tidy(_named(row))} for row in grouped]


def revisions_of(
    edition: Edition,
    *,
    participant: Participant | None = None,
    team: Team | None = None,
    site: Site | None = None,
    day: dt.date | None = None,
    page: Page | None = None,
    figure: str = "",
) -> QuerySet[Any]:
    """The revisions behind a figure, the latest first, those too that it could not count in; each with `owner`.

    `owner` is the number of the participant. Behind `views`, `removals`: the revisions of those articles. The rows of
    files are those of `uploads_of`. KeyError: no such figure.
    """
    scope = Scope(edition, participant, team, site, day)
    rows = counted.revisions(scope, gone=figure == "gone")
    if page is not None:
        rows = rows.filter(page=page)
    rows = rows.filter(_BEHIND[figure])
    found: QuerySet[Any] = counted.with_owner(rows, edition, "participant").select_related("page", "site")
    return found.order_by("-at", "-rev")


_HAS_WORDS = _ARTICLE & (Q(words_latn=None) | ~Q(words_latn=0) | ~Q(words_cyrl=0) | ~Q(words_other=0))
_BEHIND: Mapping[str, Q] = {
    "": Q(),
    "edits": Q(),
    "active": Q(),
    "gone": Q(),
    "articles": _ARTICLE,
    "created": _ARTICLE & Q(parent=0, page__is_redirect=False, page__is_gone=False),
    "bytes_added": _ARTICLE & (Q(delta__gt=0) | Q(delta=None)),
    "bytes_removed": _ARTICLE & (Q(delta__lt=0) | Q(delta=None)),
    "words": _HAS_WORDS,
    "words_latn": _ARTICLE & (Q(words_latn=None) | ~Q(words_latn=0)),
    "words_cyrl": _ARTICLE & (Q(words_cyrl=None) | ~Q(words_cyrl=0)),
    "words_other": _ARTICLE & (Q(words_other=None) | ~Q(words_other=0)),
    "refs": _ARTICLE & (Q(refs=None) | ~Q(refs=0)),
    "sources": _ARTICLE & (Q(sources=None) | Q(sources__gt=0)),
    "quality": _ARTICLE & (Q(quality=None) | Q(quality_before=None) | ~Q(quality=F("quality_before"))),
    "reverted": _ARTICLE & (Q(is_reverted=True) | Q(is_reverted=None)),
    "removals": _ARTICLE & (~Q(page__removal="") | Q(page__measured_at=None)),
    "views": _ARTICLE,
}


def pages_of(edition: Edition, **scope: Any) -> QuerySet[Any]:
    """Articles that were touched, with `edits`, `net` (bytes known), `first_at`, `last_at`, `quality_before`, `began`.

    `quality_before`: before the edition's first revision there; `began`: 1 where a counted revision began the page.
    `scope`: participant, team, site, day.
    """
    rows = counted.articles(Scope(edition, **scope)).filter(page=OuterRef("pk"))
    summed = rows.order_by().values("page")

    def of_page(aggregate: Any) -> Subquery:
        return Subquery(summed.annotate(n=aggregate).values("n"))

    pages: QuerySet[Any] = (
        counted.pages(Scope(edition, **scope))
        .select_related("site")
        .annotate(
            edits=of_page(Count("pk")),
            net=of_page(Sum("delta")),
            first_at=of_page(Min("at")),
            last_at=of_page(Max("at")),
            quality_before=Subquery(rows.order_by("at", "rev").values("quality_before")[:1]),
            began=of_page(Count("pk", filter=Q(parent=0))),
        )
        .order_by("-last_at", "pk")
    )
    return pages


def uploads_of(edition: Edition, *, figure: str = "", **scope: Any) -> QuerySet[Any]:
    """Files, the latest first, with `owner` (number of the participant) and `shown` (articles that show it).

    `figure`: images, videos, files_used or uses. `scope`: participant, team, site, day.
    """
    files = counted.uploads(Scope(edition, **scope))
    if figure in ("files_used", "uses"):
        files = counted.used(files)
    elif figure:
        files = files.filter({"images": counted.IMAGE, "videos": counted.VIDEO}[figure])
    shown = Count("uses", filter=Q(uses__gone_at=None))
    owned = counted.with_owner(files, edition, "participant")
    found: QuerySet[Any] = owned.annotate(shown=shown).select_related("site").order_by("-at", "pk")
    return found


def troubled(edition: Edition) -> list[str]:
    """The wikis of an edition that could not be read last time, each with why, as sentences for people."""
    rows = edition.readings.filter(state=ReadingState.FAILED).select_related("site").order_by("site__name")
    return [f"{row.site.name}: {row.get_fault_display()}" for row in rows]
