"""Mail about changes: to the staff who decide and want it, once each, in their language, for news alone."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest

from portal.audit.alerts import READER, tell
from portal.audit.releases import list_releases
from portal.catalogue.acts import opt_out
from portal.ground.ledger.acts import move_bookmark
from portal.ground.mail.models import Outgoing
from portal.ground.people.models import Role
from tests.portal.audit.make_releases import make_line, make_listed, read
from tests.portal.make import make_person, make_target

pytestmark = pytest.mark.django_db


def make_news(before: str = "missing", now: str = "listed", **fields: object) -> str:
    """A new version that differs from the one before; the slug of its target."""
    target = make_target(**fields)
    make_line(target, v1=before)
    list_releases(target, make_listed("v1", "v2"))
    read(target, "v2", now)
    return target.slug


def texts() -> list[str]:
    mails = [message_from_bytes(bytes(one.raw), policy=policy.default) for one in Outgoing.objects.order_by("pk")]
    return [mail.get_content() for mail in mails]


def test_those_who_decide_and_want_mail_get_one_each() -> None:
    wanting = [make_person(Role.COORDINATOR), make_person(Role.ADMIN)]
    make_person(Role.MODERATOR)
    make_person(Role.ADMIN, wants_mail=False)
    make_person(Role.ADMIN, is_active=False)
    left_alone = make_person(Role.ADMIN)
    opt_out(left_alone.email or "", "asked", "machine")
    slug = make_news()
    assert (tell(), tell()) == (2, 0)
    mails = Outgoing.objects.order_by("pk").values_list("recipient", "about")
    assert list(mails) == [(one.email, f"target/{slug}") for one in wanting]


def test_good_news_is_told_as_plainly_as_bad() -> None:
    make_person(Role.ADMIN)
    make_news("missing", "listed", name="Places <1>")
    tell()
    assert [line for line in texts()[0].splitlines() if line.startswith("- ")] == [
        "- Version v2, Country list: Kosovo appeared. Before: Missing. Now: Listed."
    ]


def test_who_is_killed_between_two_mails_goes_on_where_they_stopped() -> None:
    first, second = make_person(Role.ADMIN), make_person(Role.ADMIN)
    make_news()
    make_news("listed", "missing")
    tell()
    move_bookmark(READER, 0)
    assert tell() == 4
    assert sorted(Outgoing.objects.values_list("recipient", flat=True)) == sorted([first.email, second.email] * 2)


def test_history_and_hidden_targets_are_told_to_nobody() -> None:
    make_person(Role.ADMIN)
    make_line(make_target(), v1="missing", v2="listed")
    make_news(hidden=True)
    assert (tell(), Outgoing.objects.count()) == (0, 0)


def test_a_change_that_moves_is_not_told_again() -> None:
    make_person(Role.ADMIN)
    target = make_target()
    make_line(target, v1="missing")
    list_releases(target, make_listed("v1", "v2", "v3"))
    read(target, "v3", "listed")
    assert tell() == 1
    read(target, "v2", "listed")
    assert tell() == 0
