"""What coordinators decide of a trial in; its plan, drawing, start and end, each with a row of the ledger, out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.audit.models import Criterion
from portal.ground.languages.plain import plain
from portal.ground.languages.said import LANGUAGES
from portal.ground.ledger.acts import MACHINE, record
from portal.indicator.trial import looks, past, results
from portal.indicator.trial.drawing import deal, new_seed, pool_text, sha256_of
from portal.indicator.trial.models import Count, Deviation, Member, Trial
from portal.indicator.trial.pool import pool
from portal.indicator.trial.states import LIVING, TRIAL, DeviationKind, TrialState
from portal.indicator.trial.watching import watch

WAVES, APART, FOLLOW, DRAWS = (2, 12), (7, 365), (7, 730), (200, 100_000)


class TrialError(ValueError):
    """What was asked for cannot be done; the words say why, `field` where."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def plan_trial(
    by: str,
    slug: str,
    names: Mapping[str, str],
    *,
    layers: Sequence[int],
    criterion: str,
    waves: int,
    apart: int,
    follow: int,
    draws: int = 5_000,
) -> Trial:
    """Fix the targets of a trial, and publish the sha256 of its secret seed, before anything is drawn.

    `waves` begin `apart` days after one another, and the trial ends `follow` days after the last one began; see
    trial.pool for who is taken. Raises TrialError for what cannot be.
    """
    _check(
        slug,
        names,
        criterion,
        waves=(waves, WAVES),
        apart=(apart, APART),
        follow=(follow, FOLLOW),
        draws=(draws, DRAWS),
    )
    places = pool(layers, criterion)
    owners = {place.unit for place in places}
    if len(owners) < waves:
        raise TrialError("layers", _("Fewer owners fit this rule than there are waves."))
    trial = Trial.objects.create(
        slug=slug,
        names={tongue: plain(names.get(tongue, "")).strip() for tongue in LANGUAGES},
        layers=sorted(set(layers)),
        criterion=criterion,
        waves=waves,
        apart=apart,
        follow=follow,
        draws=draws,
        seed=new_seed(),
        planned_at=timezone.now(),
    )
    Member.objects.bulk_create(
        Member(trial=trial, target=place.target, unit=place.unit, stratum=place.stratum) for place in places
    )
    body = {
        "layers": trial.layers,
        "criterion": criterion,
        "waves": waves,
        "apart": apart,
        "follow": follow,
        "draws": draws,
        "targets": len(places),
        "owners": len(owners),
        "pool_sha256": sha256_of(pool_text(place.target.slug for place in places)),
        "seed_sha256": sha256_of(trial.seed),
    }
    trial.salt = record("trial.planned", trial.subject, by, body).digest
    trial.save(update_fields=["salt"])
    return trial


def _check(slug: str, names: Mapping[str, str], criterion: str, **numbers: tuple[int, tuple[int, int]]) -> None:
    if not slug or slug != slugify(slug) or len(slug) > 80:
        raise TrialError("slug", _("Use small letters, digits and hyphens."))
    if Trial.objects.filter(slug=slug).exists():
        raise TrialError("slug", _("Another trial has this address."))
    if not any(names.get(tongue, "").strip() for tongue in LANGUAGES):
        raise TrialError("names", _("Give the trial a name."))
    if criterion not in Criterion.values:
        raise TrialError("criterion", _("Choose one of the list."))
    for field, (value, (least, most)) in numbers.items():
        if not least <= value <= most:
            raise TrialError(field, _("Choose from %(least)s to %(most)s.") % {"least": least, "most": most})


