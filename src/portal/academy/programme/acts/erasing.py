"""What is private and no longer needed in; the same rows without it, and a ledger that says what was erased, out."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.academy.programme.acts.applying import withdraw
from portal.academy.programme.acts.base import OVER, hold
from portal.academy.programme.acts.joining import release
from portal.academy.programme.looks import alias
from portal.academy.programme.models import Application, Certificate, Edition, Mark, Participant, Private, Visit
from portal.academy.programme.states import APPLICATION, ApplicationState, EditionState, ParticipantState
from portal.ground.ledger.acts import MACHINE, record
from portal.ground.mail.acts import forget as forget_mail
from portal.ground.people.models import Person

A = ApplicationState
KEEP_DECIDED = dt.timedelta(days=60)
KEEP_ENDED = dt.timedelta(days=7)
KEEP_CANCELLED = dt.timedelta(days=60)
_ERASED = {"motivation": "", "experience": "", "wiki_name": ""}


def due_editions(now: dt.datetime) -> list[Edition]:
    """Editions whose private data are kept no longer."""
    left = Edition.objects.filter(erased_at=None)
    cancelled = Q(state=EditionState.CANCELLED, closed_at__lte=now - KEEP_CANCELLED)
    over = left.filter(cancelled | Q(ends_at__lte=now))
    return [one for one in over if one.state == EditionState.CANCELLED or until(one) <= now]


def until(edition: Edition) -> dt.datetime:
    """Until when private data of an edition are kept."""
    return edition.ends_at + dt.timedelta(days=edition.keep_days)


def due_applications(now: dt.datetime) -> list[Application]:
    """Applications that came to nothing some time ago, and of which something private is still kept."""
    declined = Q(state__in=(A.DECLINED, A.LAPSED), decided_at__lte=now - KEEP_DECIDED)
    ended = Q(state__in=(A.REFUSED, A.WITHDRAWN), decided_at__lte=now - KEEP_ENDED)
    kept = Application.objects.filter(declined | ended).exclude(private=None)
    return list(kept.select_related("edition").order_by("pk"))


@transaction.atomic
def erase_application(application: Application, by: str = MACHINE) -> None:
    """Erase what is private about one application: the row stays, without a person, for the counts."""
    _erase([application.pk])
    if not Participant.objects.filter(application=application, person__isnull=False).exists():
        Application.objects.filter(pk=application.pk).update(person=None)
    record("private.erased", alias(application), by, {"applications": 1})


@transaction.atomic
def erase_private(edition: Edition, by: str = MACHINE) -> int:
    """Erase all that is private in an edition, once: names, birthdays, guardians, what was written, marks of browsers.

    Pseudonyms, works, counts and what guardians said stay, and so do certificates, with digests of their names.
    How many applications were erased.
    """
    edition = hold(edition)
    if edition.erased_at is not None:
        return 0
    all_of_it = list(edition.applications.values_list("pk", flat=True))
    names = Certificate.objects.filter(edition=edition).exclude(name="").update(name="")
    _erase(all_of_it)
    took_part = Participant.objects.filter(edition=edition).values("application")
    edition.applications.exclude(pk__in=took_part.exclude(application=None)).update(person=None)
    visitors = Visit.objects.filter(session__edition=edition).exclude(visitor="").update(visitor="")
    edition.erased_at = timezone.now()
    edition.save(update_fields=["erased_at"])
    fact = {"applications": len(all_of_it), "names": names, "visitors": visitors}
    record("private.erased", f"edition/{edition.slug}", by, fact)
    return len(all_of_it)


def _erase(applications: list[int]) -> None:
    Private.objects.filter(application__in=applications).delete()
    Mark.objects.filter(application__in=applications).update(note="")
    Application.objects.filter(pk__in=applications).update(**_ERASED)
    Certificate.objects.filter(participant__application__in=applications).update(name="")
    for number in applications:
        forget_mail(f"application/{number}")


def forget_person(person: Person) -> None:
    """Somebody left the portal: their applications end, what is private goes, and their pseudonyms belong to nobody."""
    for application in Application.objects.filter(person=person).select_related("edition").order_by("pk"):
        with transaction.atomic():
            hold(application.edition)
            application.refresh_from_db()
            if "withdraw" in APPLICATION.verbs(application.state) and _goes_on(application.edition):
                withdraw(application, MACHINE)
            Participant.objects.filter(application=application).update(person=None)
            erase_application(application)
    for participant in Participant.objects.filter(person=person).select_related("edition").order_by("pk"):
        with transaction.atomic():
            if participant.state == ParticipantState.ENROLLED and _goes_on(participant.edition):
                release(participant, MACHINE)
            Participant.objects.filter(pk=participant.pk).update(person=None)
            Certificate.objects.filter(participant=participant).update(name="")


def _goes_on(edition: Edition) -> bool:
    """Whether leaving changes anything for an edition: who finished it has taken part, and stays counted."""
    return edition.state not in OVER
