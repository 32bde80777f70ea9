"""A whole trial with a known effect, one without, and the words for both."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from portal.ground.ledger.chain import canonical
from portal.ground.ledger.looks import history
from portal.indicator.trial.acts import count, draw, start, stop, tend
from portal.indicator.trial.looks import PAST, cases, counted, last_day, members
from portal.indicator.trial.models import Count, Trial
from portal.indicator.trial.tasks import tend_trials
from portal.indicator.trial.words import Answer, answer, explained, headline
from tests.portal.indicator.trial.make import MONDAY, make_listed, make_sent, make_trial

pytestmark = pytest.mark.django_db


def noon(day: int) -> dt.datetime:
    """Noon of a day of the trial, from 0."""
    return dt.datetime.combine(MONDAY + dt.timedelta(days=day), dt.time(12), dt.UTC)


def make_lived(many: int, waiting: float, asked: float, seed: int) -> Trial:
    """A trial of two waves, 40 days apart, that ended on day 50, with letters on time and a chance of listing a day."""
    trial = make_trial(many, apart=40, follow=10)
    draw(trial, "person-a")
    start(trial, "person-a", MONDAY)
    chance = np.random.default_rng(seed)
    for one in members(trial):
        begins = (one.wave or 0) * 40
        make_sent(one.target, noon(begins))
        days = np.arange(51)
        hits = np.flatnonzero(chance.random(51) < np.where(days >= begins, asked, waiting))
        if len(hits):
            make_listed(one, noon(int(hits[0])))
    return trial


def kept(trial: Trial) -> dict[str, Any]:
    """What was kept of a trial."""
    found = counted(trial.subject)
    assert found is not None
    return dict(found.body)


def test_a_trial_with_a_known_effect_finds_it_once_it_is_over() -> None:
    trial = make_lived(60, 0.002, 0.03, seed=5)
    assert tend(trial, noon(30))
    assert (answer(kept(trial)), kept(trial)["test"]) == (Answer.RUNNING, None)
    assert tend(trial, noon(51))
    body = kept(trial)
    assert (trial.state, body["last"], body["targets"]) == ("ended", 50, 60)
    assert answer(body) == Answer.SOONER
    assert body["test"]["p"] < 0.05
    # The truth within 40 days, from the chances themselves: the mean of days without Kosovo, waiting less asked.
    truth = sum(0.998**day - 0.97**day for day in range(40))
    means = body["drawn"]["means"]
    assert (means["within"], means["low"] < truth < means["high"]) == (40, True)
    told = history(trial.subject).get(verb="trial.counted").body
    assert (told["last"], told["p"]) == (50, body["test"]["p"])
    assert not tend(trial, noon(90))


def test_a_trial_without_an_effect_does_not_find_one() -> None:
    trial = make_lived(60, 0.01, 0.01, seed=5)
    tend(trial, noon(51))
    body = kept(trial)
    assert answer(body) == Answer.NOT_SHOWN
    assert body["drawn"]["means"]["low"] < 0 < body["drawn"]["means"]["high"]


def test_a_small_trial_says_that_it_is_too_small_whatever_its_figures() -> None:
    trial = make_trial(4, apart=40, follow=10)
    draw(trial, "person-a")
    start(trial, "person-a", MONDAY)
    for one in members(trial):
        if one.wave == 0:
            make_listed(one, noon(3))
    tend(trial, noon(60))
    assert answer(kept(trial)) == Answer.TOO_FEW
    assert headline(kept(trial)) == "Too few listings to say anything"


def test_what_was_truly_sent_is_counted_beside_the_drawing() -> None:
    trial = make_trial(4, apart=40, follow=10)
    draw(trial, "person-a")
    start(trial, "person-a", MONDAY)
    on_time, never, early, waits = members(trial)
    make_sent(on_time.target, noon(0))
    make_sent(early.target, noon(5))
    make_listed(early, noon(9))
    tend(trial, noon(20))
    body = kept(trial)
    drawn = [(body["drawn"][name]["spells"], body["drawn"][name]["listed"]) for name in ("asked", "waiting")]
    treated = [(body["treated"][name]["spells"], body["treated"][name]["listed"]) for name in ("asked", "waiting")]
    # By the drawing the second wave waits, and one of it was listed; in truth it had been asked five days before.
    assert (drawn, treated) == ([(2, 0), (2, 1)], [(2, 1), (3, 0)])
    assert [case.asked for case in cases(trial, [on_time, never, early, waits])] == [0, 0, 40, 40]


def test_only_days_that_are_over_count_and_none_after_the_end() -> None:
    trial = make_trial(2, apart=30, follow=30)
    assert last_day(trial, MONDAY) == -1
    draw(trial, "person-a")
    start(trial, "person-a", MONDAY)
    days = [last_day(trial, MONDAY + dt.timedelta(days=day)) for day in (0, 1, 60, 61, 200)]
    assert days == [-1, 0, 59, 60, 60]
    stop(trial, "person-a", "Enough.", MONDAY + dt.timedelta(days=7))
    assert last_day(trial, MONDAY + dt.timedelta(days=200)) == 6


def test_the_same_is_not_counted_twice_and_what_is_kept_is_plain_json() -> None:
    trial = make_trial(2)
    assert not count(trial, MONDAY)
    draw(trial, "person-a")
    start(trial, "person-a", MONDAY)
    assert count(trial, MONDAY)
    assert (kept(trial)["last"], answer(kept(trial))) == (-1, Answer.NOT_BEGUN)
    tomorrow = MONDAY + dt.timedelta(days=1)
    assert [count(trial, tomorrow), count(trial, tomorrow)] == [True, False]
    assert canonical(kept(trial))


def test_the_task_counts_the_past_and_every_living_trial_once() -> None:
    assert (tend_trials.call(), tend_trials.call()) == (1, 0)
    assert [one.key for one in Count.objects.all()] == [PAST]


def test_a_trial_that_was_stopped_is_counted_once_more_and_tested_then() -> None:
    trial = make_lived(40, 0.002, 0.05, seed=3)
    tend(trial, noon(30))
    stop(trial, "person-a", "The law changed.", MONDAY + dt.timedelta(days=30))
    assert (tend_trials.call(), tend_trials.call()) == (2, 0)
    body = kept(trial)
    assert (body["last"], body["test"]["draws"], answer(body)) == (29, 500, Answer.SOONER)
    assert history(trial.subject).filter(verb="trial.counted").count() == 1


@pytest.mark.parametrize(
    ("test", "listed", "expected"),
    [
        (None, 50, Answer.RUNNING),
        ({"p": 0.001, "statistic": 4.0}, 9, Answer.TOO_FEW),
        ({"p": None, "statistic": None}, 10, Answer.NOTHING_BESIDE),
        ({"p": 0.05, "statistic": 2.0}, 10, Answer.NOT_SHOWN),
        ({"p": 0.049, "statistic": 2.0}, 10, Answer.SOONER),
        ({"p": 0.049, "statistic": -2.0}, 40, Answer.LATER),
    ],
)
def test_words_follow_the_number_of_listings_first(test: Any, listed: int, expected: Answer) -> None:
    body = {"last": 9, "test": test, "drawn": {"asked": {"listed": listed - 2}, "waiting": {"listed": 2}}}
    assert answer(body) == expected
    assert headline(body)
    assert explained(body).endswith(".")


def test_before_the_first_day_there_is_nothing_to_say() -> None:
    assert (answer(None), headline(None)) == (Answer.NOT_BEGUN, "Nothing to say yet")
