"""Scores in words are rounded, not cut; figures that are not known say so, and those that are known are right."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from portal.academy.jury.figures import Facts, of_work
from portal.academy.results.models import Account, Page, Reading, Revision, Site, Survival
from portal.faces.academy.jury.shown import score_words
from tests.portal.academy.make import make_edition, make_participant, make_work


@pytest.mark.parametrize(
    ("method", "score", "words"),
    [
        ("stars", Fraction(5, 12), "2.67 of 5 stars"),
        ("stars", Fraction(1), "5.00 of 5 stars"),
        ("yes-no", Fraction(2, 3), "67 % yes"),
        ("ranking", Fraction(2, 3), "66.7 of 100 points"),
        ("stars", None, "not judged"),
    ],
)
def test_a_score_is_said_in_the_way_of_its_round(method: str, score: Fraction | None, words: str) -> None:
    assert score_words(method, score) == words


@pytest.mark.django_db
def test_figures_of_an_article_are_those_of_its_authors_alone_and_unknown_stays_unknown() -> None:
    edition = make_edition()
    author, other = make_participant(edition), make_participant(edition)
    site = Site.objects.create(
        slug="sq", name="sq", api="https://sq.example/api.php", language="sq", made_at=edition.made_at
    )
    Reading.objects.create(edition=edition, site=site)
    page = Page.objects.create(site=site, page=7, title="Prizreni", ns=0)
    for user, who in ((1, author), (2, other)):
        Account.objects.create(participant=who, site=site, name=f"Name {user}", user=user, state="found")
    at = edition.starts_at + dt.timedelta(hours=1)
    common = {"site": site, "page": page, "at": at, "quality_before": 0.25}
    first = Revision.objects.create(rev=1, parent=0, user=1, refs=3, quality=0.5, **common)
    Revision.objects.create(rev=2, parent=1, user=2, refs=9, quality=0.9, **common)
    work = make_work(edition, author, site="sq", page=7)
    assert of_work(work) == Facts(None, 0.25, 3)
    for days, alive in ((7, 90), (0, 80), (30, 10)):
        Survival.objects.create(revision=first, days=days, at=at, added=100, alive=alive, read_at=at)
    assert of_work(work) == Facts(0.8, 0.25, 3)
    Revision.objects.create(rev=3, parent=2, user=1, refs=None, quality=None, **common)
    assert of_work(work) == Facts(None, None, None)
    assert of_work(make_work(edition, author)) == Facts()
