"""A period in; how many requests were won in it and how fast, and which wins were undone, out."""

from __future__ import annotations

import datetime as dt

from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from portal.catalogue.models import LAYERS
from portal.ground.ledger.models import Entry
from portal.ground.measures import Figure, Kind, Measure, Period, Unit, declare
from portal.ground.measures.figures import bounds, middle, number, split
from portal.outcome.models import Outcome, OutcomeKind, Regression
from portal.request.models import Letter

_DAY = 86400


def _wins(period: Period) -> list[Outcome]:
    begins, ends = bounds(period)
    won = Outcome.objects.filter(kind=OutcomeKind.WON, at__gte=begins, at__lt=ends)
    return list(won.select_related("request__target"))


def _won(period: Period) -> Figure:
    found = _wins(period)
    parts = {
        "layer": split(found, lambda one: str(one.request.target.layer), _many),
        "cause": split(found, lambda one: "rivals" if one.rivals else "alone", _many),
    }
    return number(len(found), parts)


def _many(found: list[Outcome]) -> Figure:
    return number(len(found))


def _days(period: Period) -> Figure:
    """A win before any letter of ours went out has no such time, and lowers the coverage."""
    found = _wins(period)
    letters = Letter.objects.filter(request__in=[one.request_id for one in found]).exclude(sent_at=None)
    sent = dict(letters.values("request").annotate(first=Min("sent_at")).values_list("request", "first"))
    times = [(one.at - sent[one.request_id]).total_seconds() / _DAY for one in found if one.request_id in sent]
    return middle([days for days in times if days >= 0], len(found))


def _ended(kind: OutcomeKind, period: Period) -> Figure:
    begins, ends = bounds(period)
    return number(Outcome.objects.filter(kind=kind, at__gte=begins, at__lt=ends).count())


def _refused(period: Period) -> Figure:
    return _ended(OutcomeKind.REFUSED, period)


def _caught(period: Period) -> Figure:
    begins, ends = bounds(period)
    return number(Regression.objects.filter(at__gte=begins, at__lt=ends).count())


def _open(period: Period) -> Figure:
    """Those that began before the end of the period and that nobody had mended or explained by then."""
    ends = bounds(period)[1]
    mended, explained = _ends(ends)
    begun = Regression.objects.filter(at__lt=ends).select_related("target")
    open_then = [
        one
        for one in begun
        if one.pk not in explained and not any(at >= one.at for at in mended.get((one.target.slug, one.criterion), ()))
    ]
    return number(len(open_then))


def _ends(before: dt.datetime) -> tuple[dict[tuple[str, str], list[dt.datetime]], set[int]]:
    """When which criterion of which target was mended, and which regressions were explained, as the ledger has it.

    A criterion has one open regression at a time, so whatever is mended after its start has mended it.
    """
    mended: dict[tuple[str, str], list[dt.datetime]] = {}
    explained: set[int] = set()
    verbs = ("regression.mended", "regression.explained")
    for row in Entry.objects.filter(verb__in=verbs, at__lt=before):
        if "regression" in row.body:
            explained.add(row.body["regression"])
        else:
            mended.setdefault((row.subject.partition("/")[2], row.body["criterion"]), []).append(row.at)
    return mended, explained


WON = declare(
    Measure(
        "outcome.won",
        _("Requests won"),
        _("Requests whose target came to list Kosovo, proven by a look. Other possible causes are told apart."),
        Unit.COUNT,
        Kind.FLOW,
        _won,
        splits={"layer": _("Layer"), "cause": _("Other causes")},
        words={"layer": LAYERS.get, "cause": {"alone": _("None is known"), "rivals": _("There may be others")}.get},
        proof="wins",
    )
)
DAYS = declare(
    Measure(
        "outcome.days",
        _("Days from the letter to the win"),
        _("The median from the first letter to the win. Requests that still wait are not counted."),
        Unit.DAYS,
        Kind.FLOW,
        _days,
        rises=False,
        proof="wins",
    )
)
REFUSED = declare(
    Measure(
        "outcome.refused",
        _("Requests refused"),
        _("Requests whose owner said no. A refused request may be won later."),
        Unit.COUNT,
        Kind.FLOW,
        _refused,
        rises=False,
        proof="requests",
    )
)
CAUGHT = declare(
    Measure(
        "outcome.caught",
        _("Wins undone and caught"),
        _("Lists that had Kosovo and dropped it, seen by a later look."),
        Unit.COUNT,
        Kind.FLOW,
        _caught,
        rises=False,
        proof="wins",
    )
)
OPEN = declare(
    Measure(
        "outcome.undone",
        _("Wins undone and not mended"),
        _("Those that nobody has mended or explained by the end of the period."),
        Unit.COUNT,
        Kind.STATE,
        _open,
        rises=False,
        proof="wins",
    )
)
