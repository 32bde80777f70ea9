"""What the records say of a trial's targets, and what went otherwise than planned."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from portal.catalogue.models import Owner, Target
from portal.ground.ledger.looks import history
from portal.indicator.trial.acts import draw, start
from portal.indicator.trial.looks import deviations, members
from portal.indicator.trial.models import Member, Trial
from portal.indicator.trial.watching import watch
from portal.outcome.acts import read_ledger
from portal.outcome.models import Outcome
from tests.portal.indicator.trial.make import MONDAY, PLANNED, make_listed, make_sent, make_trial
from tests.portal.make import make_look

pytestmark = pytest.mark.django_db


def noon(day: int) -> dt.datetime:
    """Noon of a day of the trial, from 0."""
    return dt.datetime.combine(MONDAY + dt.timedelta(days=day), dt.time(12), dt.UTC)


def make_running(many: int = 4) -> tuple[Trial, list[Member], list[Member]]:
    """A trial that began on MONDAY, its first and its second wave; the second begins on day 30."""
    trial = make_trial(many)
    draw(trial, "person-a")
    start(trial, "person-a", MONDAY)
    found = members(trial)
    return trial, [one for one in found if one.wave == 0], [one for one in found if one.wave == 1]


def kinds(trial: Trial) -> list[tuple[int | None, str]]:
    """Whom each deviation concerns, and its kind."""
    return [(one.member_id, one.kind) for one in deviations(trial)]


def test_the_first_letter_and_the_first_listing_are_found_by_themselves() -> None:
    trial, (one, other), _ = make_running()
    request = make_sent(one.target, noon(1))
    request.letters.create(kind="reminder", version=2, language="en", subject="s", body="b", sha256="0" * 64,
                           made_by="machine", made_at=noon(9), sent_at=noon(9))  # fmt: skip
    make_listed(one, noon(5))
    make_look(one.target, noon(8), country="missing")
    make_look(one.target, noon(9), country="listed")
    make_look(other.target, noon(6), country="qualified")
    assert (watch(trial, noon(10)), watch(trial, noon(10))) == (1, 0)
    kept = Member.objects.get(pk=one.pk)
    assert (kept.asked_at, kept.listed_at) == (noon(1), noon(5))
    assert kept.proof is not None
    assert kept.proof.at == noon(5)
    assert Member.objects.filter(pk=other.pk).values_list("asked_at", "listed_at").get() == (None, None)


def test_rival_causes_come_from_the_outcome_of_the_request() -> None:
    trial, (one, _), _ = make_running()
    make_sent(one.target, noon(1))
    make_listed(one, noon(5))
    Outcome.objects.create(
        request=one.target.requests.get(), kind="won", criteria=["country"], at=noon(5), by="machine",
        rivals=[["version", {"old": "1", "new": "2"}]],
    )  # fmt: skip
    read_ledger()
    watch(trial, noon(6))
    assert Member.objects.get(pk=one.pk).rivals == [["version", {"old": "1", "new": "2"}]]


def test_whoever_was_asked_before_the_wave_or_long_after_it_is_named_once() -> None:
    trial, (on_time, late), (early, _) = make_running()
    make_sent(on_time.target, noon(14))
    make_sent(early.target, noon(3))
    for day in (14, 15, 16):
        watch(trial, noon(day))
    assert kinds(trial) == [(early.pk, "early"), (late.pk, "late")]
    assert [row.body for row in history(trial.subject).filter(verb="trial.deviated")] == [{"early": 1}, {"late": 1}]


def test_whoever_is_listed_meanwhile_needs_no_letter() -> None:
    trial, (one, other), _ = make_running()
    make_listed(one, noon(10))
    make_sent(other.target, noon(2))
    watch(trial, noon(20))
    assert kinds(trial) == []


def test_owners_who_want_no_letters_and_targets_that_went_are_named() -> None:
    trial, (one, other), _ = make_running()
    Owner.objects.filter(pk=one.target.owner_id).update(opted_out_at=timezone.now())
    Target.objects.filter(pk=other.target_id).update(hidden=True)
    watch(trial, noon(1))
    assert sorted(kinds(trial)) == sorted([(one.pk, "opted-out"), (other.pk, "hidden")])


def test_letters_before_the_start_are_early_and_those_before_the_plan_are_not_of_this_trial() -> None:
    trial = make_trial(2)
    one, other = members(trial)
    make_sent(one.target, PLANNED + dt.timedelta(hours=1))
    make_sent(other.target, PLANNED - dt.timedelta(hours=1))
    watch(trial, noon(0))
    assert kinds(trial) == [(one.pk, "early")]
