"""Records of requests, releases, the graph of lists and academies in; each rate with how many cases it rests on, out.

A rate is measured here, or cited from a source that measured it elsewhere; where neither is so it rests on no case at
all, and courses that are drawn from it spread as wide as can be. None of them is guessed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.academy.after.history import past
from portal.academy.programme.models import Edition
from portal.academy.results.lasting import survival
from portal.academy.results.looks import totals
from portal.audit.models import Release, Standing
from portal.catalogue.leverage import HAS, LACKS
from portal.catalogue.looks import leverage_rank, plain_graph
from portal.catalogue.models import Kind, Node
from portal.ground.measures import Period, all_measures
from portal.indicator.trial.past import ADDED, NOT_ADDED, Asked, read_asked
from portal.outcome.looks import LOSING
from portal.outcome.models import Outcome, OutcomeKind
from portal.request.models import Request
from portal.strategy.whatif.simulate import Rate

SOURCES = (Kind.STANDARD, Kind.LIBRARY, Kind.COMPONENT)
SETTLED = dt.timedelta(days=180)
"""After so long a letter that did not win counts as one that did not."""
WIDEST = 20
YEAR = 365.25


class Ground(StrEnum):
    """What a rate rests on."""

    MEASURED = "measured"
    CITED = "cited"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Known:
    """A rate, what it rests on, and where that is shown: the name of an address of ours, or a page elsewhere."""

    rate: Rate
    ground: Ground
    source: str = ""


NOTHING = Known(Rate(0.5, 0), Ground.UNKNOWN)
"""A share of which nobody knows anything."""


def known_rates() -> dict[str, Known]:
    """Every rate that simulate.Assumptions names, as records have it now."""
    asked = _asked(Path(settings.DATA) / "indicator" / "asked.jsonl")
    cited_share, cited_days = shares_of(asked), days_of(asked)
    sites = Request.objects.exclude(target__kind__in=SOURCES)
    sources = Request.objects.filter(target__kind__in=SOURCES)
    return {
        "won": _measured(won(sites)) or NOTHING,
        "days_to_win": _measured(days(sites)) or cited_days,
        "taken": _measured(won(sources)) or cited_share,
        "days_to_fix": _measured(days(sources)) or cited_days,
        "flips": _measured(flips(), "map") or Known(Rate(0, 1), Ground.UNKNOWN),
        "undone": _measured(undone(), "timeline") or NOTHING,
        "articles": _measured(articles()) or cited_articles(),
        "lasting": _measured(lasting()) or NOTHING,
    }


def stands_now() -> tuple[float | None, int]:
    """The index, None where no room counts it, and how many tracked lists lack Kosovo."""
    today = timezone.localdate()
    measure = all_measures().get("index.whole")
    losing = Standing.objects.filter(until=None, verdict__in=LOSING, target__hidden=False)
    value = measure.read(Period(today, today)).value if measure else None
    return value, losing.count()


def paces() -> tuple[float, float, float]:
    """What was done in the last year: letters to sites a month, asks at sources a year, editions a year."""
    since = timezone.now() - dt.timedelta(days=365)
    sent = Request.objects.filter(sent_at__gte=since)
    sites = sent.exclude(target__kind__in=SOURCES).count()
    held = _editions(timezone.now()).filter(ends_at__gte=since).count()
    return round(sites / 12, 1), float(sent.count() - sites), float(held)


def won(requests: QuerySet[Request]) -> Rate:
    """Of the requests that went out and were settled, or are older than SETTLED, the share that was won."""
    sent = requests.exclude(sent_at=None)
    wins = set(Outcome.objects.filter(kind=OutcomeKind.WON, request__in=sent).values_list("request", flat=True))
    old = timezone.now() - SETTLED
    settled = sent.filter(Q(closed_at__isnull=False) | Q(sent_at__lte=old)).values_list("pk", flat=True)
    cases = len(wins.union(settled))
    return Rate(len(wins) / cases if cases else 0.5, cases)


def days(requests: QuerySet[Request]) -> Rate:
    """From sending to the win, in days, over the requests that were won."""
    won = Outcome.objects.filter(kind=OutcomeKind.WON, request__in=requests.exclude(sent_at=None))
    pairs = won.values_list("at", "request__sent_at")
    took = [(at - sent).total_seconds() / 86400 for at, sent in pairs if sent is not None and at > sent]
    return Rate(sum(took) / len(took) if took else 0.0, len(took))


def undone() -> Rate:
    """How often a year a package that had Kosovo came out without it, over the years that its releases had Kosovo."""
    rows: dict[int, list[tuple[dt.datetime, str]]] = defaultdict(list)
    read = Release.objects.filter(target__hidden=False, yanked=False).exclude(verdict="")
    for target, at, verdict in read.order_by("place", "pk").values_list("target", "released_at", "verdict"):
        if at is not None:
            rows[target].append((at, verdict))
    lost, listed = 0, 0.0
    for line in rows.values():
        for (at, verdict), (after, following) in pairwise(line):
            if verdict == "listed" and after > at:
                listed += (after - at).total_seconds() / 86400 / YEAR
                lost += following in LACKS
    return Rate(min(1.0, lost / listed) if listed else 0.5, listed)


def flips() -> Rate:
    """Of the widest sources that lack Kosovo: how many tracked packages would gain it with one of them, on average.

    A package counts with the product of the confidences of the surest way by which it takes its list from the source.
    """
    starts = [one.target.node.key for one in leverage_rank(WIDEST * 2) if one.target.node.verdict in LACKS][:WIDEST]
    places, ties = plain_graph()
    tracked = set(Node.objects.filter(target__hidden=False, verdict__in=LACKS).values_list("key", flat=True))
    is_open = {key for key, place in places.items() if place.verdict not in HAS}
    down: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for tie in ties:
        down[tie.upstream].append((tie.node, tie.confidence))
    found = [sum(sure for key, sure in reach(start, down, is_open).items() if key in tracked) for start in starts]
    return Rate(sum(found) / len(found) if found else 0.0, len(found))


def reach(start: str, down: Mapping[str, Iterable[tuple[str, float]]], is_open: set[str]) -> dict[str, float]:
    """Every open place that takes its list from a start, with the confidence of the surest way to it; itself with 1."""
    best = {start: 1.0}
    waiting = [(-1.0, start)]
    while waiting:
        sure, here = heappop(waiting)
        if -sure < best[here]:
            continue
        for there, link in down.get(here, ()):
            if there in is_open and -sure * link > best.get(there, 0.0):
                best[there] = -sure * link
                heappush(waiting, (sure * link, there))
    return best


def articles() -> Rate:
    """New articles of an edition, over the editions that ended and whose wikis were read."""
    made = [totals(one).created.value for one in _editions(timezone.now())]
    known = [float(value) for value in made if value is not None]
    return Rate(sum(known) / len(known) if known else 0.0, len(known))


def lasting() -> Rate:
    """How much of what editions wrote stood a year later; each edition is one case, since its texts share a fate."""
    found = [survival(one, 365).share for one in _editions(timezone.now() - dt.timedelta(days=365))]
    known = [share for share in found if share is not None]
    return Rate(sum(known) / len(known) if known else 0.5, len(known))


def shares_of(asked: Iterable[Asked]) -> Known:
    """Of public requests in open source projects, the share that was added; what is open counts as not added."""
    ends = [one.outcome in ADDED for one in asked if one.outcome in (*ADDED, *NOT_ADDED)]
    return Known(Rate(sum(ends) / len(ends), len(ends)), Ground.CITED, "trials") if ends else NOTHING


def days_of(asked: Iterable[Asked]) -> Known:
    """From asking to the addition, in days, where both days are known."""
    took = [(one.closed - one.opened).days for one in asked if one.outcome in ADDED and one.opened and one.closed]
    return (
        Known(Rate(sum(took) / len(took), len(took)), Ground.CITED, "trials")
        if took
        else Known(Rate(0, 0), Ground.UNKNOWN)
    )


def cited_articles() -> Known:
    """Articles of an edition as the lead of earlier academies told them: a sum over three editions."""
    found = [one for one in past() if one.kind == "wiki" and "created" in one.figures]
    many = next((one for one in found if one.slug == "wiki-academy-all"), None)
    if many is None:
        return Known(Rate(0, 1), Ground.UNKNOWN)
    return Known(Rate(many.figures["created"].value / 3, 3), Ground.CITED, many.source)


def _measured(rate: Rate, source: str = "") -> Known | None:
    return Known(rate, Ground.MEASURED, source) if rate.cases else None


def _editions(before: dt.datetime) -> QuerySet[Edition]:
    return Edition.objects.filter(is_rehearsal=False, ends_at__lt=before, readings__isnull=False).distinct()


def _asked(path: Path) -> list[Asked]:
    return read_asked(path) if path.is_file() else []
