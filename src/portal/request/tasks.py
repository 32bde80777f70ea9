"""Requests that are ready or due in; letters handed to the mail, paced, and reminders, out."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from portal.catalogue.looks import is_opted_out
from portal.catalogue.models import Channel
from portal.ground.ledger.acts import MACHINE, move_bookmark
from portal.ground.ledger.looks import unread
from portal.ground.mail.acts import queue
from portal.request.acts import close, fall_silent, forget, hold
from portal.request.looks import due, in_state
from portal.request.models import Letter, LetterKind, Request
from portal.request.states import RequestState
from portal.request.writing import NothingToAskError, follow_up, mark_sent


@task()
def send_ready() -> None:
    """Hand ready letters to the mail: so many a day, one to an owner in three weeks, none to who asked for none."""
    now = timezone.now()
    today = Letter.objects.filter(sent_at__gt=now - dt.timedelta(days=1), sent_via=Channel.EMAIL).count()
    for request in in_state(RequestState.READY).filter(channel=Channel.EMAIL).exclude(contact=None):
        if today >= settings.LETTERS_A_DAY:
            return
        if _was_written_to(request, now):
            continue
        today += send(request, MACHINE)


def _was_written_to(request: Request, now: dt.datetime) -> bool:
    """Whether the owner had a letter from us, about any target, within the last weeks."""
    recent = now - dt.timedelta(days=settings.DAYS_BETWEEN_LETTERS_TO_ONE_OWNER)
    return Letter.objects.filter(request__target__owner=request.target.owner_id, sent_at__gt=recent).exists()


@transaction.atomic
def send(request: Request, by: str) -> bool:
    """Hand the latest letter of a request to the mail, once; False where the owner asked not to be written to."""
    letter = request.letters.order_by("-version").first()
    if letter is None or request.contact is None:
        hold(request, "no letter or no contact", by)
        return False
    if is_opted_out(request.target.owner, request.contact.address):
        close(request, "opt_out", by)
        return False
    mail = queue(
        once=f"letter/{letter.pk}",
        about=f"request/{request.pk}",
        recipient=request.contact.address,
        subject=letter.subject,
        text=letter.body,
        reply_key=request.key,
    )
    mark_sent(request, Channel.EMAIL, by, mail.message_id)
    return True


@task()
def remind_due() -> None:
    """One courteous reminder when no answer came; after that the silence is said openly."""
    for request in due(timezone.now()).filter(state=RequestState.SENT):
        if request.letters.filter(kind=LetterKind.REMINDER).exists():
            fall_silent(request, MACHINE)
            continue
        try:
            follow_up(request, LetterKind.REMINDER, MACHINE, "remind")
        except NothingToAskError:
            continue  # it is listed meanwhile: the outcome closes it


@task()
def forget_left() -> None:
    """Take the names and words of people who left out of their signatures."""
    for entry in unread("request.forget", ["person.left"]):
        forget(entry.actor)
        move_bookmark("request.forget", entry.number)
