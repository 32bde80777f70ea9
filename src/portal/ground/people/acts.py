"""What people decide about themselves in; the change and its row in the ledger out, never with a name or an address."""

from __future__ import annotations

from typing import Literal

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from portal.ground.ledger import acts as ledger
from portal.ground.moves import NotAllowedError
from portal.ground.people import looks
from portal.ground.people.models import Person, Role
from portal.ground.people.names import clean_name

Owner = Literal["owner"]


def welcome(email: str, locale: str) -> Person:
    """The person who has just proven to read this mailbox: known ones as they are, others made now and confirmed."""
    with transaction.atomic():
        person, is_new = Person.objects.get_or_create(
            email=looks.tidy(email), defaults={"locale": locale, "confirmed_at": timezone.now()}
        )
        if is_new:
            person.set_unusable_password()
            person.save(update_fields=["password"])
            ledger.record("person.joined", _subject(person), person.handle)
        elif person.confirmed_at is None:
            person.confirmed_at = timezone.now()
            person.save(update_fields=["confirmed_at"])
            ledger.record("person.joined", _subject(person), person.handle)
    return person


def rename(person: Person, name: str) -> Person:
    """Change the public name; empty means a citizen. Raises ValidationError where it cannot be shown."""
    name = clean_name(name)
    with transaction.atomic():
        person.name = name
        person.save(update_fields=["name"])
        ledger.record("person.renamed", _subject(person), person.handle)
    return person


def wish(person: Person, *, locale: str | None = None, wants_mail: bool | None = None) -> Person:
    """Change the language of mails, or whether there are any beside the codes."""
    changed = [field for field, value in (("locale", locale), ("wants_mail", wants_mail)) if value is not None]
    if locale is not None:
        person.locale = locale
    if wants_mail is not None:
        person.wants_mail = wants_mail
    with transaction.atomic():
        person.save(update_fields=changed)
        ledger.record("person.wished", _subject(person), person.handle, {"fields": changed})
    return person


def leave(person: Person) -> None:
    """Erase what is private: address, name, passkeys. The handle stays, and so do the deeds under it.

    Downstream rooms read `left` in the ledger and take the name off what they show. All sessions end.
    """
    with transaction.atomic():
        now = timezone.now()
        looks.hold_admins()
        person.refresh_from_db()
        still_here = Person.objects.select_for_update().filter(pk=person.pk, left_at=None)
        if not still_here.exists():
            raise NotAllowedError("this person has left already")
        if person.role == Role.ADMIN and looks.admins() == 1:
            raise NotAllowedError("the last administrator gives the role to somebody else first")
        Authenticator.objects.filter(user=person).delete()
        EmailAddress.objects.filter(user=person).delete()
        person.email, person.name, person.role = None, "", Role.CITIZEN
        person.wants_mail, person.is_active, person.left_at = False, False, now
        person.last_login = None
        person.set_unusable_password()
        person.save()
        ledger.record("person.left", _subject(person), person.handle)


def give_role(person: Person, role: Role, by: Person | Owner) -> Person:
    """Give a person a role. Only an administrator may, or the owner of the machine by a command."""
    with transaction.atomic():
        looks.hold_admins()
        if by != "owner":
            by.refresh_from_db(fields=["role", "is_active"])
            if not by.is_at_least(Role.ADMIN):
                raise NotAllowedError("only an administrator gives roles")
        person.refresh_from_db(fields=["role", "is_active"])
        if not person.is_active:
            raise NotAllowedError("this person has left")
        if person.role == Role.ADMIN and role != Role.ADMIN and looks.admins() == 1:
            raise NotAllowedError("the last administrator gives the role to somebody else first")
        body = {"from": str(person.role), "to": str(role)}
        person.role = role
        person.save(update_fields=["role"])
        ledger.record("person.given-role", _subject(person), "owner" if by == "owner" else by.handle, body)
    return person


def _subject(person: Person) -> str:
    return f"person/{person.handle}"
