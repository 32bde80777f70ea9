"""Academies in; how many were held in a period, who took part and what was handed in, out."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.academy.programme import measures
from portal.academy.programme.states import EditionState, ParticipantState, WorkState
from portal.ground.measures import Period
from portal.ground.measures.figures import number
from tests.portal.academy.make import make_edition, make_participant, make_programme, make_work
from tests.portal.make import NOON

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NOVEMBER = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))


def test_rehearsals_and_what_was_cancelled_are_no_academies() -> None:
    wiki, camp = make_programme(slug="wiki"), make_programme(slug="camp")
    held = [
        make_edition(one, starts_at=NOON, ends_at=NOON + 3 * DAY, state=state)
        for one, state in ((wiki, EditionState.CLOSED), (wiki, EditionState.JUDGING), (camp, EditionState.RUNNING))
    ]
    others = [
        make_edition(wiki, starts_at=NOON, ends_at=NOON + 3 * DAY, state=EditionState.CANCELLED),
        make_edition(wiki, starts_at=NOON, ends_at=NOON + 3 * DAY, is_rehearsal=True),
        make_edition(wiki, starts_at=NOON + 10 * DAY, ends_at=NOON + 13 * DAY),
    ]
    for edition in (*held, *others):
        make_participant(edition)
    make_participant(held[0])
    make_participant(held[0], state=ParticipantState.WITHDRAWN)
    assert measures.EDITIONS.read(NOVEMBER) == number(3, {"programme": {"camp": number(1), "wiki": number(2)}})
    assert measures.PARTICIPANTS.read(NOVEMBER) == number(4, {"programme": {"camp": number(1), "wiki": number(3)}})


def test_works_count_when_they_are_handed_in_and_while_they_are_in_the_competition() -> None:
    edition = make_edition()
    make_work(edition, submitted_at=NOON)
    make_work(edition, submitted_at=NOON + 10 * DAY)
    make_work(edition, submitted_at=NOON, state=WorkState.DISQUALIFIED)
    make_work(make_edition(is_rehearsal=True), submitted_at=NOON)
    assert measures.WORKS.read(NOVEMBER) == number(1, {"kind": {"article": number(1)}})
