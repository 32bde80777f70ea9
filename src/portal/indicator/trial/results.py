"""A trial with its targets in; its curves, its test and its counts as they are kept, out."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from portal.ground.ledger.chain import canonical
from portal.indicator.trial.curves import curve, log_rank, restricted_mean
from portal.indicator.trial.drawing import sha256_of
from portal.indicator.trial.looks import cases, last_day
from portal.indicator.trial.models import Member, Trial
from portal.indicator.trial.permute import permuted
from portal.indicator.trial.spells import Case, Spell, asked_spells, waiting_spells
from portal.indicator.trial.states import LIVING

Z95 = 1.959963984540054
VERSION = "1"


def inputs(trial: Trial, found: Sequence[Member], today: dt.date) -> str:
    """The sha256 of all that goes into the results, in hex."""
    rows = [
        [one.target_id, one.unit, one.stratum, one.wave, _moment(one.asked_at), _moment(one.listed_at), one.rivals]
        for one in found
    ]
    rule = [VERSION, trial.state, trial.apart, trial.waves, trial.draws, last_day(trial, today), trial.seed, trial.salt]
    return sha256_of(canonical([rule, rows]).decode())


def results(trial: Trial, found: Sequence[Member], today: dt.date) -> dict[str, Any]:
    """All that can be said of a trial by now, as JSON holds it.

    `drawn`: each target asked from the day that the drawing gave it, whatever was done; `treated`: from the day when a
    request was truly sent. The test is made once, when the trial is over: who tests each day finds something in time.
    """
    last = last_day(trial, today)
    by_draw, as_treated = cases(trial, list(found)), cases(trial, list(found), as_treated=True)
    is_over = trial.state not in LIVING and last >= 0
    return {
        "version": VERSION,
        "last": last,
        "day": (trial.starts_on + dt.timedelta(days=last)).isoformat() if trial.starts_on and last >= 0 else None,
        "targets": len(found),
        "listed_before": sum(case.listed is not None and case.listed < 0 for case in by_draw),
        "drawn": _compared(by_draw, last),
        "treated": _compared(as_treated, last),
        "rivals": _with_rivals(found, by_draw, last),
        "test": _test(trial, by_draw, last) if is_over else None,
    }


def _compared(found: Sequence[Case], last: int) -> dict[str, Any]:
    asked, waiting = asked_spells(found, last), waiting_spells(found, last)
    return {
        "asked": asdict(curve(asked)),
        "waiting": asdict(curve(waiting)),
        "means": _means(asked, waiting),
        "log_rank": asdict(log_rank(asked, waiting)) if asked and waiting else None,
    }


def _means(asked: Sequence[Spell], waiting: Sequence[Spell]) -> dict[str, Any] | None:
    """How many days sooner an asked target is listed, on average, as far as both curves reach."""
    if not asked or not waiting:
        return None
    within = min(max(spell.days for spell in asked), max(spell.days for spell in waiting))
    first, second = restricted_mean(asked, within), restricted_mean(waiting, within)
    sooner, error = second.days - first.days, math.hypot(first.error, second.error)
    return {
        "within": within,
        "asked": first.days,
        "waiting": second.days,
        "sooner": sooner,
        "low": sooner - Z95 * error,
        "high": sooner + Z95 * error,
    }


def _with_rivals(found: Sequence[Member], by_draw: Sequence[Case], last: int) -> dict[str, Any]:
    listed = [
        one for one, case in zip(found, by_draw, strict=True) if case.listed is not None and 0 <= case.listed <= last
    ]
    words: dict[str, int] = {}
    for one in listed:
        for word in {str(cause[0]) for cause in one.rivals}:
            words[word] = words.get(word, 0) + 1
    return {"listed": len(listed), "with": sum(bool(one.rivals) for one in listed), "causes": words}


def _test(trial: Trial, by_draw: Sequence[Case], last: int) -> dict[str, Any]:
    days = [(day - trial.wave_days[0]).days for day in trial.wave_days]
    seed = int(sha256_of(f"{trial.seed}:{trial.salt}:test")[:12], 16)
    return asdict(permuted(by_draw, days, last, trial.draws, seed))


def _moment(value: dt.datetime | None) -> str | None:
    return None if value is None else timezone.localdate(value).isoformat()
