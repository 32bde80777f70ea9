"""Replies in; how many people wrote in a period, and after how many days, out."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from portal.ground.measures import Figure, Period
from portal.ground.measures.figures import number
from portal.reply import measures
from portal.reply.models import Reply
from portal.reply.states import ReplyKind, ReplyState
from tests.portal.make import NOON, make_request
from tests.portal.reply.make import make_reply, make_sent

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
DECEMBER = Period(dt.date(2026, 12, 1), dt.date(2026, 12, 31))


def make_reply_after(days: float, **fields: object) -> Reply:
    """A reply to a letter of the last day of November."""
    with time_machine.travel(NOON + 7 * DAY, tick=False):
        request = make_sent()
    reply = make_reply(request)
    Reply.objects.filter(pk=reply.pk).update(received_at=NOON + (7 + days) * DAY, **fields)
    return reply


def test_what_machines_answer_and_what_is_not_for_us_is_no_reply() -> None:
    make_reply_after(1)
    make_reply_after(2, kind=ReplyKind.DONE)
    make_reply_after(1, kind=ReplyKind.AUTOMATIC)
    make_reply_after(1, suggested=ReplyKind.AUTOMATIC)
    make_reply_after(1, state=ReplyState.SPAM)
    make_reply_after(1, state=ReplyState.UNMATCHED)
    make_reply_after(40)
    found = measures.CAME.read(DECEMBER)
    assert found == number(2, {"kind": {"done": number(1), "unread": number(1)}})


def test_the_first_reply_of_each_request_tells_how_long_it_took() -> None:
    first = make_reply_after(2)
    later = make_reply(first.request)
    Reply.objects.filter(pk=later.pk).update(received_at=NOON + 20 * DAY)
    make_reply_after(4)
    before_any_letter = make_reply(make_request())
    Reply.objects.filter(pk=before_any_letter.pk).update(received_at=NOON + 10 * DAY)
    assert measures.DAYS.read(DECEMBER) == Figure(3.0, known=2, expected=3)
