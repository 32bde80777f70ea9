"""Measures of every room in; each by its key, with all that a page needs to show it, out."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from portal.ground.measures import Figure, Measure, Period, Unit, all_measures, declare, measure
from tests.portal.academy.make import make_programme

Q4 = Period(dt.date(2026, 10, 1), dt.date(2026, 12, 31))
Q4_BEFORE = Period(dt.date(2011, 10, 1), dt.date(2011, 12, 31))
COUNTED = {
    "index.whole",
    "after.stayed-365",
    "after.stayed-90",
    "audit.listed",
    "audit.listed-by-reach",
    "audit.looked",
    "audit.looks",
    "audit.released",
    "audit.targets",
    "outcome.caught",
    "outcome.days",
    "outcome.refused",
    "outcome.undone",
    "outcome.won",
    "programme.editions",
    "programme.participants",
    "programme.works",
    "reply.came",
    "reply.days",
    "request.opened",
    "request.sent",
    "request.signed",
    "results.articles",
    "results.images",
    "results.lasted-365",
    "results.lasted-90",
    "results.quality",
    "results.videos",
    "topics.closed",
}


def test_every_room_tells_what_it_counts() -> None:
    assert set(all_measures()) >= COUNTED


def test_a_period_ends_on_its_first_day_or_later() -> None:
    with pytest.raises(ValueError, match="first day"):
        Period(dt.date(2026, 1, 2), dt.date(2026, 1, 1))


def test_a_key_that_no_room_has_is_unknown() -> None:
    with pytest.raises(KeyError):
        measure("room.nothing")


def test_two_measures_cannot_share_a_key() -> None:
    one = measure("audit.listed")
    assert declare(one) is one
    with pytest.raises(ValueError, match="two measures"):
        declare(dataclasses.replace(one, version="2"))


def test_coverage_is_the_share_of_the_cases_that_could_be_counted() -> None:
    assert (Figure(1.0, known=3, expected=4).coverage, Figure(None).coverage) == (0.75, None)


@pytest.mark.parametrize("key", sorted(COUNTED))
def test_a_measure_has_words_and_records_that_everybody_may_see(key: str) -> None:
    one = measure(key)
    assert (bool(str(one.name)), str(one.how).endswith(".")) == (True, True)
    if one.proof:
        assert reverse(one.proof).startswith("/")


@pytest.mark.django_db
@pytest.mark.parametrize("key", sorted(COUNTED))
def test_where_there_are_no_records_a_count_is_nought_and_all_else_unknown(key: str) -> None:
    one = measure(key)
    for period in (Q4, Q4_BEFORE):
        assert one.read(period).value == (0.0 if one.unit == Unit.COUNT else None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "split", "part", "word"),
    [
        ("audit.listed", "layer", "1", "Libraries"),
        ("audit.listed", "criterion", "phone-code", "Phone code"),
        ("index.whole", "layer", "3", "Websites and apps"),
        ("audit.targets", "kind", "website", "Website"),
        ("reply.came", "kind", "unread", "Not read yet"),
        ("reply.came", "kind", "iso-only", "They follow ISO only"),
        ("outcome.won", "cause", "rivals", "There may be others"),
        ("results.articles", "language", "sq", "Albanian"),
        ("results.articles", "language", "xx-unknown", "xx-unknown"),
        ("programme.editions", "programme", "of-nobody", "of-nobody"),
        ("audit.listed", "of-nobody", "part", "part"),
    ],
)
def test_parts_have_names_for_people(key: str, split: str, part: str, word: str) -> None:
    assert measure(key).word(split, part) == word


@pytest.mark.django_db
def test_the_name_of_a_programme_is_that_of_the_readers_language() -> None:
    make_programme(slug="wiki", names={"en": "Wiki Academy", "sq": "Wiki Akademia"})
    with translation.override("sq"):
        assert measure("programme.editions").word("programme", "wiki") == "Wiki Akademia"


@pytest.mark.django_db
@pytest.mark.parametrize("key", sorted(COUNTED))
def test_only_declared_splits_are_told(key: str) -> None:
    one: Measure = measure(key)
    assert set(one.read(Q4).parts) <= set(one.splits)
