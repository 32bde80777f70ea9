"""Guests invited, joined and taken from the list in; the change and its row, without name or address, out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.ground.ledger.acts import MACHINE, record
from portal.ground.mail.acts import forget
from portal.ground.moves import NotAllowedError
from portal.ground.people.looks import tidy
from portal.ground.people.names import clean_name
from portal.strategy.plan.models import Partner
from portal.strategy.review.base import ReviewError, hold, next_number, words
from portal.strategy.review.models import Guest, Review, new_token
from portal.strategy.review.states import GUEST, GuestState, ReviewState
from portal.strategy.review.telling import tell

MOST_GUESTS = 200
LANGUAGES = {code for code, _name in settings.LANGUAGES}


@transaction.atomic
def invite(review: Review, by: str, name: str, email: str, **values: Any) -> Guest:
    """Invite somebody: they get a mail with an address of their own. `values`: organisation, partner, language, votes.

    Raises ReviewError where the name or the address is none, or somebody with this address is invited already.
    """
    review = _going(review)
    email = tidy(email)
    try:
        validate_email(email)
    except ValidationError as error:
        raise ReviewError("email", _("This is not the address of a mailbox.")) from error
    if review.guests.filter(email=email).exists():
        raise ReviewError("email", _("Somebody with this address is invited already."))
    if review.guests.count() >= MOST_GUESTS:
        raise ReviewError("", _("No more guests fit into this review."))
    partner: Partner | None = values.get("partner")
    language = values.get("language") or "en"
    made = Guest.objects.create(
        review=review,
        number=next_number(Guest, review),
        name=_name(name),
        organisation=words("organisation", values.get("organisation") or "", 120, required=False),
        partner=partner,
        email=email,
        language=language if language in LANGUAGES else "en",
        votes=bool(values.get("votes", True)),
        invited_at=timezone.now(),
    )
    facts = {"guest": made.handle, "votes": made.votes, "partner": partner.slug if partner else ""}
    record("guest.invited", review.subject, by, {name: value for name, value in facts.items() if value != ""})
    tell(made, "invited")
    return made


@transaction.atomic
def invite_again(guest: Guest, by: str) -> Guest:
    """Send a new address; the earlier one no longer leads anywhere. What the guest wrote stays theirs."""
    review = _going(guest.review)
    guest = Guest.objects.get(pk=guest.pk)
    guest.review = review
    if not guest.email:
        raise ReviewError("email", _("The address of this guest was erased."))
    if guest.state == GuestState.LEFT:
        GUEST.take(guest, "invite")
    guest.token = new_token()
    guest.save(update_fields=["token"])
    record("guest.invited", review.subject, by, {"guest": guest.handle, "again": True})
    tell(guest, "invited")
    return guest


@transaction.atomic
def uninvite(guest: Guest, by: str) -> Guest:
    """Take somebody from the list: their address leads nowhere any more. What they wrote and voted stays."""
    review = hold(guest.review)
    guest = GUEST.take(Guest.objects.get(pk=guest.pk), "leave")
    record("guest.left", review.subject, by, {"guest": guest.handle})
    return guest


@transaction.atomic
def join(guest: Guest, name: str, organisation: str) -> Guest:
    """A guest comes in, and says how the minutes shall name them; where they are in already, that changes.

    Raises ReviewError where the name is none, NotAllowedError where the review is closed.
    """
    review = _going(guest.review)
    guest = Guest.objects.get(pk=guest.pk)
    said = {"name": _name(name), "organisation": words("organisation", organisation, 120, required=False)}
    if guest.state == GuestState.JOINED:
        Guest.objects.filter(pk=guest.pk).update(**said)
        record("guest.renamed", review.subject, guest.handle)
    else:
        GUEST.take(guest, "join", joined_at=timezone.now(), **said)
        record("guest.joined", review.subject, guest.handle)
    return Guest.objects.get(pk=guest.pk)


@transaction.atomic
def forget_address(guest: Guest) -> None:
    """Erase where a guest can be written to, and the letters that went there."""
    guest.email = ""
    guest.save(update_fields=["email"])
    forget(f"guest/{guest.pk}")
    record("guest.forgotten", guest.review.subject, MACHINE, {"guest": guest.handle})


def _going(review: Review) -> Review:
    held = hold(review)
    if held.state == ReviewState.CLOSED:
        raise NotAllowedError(_("This review is closed."))
    return held


def _name(text: str) -> str:
    try:
        found = clean_name(text)
    except ValidationError as error:
        raise ReviewError("name", error.messages[0]) from error
    if not found:
        raise ReviewError("name", _("Please write a name."))
    return found
