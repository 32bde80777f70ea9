"""The targets of living trials in; when each was asked and listed, and what went otherwise than planned, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from portal.audit.models import Standing, Verdict
from portal.ground.ledger.acts import MACHINE, record
from portal.indicator.trial.looks import members
from portal.indicator.trial.models import Deviation, Member, Trial
from portal.indicator.trial.states import LIVING, DeviationKind
from portal.outcome.models import Outcome, OutcomeKind
from portal.request.models import Letter

PATIENCE = dt.timedelta(days=14)


@transaction.atomic
def watch(trial: Trial, now: dt.datetime) -> int:
    """Write down what the records say of a living trial's targets by now; how many of them changed.

    All of it follows from the records, so that it can be done again at any time.
    """
    if trial.state not in LIVING:
        return 0
    found = members(trial)
    targets = [one.target_id for one in found]
    asked = _first_sent(targets, trial.planned_at)
    listed = _first_listed(targets, trial)
    rivals = _rivals(targets, trial)
    changed = []
    for one in found:
        seen = listed.get(one.target_id)
        new = (
            asked.get(one.target_id),
            None if seen is None else seen.since,
            None if seen is None else seen.observation_id,
            rivals.get(one.target_id, []),
        )
        if new != (one.asked_at, one.listed_at, one.proof_id, one.rivals):
            one.asked_at, one.listed_at, one.proof_id, one.rivals = new
            changed.append(one)
    Member.objects.bulk_update(changed, ["asked_at", "listed_at", "proof", "rivals"], batch_size=200)
    _deviations(trial, found, timezone.localdate(now), now)
    return len(changed)


def _first_sent(targets: list[int], since: dt.datetime) -> dict[int, dt.datetime]:
    letters = Letter.objects.filter(request__target__in=targets, sent_at__gte=since)
    return dict(letters.values_list("request__target").annotate(first=Min("sent_at")).order_by())


def _first_listed(targets: list[int], trial: Trial) -> dict[int, Standing]:
    held = Standing.objects.filter(
        target__in=targets, criterion=trial.criterion, verdict=Verdict.LISTED, since__gt=trial.planned_at
    )
    found: dict[int, Standing] = {}
    for one in held.order_by("since"):
        found.setdefault(one.target_id, one)
    return found


def _rivals(targets: list[int], trial: Trial) -> dict[int, list[object]]:
    won = Outcome.objects.filter(request__target__in=targets, kind=OutcomeKind.WON, at__gt=trial.planned_at)
    rows = won.order_by("-at").values_list("request__target", "criteria", "rivals")
    return {target: causes for target, criteria, causes in rows if trial.criterion in criteria}


def _deviations(trial: Trial, found: Iterable[Member], today: dt.date, now: dt.datetime) -> None:
    known = set(Deviation.objects.filter(trial=trial).values_list("member", "kind"))
    days = trial.wave_days
    new = [
        Deviation(trial=trial, member=one, kind=kind, by=MACHINE, at=now)
        for one in found
        for kind in _kinds(one, days[one.wave] if days and one.wave is not None else None, today)
        if (one.pk, kind) not in known
    ]
    if new:
        Deviation.objects.bulk_create(new)
        many = {kind.value: sum(one.kind == kind for one in new) for kind in DeviationKind}
        record("trial.deviated", trial.subject, MACHINE, {kind: count for kind, count in many.items() if count})


def _kinds(one: Member, begins: dt.date | None, today: dt.date) -> list[DeviationKind]:
    """What went otherwise with a target; `begins`: the first day of its wave, None before the start."""
    asked = None if one.asked_at is None else timezone.localdate(one.asked_at)
    listed = None if one.listed_at is None else timezone.localdate(one.listed_at)
    found = []
    if asked is not None and (begins is None or asked < begins):
        found.append(DeviationKind.EARLY)
    late = None if begins is None else begins + PATIENCE
    if late is not None and late < today and (asked is None or asked > late) and (listed is None or listed > late):
        found.append(DeviationKind.LATE)
    if one.target.owner.opted_out_at is not None:
        found.append(DeviationKind.OPTED_OUT)
    if one.target.hidden:
        found.append(DeviationKind.HIDDEN)
    return found
