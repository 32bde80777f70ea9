"""Questions about targets and days in; standings, histories and the index out."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from portal.audit.index import Cell, Index, index
from portal.audit.models import Look, Observation, Schedule, Standing, Verdict
from portal.catalogue.models import Target
from portal.ground.store.looks import read


def standings_now(target: Target) -> list[Standing]:
    """How a target stands in each criterion now."""
    now = Standing.objects.filter(target=target, until=None).select_related("observation__look")
    return list(now.order_by("criterion"))


def standings_on(day: dt.datetime) -> QuerySet[Standing]:
    """How every target stood at a moment."""
    return Standing.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


def latest_look(target: Target) -> Look | None:
    """The last look that could read the target."""
    return Look.objects.filter(target=target, error="").order_by("-at").first()


def history(target: Target) -> list[Standing]:
    """Every verdict that ever held, newest first."""
    return list(
        Standing.objects.filter(target=target).select_related("observation__look").order_by("-since", "criterion")
    )


def observations(target: Target) -> QuerySet[Observation]:
    """Every observation of a target, newest first."""
    return Observation.objects.filter(target=target).select_related("look").order_by("-at", "criterion")


def evidence(look: Look) -> dict[str, Any] | None:
    """What a machine's look read, as it was kept; None for a look without such a record."""
    body = read(look.evidence) if look.evidence else None
    if body is None or not body.startswith(b"{"):
        return None
    found: dict[str, Any] = json.loads(body)
    return found


def index_on(day: dt.datetime) -> Index:
    """The recognition index as it stood at a moment; targets nobody has looked at lower its coverage."""
    standing = (
        standings_on(day)
        .filter(target__hidden=False)
        .values("criterion", "verdict", layer=F("target__layer"))
        .annotate(targets=Count("pk"), reach=Sum("target__reach", default=0))
        .order_by("layer", "criterion", "verdict")
    )
    cells = [Cell(**row) for row in standing]
    unseen = (
        Target.objects.filter(hidden=False, added_at__lte=day)
        .exclude(pk__in=standings_on(day).values("target"))
        .values("layer")
        .annotate(targets=Count("pk"))
        .order_by("layer")
    )
    cells += [Cell(row["layer"], "country", Verdict.UNCLEAR, row["targets"], 0) for row in unseen]
    return index(day, cells)


def next_look(target: Target) -> Schedule | None:
    """When a target is looked at next; None where it has nothing to look at or is not planned yet."""
    return Schedule.objects.filter(target=target).first() if target.address else None
