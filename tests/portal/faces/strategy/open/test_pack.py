"""An evidence pack tells every part of a version with its figures and sources, from what was frozen alone."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import asdict

import pytest
from django.test import Client
from django.utils import translation

from portal.faces.paper.pack import Chapter
from portal.faces.strategy.open import chapters, proofs
from portal.faces.strategy.open.frozen import Frozen
from portal.faces.strategy.open.pack import pack, version_now
from portal.ground.measures import Period
from portal.strategy.plan import acts
from portal.strategy.plan.models import Objective, Version
from tests.portal.faces.paper.reading import words
from tests.portal.indicator.make import make_indicator, make_reading
from tests.portal.strategy.make import BY, make_aim, make_strategy, make_version, make_whole

pytestmark = pytest.mark.django_db
Q2 = Period(dt.date(2026, 4, 1), dt.date(2026, 6, 30))


@pytest.fixture
def version() -> Version:
    """A version in force with a part of each kind, one indicator of which has two readings."""
    draft = make_whole(make_strategy(slug="kosovo", names={"en": "Digital Diplomacy", "sr": "Дигитална дипломатија"}))
    indicator = make_indicator(slug="lists", names={"en": "Lists", "sq": "Lista", "sr": "Листе"})
    make_aim(Objective.objects.filter(version=draft).order_by("pk")[0], indicator)
    make_reading(indicator, 12, Q2, source="https://example.org/report", narrative={"en": "It rose slowly."})
    make_reading(indicator, 20)
    acts.add_payment(
        draft.strategy, BY, initiative=draft.budgets.get().initiative.key, kind="expenditure", on="2026-03-01",
        amount="700", currency="EUR",
    )  # fmt: skip
    return acts.publish(draft, BY, dt.date(2026, 1, 1))


def told(chapter: Chapter | None) -> str:
    """A chapter's words, without its drawings."""
    assert chapter is not None
    flat = json.dumps(asdict(chapter), ensure_ascii=False)
    return re.sub(r"\s+", " ", re.sub(r'"svg": "<svg.*?</svg>"', "", flat))


def test_each_chapter_tells_its_parts(version: Version) -> None:
    stood = version_now(version)
    assert "Part of: Objective" in told(chapters.objectives(stood))
    assert all(words in told(chapters.initiatives(stood)) for words in ("Prizren", "1 February 2026", "Needs"))
    assert all(words in told(chapters.partners(stood)) for words in ("Pays", "Carries it out", "https://example.org/2"))
    money = told(chapters.finances(stood))
    assert '"1,200.50 EUR", "700 EUR"' in money
    assert "No source gives figures for the money of: Initiative" in money
    assert "How likely: 2 of 5. How grave: 3 of 5." in told(chapters.risks(stood))
    assert chapters.changes(stood) is None


def test_an_indicator_has_figures_a_plot_with_words_a_table_and_its_sources(version: Version) -> None:
    found = proofs.indicators(version_now(version))
    lists = next(one for one in found.sections if one.title == "Lists")
    assert [(one.value, one.name) for one in lists.numbers] == [("20", "Now"), ("10", "Baseline"), ("40", "Target")]
    assert lists.plots[0].text == ("30 June 2026: 12. 30 September 2026: 20. Target for 31 December 2026: 40.")
    assert [row[:2] for row in lists.grids[0].rows] == [
        ["1 July 2026 – 30 September 2026", "20"],
        ["1 April 2026 – 30 June 2026", "12"],
    ]
    assert "It rose slowly." in lists.text
    assert "https://example.org/report, read on 5 October 2026" in lists.source


def test_what_nobody_knows_is_told_as_such(version: Version) -> None:
    found = proofs.indicators(version_now(version))
    unread = next(one for one in found.sections if one.title != "Lists")
    assert unread.numbers[0].value == "not known"
    assert not unread.grids


def test_what_changed_is_told_against_the_version_before(version: Version) -> None:
    draft = make_version(version.strategy)
    acts.add(draft, "objective", BY, "new", names={"en": "A new aim"})
    assert "New objective: A new aim." in told(chapters.changes(version_now(draft)))


def test_what_was_frozen_is_told_whatever_came_later(version: Version) -> None:
    stood = version_now(version)
    before = told(proofs.indicators(stood))
    make_reading(Objective.objects.filter(version=version).order_by("pk")[0].aims.last().indicator, 99)  # type: ignore[union-attr]
    assert told(proofs.indicators(Frozen(stood.data, stood.before))) == before
    assert '"99"' in told(proofs.indicators(version_now(version)))


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Digital Diplomacy"),
        ("sq", "Digital Diplomacy"),
        ("sr", "Дигитална дипломатија"),
        ("sr-latn", "Digitalna diplomatija"),
    ],
)
def test_it_is_a_pdf_in_each_language(client: Client, version: Version, language: str, title: str) -> None:
    answer = client.get(f"/{language}/strategy/kosovo/versions/{version.number}/pack.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == f'inline; filename="kosovo-1-{language}.pdf"'
    body = answer.content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in body
    assert re.sub(r"\s", "", title) in re.sub(r"\s", "", words(body))


def test_a_draft_is_for_coordinators_alone(client: Client, version: Version) -> None:
    draft = make_version(version.strategy)
    assert client.get(f"/en/strategy/kosovo/versions/{draft.number}/pack.pdf").status_code == 404
    assert client.get("/en/strategy/kosovo/versions/9/pack.pdf").status_code == 404


def test_an_empty_version_has_a_pack_too() -> None:
    draft = make_version(make_strategy(slug="bare"))
    with translation.override("en"):
        found = pack(draft.strategy, version_now(draft), draft)
    assert found.mark == "In preparation"
    assert [one.value for one in found.heads] == ["0", "0", "0", "0"]


def test_one_network_cannot_have_packs_made_for_ever(
    client: Client, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portal.faces.strategy.open import pack as room
    from portal.ground.limits.rules import HOUR, Rule

    monkeypatch.setattr(room, "PRESSED", Rule("strategy-pack", 1, HOUR))
    path = f"/strategy/kosovo/versions/{version.number}/pack.pdf"
    assert [client.get(f"/{language}{path}").status_code for language in ("en", "en", "sq")] == [200, 200, 429]
