"""Requests in; how many were opened, sent and signed in a period, out."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from portal.ground.measures import Period
from portal.ground.measures.figures import number
from portal.request import measures
from portal.request.models import Letter
from portal.request.states import SignatureState
from tests.portal.make import NOON, make_contact, make_look, make_request, make_target
from tests.portal.reply.make import make_sent

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NOVEMBER = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
DECEMBER = Period(dt.date(2026, 12, 1), dt.date(2026, 12, 31))


def test_requests_are_counted_when_they_are_opened_and_when_their_first_letter_goes_out() -> None:
    with time_machine.travel(NOON + DAY):
        site = make_target(layer=3)
        make_contact(site)
        make_look(site, country="missing")
        early, _unsent = make_request(site), make_request()
    with time_machine.travel(NOON + 10 * DAY):
        make_sent(early)
        reminder = Letter.objects.get(request=early)
        Letter.objects.create(
            request=early, kind="reminder", version=2, language="en", subject="", body="", sha256="", made_by="machine",
            made_at=reminder.made_at, sent_at=NOON + 30 * DAY,
        )  # fmt: skip
    assert measures.OPENED.read(NOVEMBER) == number(2, {"layer": {"1": number(1), "3": number(1)}})
    assert measures.OPENED.read(DECEMBER) == number(0, {"layer": {}})
    assert measures.SENT.read(NOVEMBER) == number(0, {"layer": {}})
    assert measures.SENT.read(DECEMBER) == number(1, {"layer": {"3": number(1)}})


def test_who_withdrew_stands_behind_nothing() -> None:
    with time_machine.travel(NOON + DAY):
        kept, left = make_request(), make_request()
    left.signatures.update(state=SignatureState.WITHDRAWN)
    kept.signatures.update(state=SignatureState.HIDDEN)
    assert measures.SIGNED.read(NOVEMBER) == number(1)
