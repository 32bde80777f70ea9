"""A period in; what participants wrote and uploaded in it, how good it was, and what lasted, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.academy.programme.models import Edition
from portal.academy.programme.states import EditionState
from portal.academy.results import counted
from portal.academy.results.counted import MAIN, Scope
from portal.academy.results.models import Revision, Survival
from portal.ground.languages.naming import language_name
from portal.ground.measures import Figure, Kind, Measure, Period, Unit, declare
from portal.ground.measures.figures import bounds, mean, number, share, split

_HELD = (EditionState.RUNNING, EditionState.JUDGING, EditionState.CLOSED)
_DAY = dt.timedelta(days=1)
Reader = Callable[[Period], Figure]


def _editions(begins: dt.datetime, ends: dt.datetime) -> Iterator[Edition]:
    """Editions in whose time something may have been made from one moment until before another."""
    held = Edition.objects.filter(state__in=_HELD, is_rehearsal=False)
    yield from held.filter(starts_at__lt=ends, ends_at__gt=begins).order_by("starts_at", "pk")


def _made(begins: dt.datetime, ends: dt.datetime, *, gone: bool = False) -> QuerySet[Revision]:
    """Revisions that count in any edition, each once, also where two editions are at the same time."""
    wanted = Q(pk__in=[])
    for edition in _editions(begins, ends):
        wanted |= Q(pk__in=counted.revisions(Scope(edition), gone=gone).values("pk"))
    return Revision.objects.filter(wanted, at__gte=begins, at__lt=ends)


def _articles(period: Period) -> Figure:
    found = list(counted.created(_made(*bounds(period))).values_list("site__language", flat=True))
    return number(len(found), {"language": split(found, str, lambda rows: number(len(rows)))})


def _files(period: Period, kind: Q) -> Figure:
    begins, ends = bounds(period)
    found: set[int] = set()
    unknown: set[int] = set()
    for edition in _editions(begins, ends):
        rows = counted.uploads(Scope(edition)).filter(at__gte=begins, at__lt=ends)
        found |= set(rows.filter(kind).values_list("pk", flat=True))
        unknown |= set(rows.filter(mime="").values_list("pk", flat=True))
    return number(len(found), unknown=len(unknown))


def _images(period: Period) -> Figure:
    return _files(period, counted.IMAGE)


def _videos(period: Period) -> Figure:
    return _files(period, counted.VIDEO)


def _quality(period: Period) -> Figure:
    """Of each article as the last counted revision of the period left it."""
    last: dict[int, tuple[str, float | None]] = {}
    rows = _made(*bounds(period)).filter(page__ns=MAIN, page__is_gone=False).order_by("at", "rev")
    for page, language, quality in rows.values_list("page", "site__language", "quality"):
        last[page] = (language, quality)
    found = list(last.values())
    whole = _mean(found)
    parts = {"language": split(found, lambda row: row[0], _mean)}
    return Figure(whole.value, whole.low, whole.high, whole.known, whole.expected, parts)


def _mean(found: list[tuple[str, float | None]]) -> Figure:
    one = mean([quality for _language, quality in found if quality is not None], len(found))
    low, high = (None if edge is None else min(1.0, max(0.0, edge)) for edge in (one.low, one.high))
    return Figure(one.value, low, high, one.known, one.expected)


def _lasted(period: Period, days: int) -> Figure:
    """Articles that were begun so many days before a day of the period, and of which any word stood then.

    An article that is deleted by now, and that nobody had read at that moment, did not last.
    """
    begins, ends = (moment - days * _DAY for moment in bounds(period))
    began = Q(parent=0, page__ns=MAIN, page__is_redirect=False)
    alive = Survival.objects.filter(revision=OuterRef("pk"), days=days).values("alive")[:1]
    found: list[bool | None] = []
    for gone in (False, True):
        rows = _made(begins, ends, gone=gone).filter(began).annotate(alive=Subquery(alive))
        for stood, is_deleted in rows.values_list("alive", "page__is_gone"):
            deleted = gone or is_deleted
            found.append(stood > 0 if stood is not None else (False if deleted else None))
    known = [one for one in found if one is not None]
    return share(sum(known), len(known), len(found))


def _lasted_90(period: Period) -> Figure:
    return _lasted(period, 90)


def _lasted_365(period: Period) -> Figure:
    return _lasted(period, 365)


def _declared(key: str, name: Promise, how: Promise, unit: Unit, read: Reader, *, by_language: bool = False) -> Measure:
    splits = {"language": _("Language")} if by_language else {}
    words = {"language": language_name}
    return declare(Measure(key, name, how, unit, Kind.FLOW, read, splits=splits, proof="academy-compare", words=words))


ARTICLES = _declared(
    "results.articles",
    _("Articles begun"),
    _("Articles that participants began in the time of an academy and that are still there."),
    Unit.COUNT,
    _articles,
    by_language=True,
)
IMAGES = _declared(
    "results.images",
    _("Pictures uploaded"),
    _("Pictures that participants uploaded in the time of an academy and that are still there."),
    Unit.COUNT,
    _images,
)
VIDEOS = _declared(
    "results.videos",
    _("Videos uploaded"),
    _("Videos that participants uploaded in the time of an academy and that are still there."),
    Unit.COUNT,
    _videos,
)
QUALITY = _declared(
    "results.quality",
    _("Quality of the articles"),
    _("The mean quality of the articles that participants worked on, as they left them, by the published formula."),
    Unit.INDEX,
    _quality,
    by_language=True,
)
LASTED_90 = _declared(
    "results.lasted-90",
    _("Articles still there after 90 days"),
    _("Of the articles whose first 90 days were over, the share of which words of their first version still stood."),
    Unit.SHARE,
    _lasted_90,
)
LASTED_365 = _declared(
    "results.lasted-365",
    _("Articles still there after a year"),
    _("Of the articles whose first 365 days were over, the share of which words of their first version still stood."),
    Unit.SHARE,
    _lasted_365,
)
