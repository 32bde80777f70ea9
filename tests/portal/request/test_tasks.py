"""Sending: paced, once, never to who asked for peace; one reminder, then the silence is said openly."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from portal.catalogue.acts import opt_out
from portal.ground.mail.models import Outgoing
from portal.request.models import Request
from portal.request.tasks import remind_due, send_ready
from portal.request.writing import approve
from tests.portal.make import make_contact, make_look, make_person, make_request, make_target

DAY = dt.timedelta(days=1)


def make_ready(**fields: object) -> Request:
    request = make_request(**fields)  # type: ignore[arg-type]
    approve(request, make_person().handle)
    return request


def states() -> list[str]:
    return list(Request.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.django_db
def test_an_approved_letter_goes_out_once() -> None:
    request = make_ready()
    send_ready.func()
    send_ready.func()
    mail = Outgoing.objects.get()
    letter = request.letters.get()
    assert (mail.about, mail.recipient, mail.message_id) == (
        f"request/{request.pk}",
        request.contact.address if request.contact else "",
        letter.mail,
    )
    assert states() == ["sent"]


@pytest.mark.django_db
def test_no_more_than_so_many_letters_a_day(settings: Settings) -> None:
    settings.LETTERS_A_DAY = 2
    for _ in range(3):
        make_ready()
    send_ready.func()
    assert states() == ["sent", "sent", "ready"]


@pytest.mark.django_db
def test_one_owner_has_one_letter_in_three_weeks() -> None:
    first = make_ready()
    other = make_target(owner=first.target.owner)
    make_contact(other)
    second = make_ready(target=other)
    send_ready.func()
    assert states() == ["sent", "ready"]
    with time_machine.travel(timezone.now() + 22 * DAY, tick=False):
        send_ready.func()
    second.refresh_from_db()
    assert second.state == "sent"


@pytest.mark.django_db
def test_who_asks_for_peace_between_approval_and_sending_is_not_written_to() -> None:
    request = make_ready()
    assert request.contact is not None
    opt_out(request.contact.address, "they asked", "machine")
    send_ready.func()
    assert (states(), Outgoing.objects.count()) == (["opted-out"], 0)


@pytest.mark.django_db
def test_after_three_weeks_one_reminder_and_then_the_silence_is_said_openly() -> None:
    request = make_ready()
    send_ready.func()
    seen = []
    for weeks in (4, 8, 12):
        with time_machine.travel(timezone.now() + weeks * 7 * DAY, tick=False):
            remind_due.func()
            send_ready.func()
        seen.append((states()[0], request.letters.count(), Outgoing.objects.count()))
    assert seen == [("sent", 2, 2), ("silent", 2, 2), ("silent", 2, 2)]


@pytest.mark.django_db
def test_nobody_is_reminded_of_what_is_listed_meanwhile() -> None:
    request = make_ready()
    send_ready.func()
    make_look(request.target, timezone.now(), country="listed")
    with time_machine.travel(timezone.now() + 28 * DAY, tick=False):
        remind_due.func()
    assert Outgoing.objects.count() == 1
