"""The open pages of a strategy: what is in force, what replaced what, and what nobody but coordinators sees."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from portal.faces.strategy.open.changes import Piece, pieces
from portal.indicator.readings.models import Indicator
from portal.strategy.plan import acts
from portal.strategy.plan.models import Aim, Initiative, Objective, Version
from tests.portal.strategy.make import BY, make_version, make_whole

DAY = dt.date(2026, 1, 1)


def text_of(name: str, *args: object) -> str:
    answer = Client().get(reverse(name, args=args))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def make_published() -> Version:
    return acts.publish(make_whole(), BY, DAY)


@pytest.mark.django_db
def test_the_strategy_shows_what_is_in_force_with_its_objectives_partners_and_figures() -> None:
    version = make_published()
    text = text_of("strategy", version.strategy.slug)
    for objective in Objective.objects.filter(version=version):
        assert reverse("objective", args=[version.strategy.slug, objective.key]) in text
    assert "Version 1" in text
    assert "Before: 10. Target: 40 by 31 December 2026." in text


@pytest.mark.django_db
def test_one_strategy_alone_is_shown_at_once_and_several_are_listed() -> None:
    first = make_version(published=DAY).strategy
    assert Client().get(reverse("strategies")).headers["Location"] == reverse("strategy", args=[first.slug])
    second = make_version(published=DAY).strategy
    text = text_of("strategies")
    assert [slug in text for slug in (first.slug, second.slug)] == [True, True]


@pytest.mark.django_db
def test_a_draft_is_nobodys_page_but_a_coordinators() -> None:
    draft = make_whole()
    slug, number = draft.strategy.slug, draft.number
    codes = [
        Client().get(reverse(name, args=args)).status_code
        for name, *args in (
            ("strategy", slug),
            ("strategy-version", slug, number),
            ("strategy-diff", slug, number),
            ("objective", slug, Objective.objects.all()[0].key),
            ("indicator", slug, Indicator.objects.all()[0].slug),
        )
    ]
    assert codes == [200, 404, 404, 404, 404]
    assert "Nothing is in force yet" in text_of("strategy", slug)


@pytest.mark.django_db
def test_a_version_that_follows_another_says_what_changed() -> None:
    old = make_published()
    new = acts.begin_version(old.strategy, BY)
    objective = Objective.objects.filter(version=new).order_by("pk")[0]
    acts.change(objective, objective.edition, BY, about={"en": "All of it and more."})
    acts.publish(new, BY, DAY + dt.timedelta(days=365))
    text = text_of("strategy-diff", old.strategy.slug, new.number)
    assert objective.name in text
    assert "and more." in text
    assert "Replaced" in text_of("strategy-version", old.strategy.slug, old.number)


def test_a_text_is_compared_word_by_word() -> None:
    assert list(pieces("All of it now", "All of that")) == [
        Piece("", "All of"), Piece("del", "it now"), Piece("ins", "that"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_an_initiative_shows_its_steps_its_money_and_what_it_needs() -> None:
    version = make_published()
    letters = Initiative.objects.filter(version=version).order_by("pk")[0]
    text = text_of("initiative", version.strategy.slug, letters.key)
    assert "1,200.50 EUR" in text
    assert "Prizren" in text
    assert reverse("initiative", args=[version.strategy.slug, letters.needs.all()[0].needs.key]) in text


@pytest.mark.django_db
def test_an_indicator_shows_what_it_measures_and_its_targets() -> None:
    version = make_published()
    aim = Aim.objects.filter(version=version).exclude(objective=None).select_related("indicator", "objective")[0]
    text = text_of("indicator", version.strategy.slug, aim.indicator.slug)
    assert aim.objective is not None
    assert aim.objective.name in text
    assert "No period has ended since it is counted." in text
