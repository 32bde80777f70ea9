"""Questions about targets, releases and days in; standings, histories, changes and the index out."""

from __future__ import annotations

import datetime as dt
import json
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from portal.audit.index import Cell, Index, index
from portal.audit.models import Change, Fix, Look, Observation, Release, Schedule, Standing, Verdict
from portal.audit.timeline import Since, Timeline, main_criterion, since, spans
from portal.catalogue.models import Target
from portal.ground.ledger.acts import MACHINE
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
    return None if body is None else record_in(body)


def record_in(body: bytes) -> dict[str, Any] | None:
    """The record that a machine's look kept; None where other evidence is kept."""
    if not body.startswith(b"{"):
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


def timeline(target: Target) -> Timeline:
    """Every release of a target that is known, how Kosovo stood in those that were read, and what changed."""
    releases = tuple(Release.objects.filter(target=target).order_by("place", "pk"))
    read = [one for one in releases if one.verdict]
    main = main_criterion(target.criteria, read)
    words = {main, *(word for one in read for word in one.criteria)}
    drawn = {word: spans(word, read) for word in sorted(words, key=lambda word: (word != main, word))}
    changes = Change.objects.filter(target=target).select_related("release", "before")
    return Timeline(target, main, releases, drawn, tuple(changes.order_by("-release__place", "criterion", "shift")))


def listed_since() -> list[Since]:
    """Since when each visible target whose releases were read has Kosovo; those with the widest reach first."""
    read = Release.objects.exclude(verdict="").filter(target__hidden=False).select_related("target__owner")
    rows = read.order_by("target_id", "place", "pk")
    found = [since(group[0].target, group) for group in (list(rows) for _, rows in groupby(rows, _target))]
    return sorted(found, key=lambda one: (-(one.target.reach or 0), one.target.name))


def _target(release: Release) -> int:
    return release.target_id


def recent_changes(limit: int = 20) -> list[Change]:
    """The latest changes for Kosovo between releases of visible targets, good and bad, newest first.

    By the day of the release; where nobody dates it by the day it was found, history without any date last.
    """
    shown = Change.objects.filter(target__hidden=False).select_related("target__owner", "release", "before")
    found = Case(When(~Q(seen_by=MACHINE), then=F("found_at")))
    day = Coalesce("release__released_at", found)
    return list(shown.order_by(day.desc(nulls_last=True), "-pk")[:limit])


def changes_to_note() -> QuerySet[Change]:
    """Changes that nobody of the staff took note of, oldest first."""
    waiting = Change.objects.filter(seen_by="").select_related("target__owner", "release", "before")
    return waiting.order_by("found_at", "pk")


def fix_of(target: Target) -> Fix | None:
    """The patch that adds Kosovo to a target, where there is one and Kosovo is missing somewhere still."""
    lacks = (Verdict.MISSING, Verdict.UNDER_SERBIA, Verdict.MIXED)
    if not Standing.objects.filter(target=target, until=None, verdict__in=lacks).exists():
        return None
    return Fix.objects.filter(target=target).exclude(patch="").first()
