"""Observations that are new in; the kept days they touch, made anew, and one row of the ledger, out."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from portal.audit.models import Observation
from portal.catalogue.models import Target
from portal.ground.ledger.acts import MACHINE, record
from portal.indicator.index.looks import as_row, recount
from portal.indicator.index.method import method
from portal.indicator.index.models import IndexDay, Kept

AT_ONCE = 500


@transaction.atomic
def keep_days(today: dt.date | None = None) -> int:
    """Keep the index of every day until yesterday; how many days were made anew.

    Only days from the earliest that a new observation touches are, unless the catalogue or the method has changed.
    """
    yesterday = (today or timezone.localdate()) - dt.timedelta(days=1)
    known = Kept.objects.select_for_update().first() or Kept(at=timezone.now())
    last = Observation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    catalogue = _catalogue()
    first = _first(known, catalogue)
    if first is None or first > yesterday:
        return 0
    IndexDay.objects.filter(day__gte=first).delete()
    days = [as_row(index) for index in recount(first, yesterday)]
    IndexDay.objects.bulk_create(days, batch_size=AT_ONCE)
    known.observation, known.catalogue, known.at = last, catalogue, timezone.now()
    known.save()
    record(
        "index.kept",
        f"index/{method().version}",
        MACHINE,
        {"from": first.isoformat(), "to": yesterday.isoformat(), "value": days[-1].value, "sha256": _digest(days)},
    )
    return len(days)


def _first(known: Kept, catalogue: str) -> dt.date | None:
    """The first day that is to be made anew; None where there is nothing to keep yet."""
    zone = timezone.get_current_timezone()
    if known.catalogue != catalogue:
        seen = Observation.objects.aggregate(at=Min("at"))["at"]
        added = Target.objects.filter(hidden=False).aggregate(at=Min("added_at"))["at"]
        begun = [moment.astimezone(zone).date() for moment in (seen, added) if moment]
        return min(begun, default=None)
    newest = IndexDay.objects.order_by("-day").values_list("day", flat=True).first()
    fresh = Observation.objects.filter(pk__gt=known.observation).aggregate(at=Min("at"))["at"]
    days = [newest + dt.timedelta(days=1)] if newest else []
    return min([*days, fresh.astimezone(zone).date()] if fresh else days, default=None)


def _catalogue() -> str:
    """The digest of all that the index takes from the catalogue and from the method."""
    how = method()
    rows = (
        Target.objects.filter(hidden=False).order_by("pk").values_list("pk", "layer", "reach", "criteria", "added_at")
    )
    facts = [*([key, layer, reach, sorted(words), str(added)] for key, layer, reach, words, added in rows)]
    weights = [how.version, how.layers.tolist(), how.criteria.tolist(), how.fresh_days, repr(how.credit.tolist())]
    return hashlib.sha256(json.dumps([weights, facts]).encode()).hexdigest()


def _digest(days: list[IndexDay]) -> str:
    rows = [[day.day.isoformat(), day.value, day.low, day.high, day.known, day.expected, day.parts] for day in days]
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
