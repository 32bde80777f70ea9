"""News for followers: one mail a finished day, also where somebody was killed half-way."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from portal.ground.ledger.models import Bookmark
from portal.ground.mail.models import Outgoing
from portal.outcome.acts import read_ledger
from portal.outcome.digest import tell
from portal.request.acts import follow
from tests.portal.make import NOON, make_look, make_person, make_target

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def undo_two() -> None:
    person = make_person(email="follower@example.org")
    for name in ("First", "Second"):
        target = make_target(name=name)
        follow(target, person)
        make_look(target, NOON - 2 * DAY, country="listed")
        make_look(target, NOON - DAY, country="missing")
    read_ledger()


def test_a_day_is_told_once_it_is_over_in_one_mail() -> None:
    undo_two()
    assert tell() == 0
    assert tell(timezone.now() + DAY) == 1
    text = message_from_bytes(bytes(Outgoing.objects.get().raw), policy=policy.default).get_content()
    assert [name in text for name in ("First", "Second", "Country list")] == [True, True, True]
    assert tell(timezone.now() + DAY) == 0


def test_a_bookmark_that_was_not_moved_sends_nothing_twice() -> None:
    undo_two()
    tell(timezone.now() + DAY)
    Bookmark.objects.filter(reader="outcome.digest").delete()
    tell(timezone.now() + 2 * DAY)
    assert Outgoing.objects.count() == 1