@transaction.atomic
def draw(trial: Trial, by: str) -> None:
    """Deal the owners of each layer to the waves by the seed, and publish the seed."""
    TRIAL.take(trial, "draw", drawn_at=timezone.now())
    found = list(Member.objects.filter(trial=trial).select_related("target"))
    strata: dict[int, list[str]] = {}
    for one in found:
        strata.setdefault(one.stratum, []).append(one.unit)
    dealt = deal(trial.seed, trial.salt, strata, trial.waves)
    for one in found:
        one.wave = dealt[one.unit]
    Member.objects.bulk_update(found, ["wave"], batch_size=500)
    lines = sorted(f"{one.target.slug} {one.wave}\n" for one in found)
    sizes = Counter(one.wave for one in found)
    body = {
        "seed": trial.seed,
        "salt": trial.salt,
        "targets_by_wave": [sizes[wave] for wave in range(trial.waves)],
        "drawing_sha256": sha256_of("".join(lines)),
    }
    record("trial.drawn", trial.subject, by, body)


@transaction.atomic
def start(trial: Trial, by: str, today: dt.date | None = None) -> None:
    """Begin the first wave today; the days of the others follow from the plan."""
    TRIAL.take(trial, "start", starts_on=today or timezone.localdate())
    record("trial.started", trial.subject, by, {"waves": [day.isoformat() for day in trial.wave_days]})


@transaction.atomic
def stop(trial: Trial, by: str, reason: str, today: dt.date | None = None) -> None:
    """End a trial before its time; the reason becomes public. Yesterday is the last day that counts."""
    why = plain(reason).strip()[:300]
    if not why:
        raise TrialError("reason", _("Say why, in a sentence: it becomes public."))
    watch(trial, timezone.now())
    closed = (today or timezone.localdate()) - dt.timedelta(days=1)
    TRIAL.take(trial, "stop", closed_on=closed, reason=why)
    record("trial.stopped", trial.subject, by, {"reason": why})


@transaction.atomic
def note_deviation(trial: Trial, by: str, note: str, member: Member | None = None) -> Deviation:
    """Write down what went otherwise than planned, where no record tells; it becomes public."""
    words = plain(note).strip()[:300]
    if not words:
        raise TrialError("note", _("Say in a sentence what happened: it becomes public."))
    made = Deviation.objects.create(
        trial=trial, member=member, kind=DeviationKind.OTHER, note=words, by=by, at=timezone.now()
    )
    body = {"note": words, **({"target": member.target.slug} if member else {})}
    record("trial.noted", trial.subject, by, body)
    return made


def tend(trial: Trial, now: dt.datetime) -> bool:
    """Follow a trial's targets, end it when its last day is over, and count it anew where something changed.

    Whether it was counted. Counting takes seconds and happens outside of a transaction; what is kept is whole.
    """
    watch(trial, now)
    today = timezone.localdate(now)
    if trial.state == TrialState.RUNNING and trial.ends_on is not None and trial.ends_on < today:
        with transaction.atomic():
            TRIAL.take(trial, "end", closed_on=trial.ends_on)
            record("trial.ended", trial.subject, MACHINE)
    return count(trial, today)


def count(trial: Trial, today: dt.date) -> bool:
    """Count a trial and keep that, where something changed since it was counted last; whether it was."""
    found = looks.members(trial)
    inputs = results.inputs(trial, found, today)
    known = looks.counted(trial.subject)
    if trial.starts_on is None or (known is not None and known.inputs == inputs):
        return False
    body = results.results(trial, found, today)
    with transaction.atomic():
        _keep(trial.subject, inputs, body)
        if trial.state not in LIVING:
            record("trial.counted", trial.subject, MACHINE, _told(body))
    return True


def _told(body: Mapping[str, Any]) -> dict[str, Any]:
    drawn, test = body["drawn"], body["test"]
    told = {name: {key: drawn[name][key] for key in ("spells", "listed", "days")} for name in ("asked", "waiting")}
    return {"last": body["last"], **told, "p": test and test["p"]}


def count_past() -> bool:
    """Count the public requests of the past and keep that, where their file changed; whether it was."""
    inputs = past.inputs()
    known = looks.counted(looks.PAST)
    if known is not None and known.inputs == inputs:
        return False
    _keep(looks.PAST, inputs, past.past(past.sort(past.read_asked())))
    return True


def _keep(key: str, inputs: str, body: dict[str, Any]) -> None:
    Count.objects.update_or_create(key=key, defaults={"inputs": inputs, "body": body, "at": timezone.now()})
