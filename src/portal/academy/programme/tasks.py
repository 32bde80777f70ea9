"""What is due by the clock in; reminders, lapsed answers, and private data that are erased, out."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from portal.academy.programme.acts.erasing import (
    due_applications,
    due_editions,
    erase_application,
    erase_private,
    forget_person,
)
from portal.academy.programme.acts.guardians import LAPSE_AFTER, REMIND_AFTER, lapse_unanswered, remind_guardian
from portal.academy.programme.acts.selecting import lapse
from portal.academy.programme.looks import came_back
from portal.academy.programme.models import Application, Consent
from portal.academy.programme.states import ApplicationState, ConsentState
from portal.academy.programme.telling import tell
from portal.ground.ledger.acts import move_bookmark
from portal.ground.ledger.looks import unread
from portal.ground.people.looks import by_handle

A = ApplicationState
READER = "programme.forget"


@task()
def keep_time() -> None:
    """Remind guardians once; let applications lapse whose guardian, or whose applicant, did not answer in time.

    Who gave an address of their guardian that no mail reaches is told so, once.
    """
    now = timezone.now()
    asked = Consent.objects.filter(state=ConsentState.ASKED, application__state=A.AWAITS_GUARDIAN)
    for consent in asked.filter(asked_at__lte=now - LAPSE_AFTER).order_by("pk"):
        lapse_unanswered(consent)
    for consent in asked.filter(asked_at__lte=now - REMIND_AFTER, reminded_at=None).order_by("pk"):
        remind_guardian(consent)
    for consent in asked.select_related("application__person", "application__edition").order_by("pk"):
        if came_back(consent.application):
            tell(consent.application, "guardian-lost", once=f"{consent.asked_at:%Y%m%d%H%M%S}")
    for application in Application.objects.filter(state=A.ACCEPTED, answer_by__lte=now).order_by("answer_by"):
        lapse(application)


@task()
def erase_due() -> None:
    """Erase what is private in editions, and in applications that came to nothing, once its time is over."""
    now = timezone.now()
    for edition in due_editions(now):
        erase_private(edition)
    for application in due_applications(now):
        erase_application(application)


@task()
def forget_left() -> None:
    """Take people who left the portal out of editions: the pseudonym stays, and belongs to nobody."""
    for entry in unread(READER, ["person.left"]):
        person = by_handle(entry.actor)
        if person is not None:
            forget_person(person)
        move_bookmark(READER, entry.number)
