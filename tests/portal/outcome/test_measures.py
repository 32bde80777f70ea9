"""Outcomes in; wins, how long they took, and wins that were undone, out."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from portal.ground.measures import Figure, Period
from portal.ground.measures.figures import number
from portal.outcome import measures
from portal.outcome.acts import explain, read_ledger, refuse
from portal.outcome.looks import regressions
from portal.request.models import Request
from tests.portal.make import NOON, make_look, make_request
from tests.portal.reply.make import make_sent

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NOVEMBER = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
DECEMBER = Period(dt.date(2026, 12, 1), dt.date(2026, 12, 31))


def make_sent_at_noon(is_sent: bool = True) -> Request:
    """A request whose letter went out at noon, or one that waits still."""
    with time_machine.travel(NOON, tick=False):
        return make_sent() if is_sent else make_request()


def look_after(days: float, request: Request, verdict: str) -> None:
    """What a look saw so many days after noon, and what follows from it, at that time."""
    with time_machine.travel(NOON + days * DAY, tick=False):
        make_look(request.target, NOON + days * DAY, country=verdict)
        while read_ledger():
            pass


def test_wins_are_told_apart_by_whether_something_else_may_have_caused_them() -> None:
    look_after(2, make_sent_at_noon(), "listed")
    look_after(4, make_sent_at_noon(), "listed")
    look_after(5, make_sent_at_noon(is_sent=False), "listed")
    look_after(20, make_sent_at_noon(), "listed")
    found = measures.WON.read(NOVEMBER)
    assert found == number(3, {"layer": {"1": number(3)}, "cause": {"alone": number(2), "rivals": number(1)}})
    assert measures.DAYS.read(NOVEMBER) == Figure(3.0, known=2, expected=3)
    assert measures.DAYS.read(DECEMBER) == Figure(20.0, known=1, expected=1)


def test_refusals_are_counted_when_they_come() -> None:
    request = make_sent_at_noon()
    with time_machine.travel(NOON + 10 * DAY):
        refuse(request, "They follow ISO only.", "person-a")
    assert (measures.REFUSED.read(NOVEMBER), measures.REFUSED.read(DECEMBER)) == (number(0), number(1))


def test_a_win_that_is_undone_is_open_until_it_is_mended_or_explained() -> None:
    mended, explained = make_sent_at_noon(), make_sent_at_noon()
    for request in (mended, explained):
        look_after(1, request, "listed")
        look_after(3, request, "missing")
    assert (measures.CAUGHT.read(NOVEMBER), measures.OPEN.read(NOVEMBER)) == (number(2), number(2))
    look_after(10, mended, "listed")
    assert measures.OPEN.read(DECEMBER) == number(1)
    look_after(12, mended, "missing")
    assert measures.OPEN.read(DECEMBER) == number(2)
    with time_machine.travel(NOON + 20 * DAY):
        explain(regressions().get(target=explained.target), "A page of another country was read.", "person-a")
    assert (measures.CAUGHT.read(DECEMBER), measures.OPEN.read(DECEMBER)) == (number(1), number(1))
    assert measures.OPEN.read(NOVEMBER) == number(2)
