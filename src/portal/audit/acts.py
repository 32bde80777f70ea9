"""What was seen in; append-only observations, the standing that follows from them, and the next date to look, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from portal.audit.models import Look, Observation, Observer, Schedule, Standing, Verdict
from portal.audit.pace import after_error, after_look
from portal.catalogue.models import Target
from portal.ground.ledger.acts import record
from portal.ground.store.acts import keep

LEASE = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look saw in one criterion: a verdict, and the list that shows it.

    `where`: a selector or a path. `label`, `value`: how the place stands there. `entries`: rows of that list.
    `lists`, `lists_with`: how many lists count, and how many of them have the place.
    """

    criterion: str
    verdict: str
    where: str = ""
    label: str = ""
    value: str = ""
    entries: int = 0
    lists: int = 0
    lists_with: int = 0


@transaction.atomic
def observe(
    target: Target,
    *,
    at: dt.datetime,
    observer: Observer,
    tool: str,
    by: str,
    seen: Sequence[Seen],
    evidence: bytes | None = None,
    evidence_media: str = "application/json",
    confirmed_by: str = "",
    version: str = "",
    source: str = "",
    error: str = "",
) -> Look:
    """Write down one look. A machine that no longer finds a criterion it saw before says so as `not-expected`.

    `evidence`: what was read, as bytes. `error`: why nothing could be read; nothing is observed then.
    """
    look = Look.objects.create(
        target=target,
        at=at,
        observer=observer,
        tool=tool[:60],
        by=by,
        confirmed_by=confirmed_by,
        version=version[:60],
        source=source[:600],
        error=error,
        evidence=keep(evidence, evidence_media) if evidence is not None else "",
    )
    if not error:
        seen = [*seen, *_vanished(target, observer, seen)]
        written = Observation.objects.bulk_create([_observation(look, one) for one in seen])
        for observation in written:
            _stand(observation)
    _plan(look)
    record(
        "look.made",
        f"target/{target.slug}",
        by,
        {
            "look": look.pk,
            "at": at.isoformat(),
            "observer": observer,
            "tool": look.tool,
            "version": look.version,
            "source": look.source,
            "evidence": look.evidence,
            "failed": bool(error),
            "seen": [asdict(one) for one in seen],
        },
    )
    return look


def _observation(look: Look, one: Seen) -> Observation:
    return Observation(
        look=look,
        target_id=look.target_id,
        at=look.at,
        criterion=one.criterion,
        verdict=one.verdict,
        where=one.where[:400],
        label=one.label[:200],
        value=one.value[:200],
        entries=one.entries,
        lists=one.lists,
        lists_with=one.lists_with,
    )


def _vanished(target: Target, observer: Observer, seen: Sequence[Seen]) -> list[Seen]:
    if observer != Observer.MACHINE:
        return []
    known = Standing.objects.filter(target=target, until=None, observation__look__observer=Observer.MACHINE)
    gone = known.exclude(criterion__in=[one.criterion for one in seen]).values_list("criterion", flat=True)
    return [Seen(criterion, Verdict.NOT_EXPECTED) for criterion in sorted(gone)]


def _stand(observation: Observation) -> None:
    """Carry one observation into the standings; one from the past has the whole line of its criterion drawn anew."""
    now = Standing.objects.filter(target=observation.target_id, criterion=observation.criterion, until=None).first()
    if now is None:
        _begin(observation)
    elif observation.at < now.seen_at:
        rebuild(observation.target_id, observation.criterion)
    elif now.verdict == observation.verdict:
        Standing.objects.filter(pk=now.pk).update(seen_at=observation.at)
    else:
        Standing.objects.filter(pk=now.pk).update(until=observation.at)
        _begin(observation)


def _begin(observation: Observation) -> None:
    Standing.objects.create(
        target_id=observation.target_id,
        criterion=observation.criterion,
        verdict=observation.verdict,
        since=observation.at,
        seen_at=observation.at,
        observation=observation,
    )


@transaction.atomic
def rebuild(target_id: int, criterion: str) -> None:
    """Draw the standings of one criterion of one target anew from its observations."""
    Standing.objects.filter(target=target_id, criterion=criterion).delete()
    line: list[Standing] = []
    for seen in Observation.objects.filter(target=target_id, criterion=criterion).order_by("at", "pk"):
        if line and line[-1].verdict == seen.verdict:
            line[-1].seen_at = seen.at
            continue
        if line:
            line[-1].until = seen.at
        line.append(
            Standing(
                target_id=target_id,
                criterion=criterion,
                verdict=seen.verdict,
                since=seen.at,
                seen_at=seen.at,
                observation=seen,
            )
        )
    Standing.objects.bulk_create(line)


def _plan(look: Look) -> None:
    """Set the next date to look: soon after an error, for ever after a win, less and less often after a loss."""
    if Look.objects.filter(target=look.target_id, at__gt=look.at).exists():
        return
    schedule, _ = Schedule.objects.get_or_create(target_id=look.target_id, defaults={"due_at": look.at})
    if look.error:
        schedule.failures += 1
        wait = after_error(schedule.failures)
    else:
        now = Standing.objects.filter(target=look.target_id, until=None)
        changed = now.filter(since=look.at).exists()
        schedule.unchanged = 0 if changed else schedule.unchanged + 1
        schedule.failures = 0
        losses = now.exclude(verdict__in=(Verdict.LISTED, Verdict.NOT_EXPECTED)).exists()
        wait = after_look(schedule.unchanged, has_losses=losses)
    schedule.due_at = look.at + wait
    schedule.taken_until = None
    schedule.asked_by = ""
    schedule.save()


@transaction.atomic
def ask_again(target: Target, by: str) -> bool:
    """Have a target looked at as soon as possible; False where it is due already, or has nothing to look at."""
    if not target.address:
        return False
    now = timezone.now()
    schedule, _ = Schedule.objects.get_or_create(target=target, defaults={"due_at": now + dt.timedelta(days=1)})
    asked = Schedule.objects.filter(pk=schedule.pk, due_at__gt=now).update(due_at=now, asked_by=by)
    if asked:
        record("look.asked", f"target/{target.slug}", by)
    return bool(asked)


def take_due(limit: int, now: dt.datetime | None = None) -> list[int]:
    """Take up to `limit` targets that are due; a worker that is killed loses its hold after a quarter of an hour."""
    now = now or timezone.now()
    free = Q(taken_until=None) | Q(taken_until__lt=now)
    due = Schedule.objects.filter(free, due_at__lte=now, target__hidden=False).exclude(target__address="")
    first = due.order_by(F("asked_by").desc(), "due_at").values_list("pk", flat=True)[:limit]
    return [pk for pk in first if Schedule.objects.filter(free, pk=pk, due_at__lte=now).update(taken_until=now + LEASE)]
