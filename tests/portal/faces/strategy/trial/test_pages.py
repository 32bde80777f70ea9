"""Public pages of trials: what is said at each stage, and what is kept back until it may be said."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io

import pytest
from django.test import Client
from django.utils import timezone

from portal.indicator.trial.acts import count_past, draw, note_deviation, start, stop, tend
from portal.indicator.trial.drawing import deal
from portal.indicator.trial.looks import members
from portal.indicator.trial.models import Trial
from tests.portal.indicator.trial.make import MONDAY, make_listed, make_sent, make_trial

pytestmark = pytest.mark.django_db


def noon(day: int) -> dt.datetime:
    """Noon of a day of the trial, from 0."""
    return dt.datetime.combine(MONDAY + dt.timedelta(days=day), dt.time(12), dt.UTC)


def make_ended(listed: int) -> Trial:
    """A trial of 40 targets; so many of the first wave were listed soon after their letter, and two that waited."""
    trial = make_trial(40, apart=40, follow=10)
    draw(trial, "person-a")
    start(trial, "person-a", MONDAY)
    found = members(trial)
    for number, one in enumerate(each for each in found if each.wave == 0):
        make_sent(one.target, noon(0))
        if number < listed:
            make_listed(one, noon(3 + number))
    for number, one in enumerate([each for each in found if each.wave == 1][:2]):
        make_listed(one, noon(20 + number))
    tend(trial, noon(60))
    return trial


def page(path: str) -> str:
    """The text of a page."""
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_trial_and_before_the_first_count_the_page_says_so() -> None:
    text = page("/en/trials/")
    assert "No trial has been planned yet" in text
    assert "have not been counted yet" in text


def test_the_past_stands_there_with_its_bounds_and_what_it_leaves_out() -> None:
    count_past()
    text = page("/en/trials/")
    assert "Public requests in open source projects, 2011–2026: observed, not drawn by lot" in text
    for said in (
        "<dd>43</dd>",
        "<dd>24</dd>",
        "<dd>36</dd>",
        "<dd>34</dd>",
        "Of 136 requests, 52 were added",
        "6 years",
    ):
        assert said in text


def test_a_planned_trial_shows_its_seals_and_keeps_its_seed() -> None:
    trial = make_trial(4)
    text = page("/en/trials/first/")
    assert hashlib.sha256(trial.seed.encode()).hexdigest() in text
    assert trial.seed not in text
    assert trial.seed not in page("/en/trials/first/targets.csv")
    assert "Nothing to say yet" in page("/en/trials/")


def test_the_drawing_can_be_made_again_from_the_page_and_the_file() -> None:
    trial = make_trial(7)
    draw(trial, "person-a")
    text = page("/en/trials/first/")
    rows = list(csv.DictReader(io.StringIO(page("/en/trials/first/targets.csv"))))
    strata: dict[int, list[str]] = {}
    for row in rows:
        strata.setdefault(int(row["layer"]), []).append(row["owner"])
    assert (trial.seed in text, trial.salt in text) == (True, True)
    assert {row["owner"]: int(row["wave"]) for row in rows} == deal(trial.seed, trial.salt, strata, 2)


def test_a_running_trial_shows_curves_but_neither_test_nor_gain() -> None:
    trial = make_trial(30, apart=40, follow=10)
    draw(trial, "person-a")
    start(trial, "person-a", MONDAY)
    for one in members(trial)[:12]:
        make_listed(one, noon(3))
    tend(trial, noon(20))
    text = page("/en/trials/first/")
    assert "Still running: no answer yet" in text
    assert 'id="drawn"' in text
    assert ("By chance alone" in text, "days longer on average" in text) == (False, False)


def test_a_trial_with_enough_listings_says_what_it_found() -> None:
    make_ended(18)
    text = page("/en/trials/first/")
    assert "Asking makes a difference" in text
    assert ("By chance alone" in text, "days longer on average" in text) == (True, True)
    assert "Of 20 listings, 0 had another possible cause" in text


def test_a_trial_with_few_listings_says_that_and_shows_no_figure_of_chance() -> None:
    make_ended(7)
    text = page("/en/trials/first/")
    assert "Too few listings to say anything" in text
    assert ("By chance alone" in text, "days longer on average" in text) == (False, False)


def test_why_a_trial_was_stopped_and_what_went_otherwise_is_public() -> None:
    trial = make_trial(4)
    draw(trial, "person-a")
    start(trial, "person-a", MONDAY)
    note_deviation(trial, "person-a", "A <b>newspaper</b> wrote about it.", members(trial)[0])
    stop(trial, "person-a", "The law changed.", timezone.localdate())
    text = page("/en/trials/first/")
    assert "The law changed." in text
    assert "A &lt;b&gt;newspaper&lt;/b&gt; wrote about it." in text


def test_pages_open_in_every_language() -> None:
    make_ended(18)
    count_past()
    paths = [f"/{tongue}/{path}" for tongue in ("sq", "sr", "sr-latn") for path in ("trials/", "trials/first/")]
    assert [path for path in paths if "<svg" not in page(path)] == []


def test_trials_that_are_not_there_are_not_found_and_pages_are_only_read() -> None:
    codes = [
        Client().get("/en/trials/none/").status_code,
        Client().get("/en/trials/none/targets.csv").status_code,
        Client().post("/en/trials/").status_code,
    ]
    assert codes == [404, 404, 405]
