"""Reports and comparisons: the way of people, what stood, who stayed; the same figures for each edition."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.academy.after.compare import Cell, beside, cited, column, comparable, days_of, divided
from portal.academy.after.history import past
from portal.academy.after.report import report, way_of
from portal.academy.programme.models import SessionKind, Visit
from tests.portal.academy.make import make_application, make_edition, make_participant, make_session, make_work
from tests.portal.faces.academy.results.make import make_account, make_reading, make_results, make_revision, make_site

pytestmark = pytest.mark.django_db


def test_the_way_of_people_is_counted() -> None:
    edition = make_results()
    house = make_session(edition, SessionKind.OPEN_HOUSE)
    for number in range(4):
        Visit.objects.create(session=house, visitor=f"v{number}", at=house.starts_at, by="machine")
    make_application(edition, state="declined")
    make_work(edition, edition.participants.first())
    way = way_of(edition)
    assert (way.open_houses, way.visits, way.applications, way.chosen, way.participants, way.teams, way.works) == (
        1, 4, 4, 3, 3, 1, 1,
    )  # fmt: skip


def test_few_people_are_not_told_apart() -> None:
    about = report(make_results())
    assert (about.municipalities, about.tracks, about.stayed) == ({}, {}, [])


def test_who_stayed_is_told_of_five() -> None:
    edition = make_results()
    site = edition.readings.get(site__slug="sqwiki").site
    page = site.pages.get(title="The fort")
    accounts = [make_account(make_participant(edition), site) for _ in range(3)]
    for account in accounts:
        make_revision(account, page)
    make_revision(accounts[0], page, at=edition.ends_at + dt.timedelta(days=31))
    assert [(one.days, one.active, one.stayed, one.is_known) for one in report(edition).stayed] == [
        (7, 5, 1, True),
        (30, 5, 1, True),
        (90, 5, 0, False),
        (365, 5, 0, False),
    ]


def test_editions_that_began_can_be_compared() -> None:
    made = make_results()
    make_edition(state="applying")
    make_edition(state="closed", is_rehearsal=True)
    assert list(comparable()) == [made]


def test_the_figures_of_an_edition_are_those_of_its_results() -> None:
    one = column(make_results())
    assert {key: one.cells[key] for key in ("participants", "days", "active", "created", "words", "stood_30")} == {
        "participants": Cell(3),
        "days": Cell(3),
        "active": Cell(2),
        "created": Cell(1),
        "words": Cell(42, 1),
        "stood_30": Cell(0.75, 3),
    }
    assert (one.wikis, one.rules) == ({"sqwiki of a test", "commons of a test"}, {"V1"})


def test_a_day_that_was_begun_counts_whole() -> None:
    edition = make_edition()
    edition.ends_at = edition.starts_at + dt.timedelta(days=2, hours=1)
    assert days_of(edition) == 3


def test_counts_are_divided_and_shares_are_not() -> None:
    one = divided(column(make_results()), "participants")
    assert (one.cells["words"], one.cells["participants"], one.cells["stood_30"]) == (
        Cell(14.0, 1),
        Cell(3),
        Cell(0.75, 3),
    )
    nobody = divided(column(make_edition()), "participants")
    assert nobody.cells["words"].value is None


def test_what_is_counted_otherwise_is_marked() -> None:
    first = column(make_results())
    other = make_edition()
    make_reading(other, make_site("srwiki"))
    columns = beside([first, column(other), cited(past()[0])])
    assert [sorted(one.differs)[:3] for one in columns] == [
        [],
        ["active", "articles", "created"],
        ["created", "days", "images"],
    ]
    assert columns[2].cells["created"] == Cell(40, bound="about")
    assert columns[2].cells["words"] == Cell(None)
