"""A minor's application in; what the guardian was asked, read and said, and what follows from it, out."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.programme.acts.base import AcademyError, hold, must_go_on
from portal.academy.programme.acts.seats import free_seat, leave
from portal.academy.programme.consents import consent_text, digest
from portal.academy.programme.looks import alias
from portal.academy.programme.models import Application, Consent, new_token
from portal.academy.programme.states import APPLICATION, CONSENT, SEATED, ApplicationState, ConsentState
from portal.academy.programme.telling import tell, tell_guardian
from portal.ground.ledger.acts import MACHINE, record

GUARDIAN = "guardian"
REMIND_AFTER, LAPSE_AFTER = dt.timedelta(days=5), dt.timedelta(days=14)
A = ApplicationState


def ask(application: Application, language: str) -> Consent:
    """Ask a guardian by mail, at an address that only they get; an earlier address no longer leads anywhere."""
    now = timezone.now()
    asked = {
        "state": ConsentState.ASKED,
        "token": new_token(),
        "language": language,
        "text": consent_text(application.edition, language),
        "photo": False,
        "asked_at": now,
        "reminded_at": None,
        "said_at": None,
    }
    consent, _made = Consent.objects.update_or_create(application=application, defaults=asked)
    application.consent = consent
    record("consent.asked", alias(application), MACHINE)
    tell_guardian(consent, "guardian-asked", at=now + LAPSE_AFTER)
    return consent


@transaction.atomic
def give_consent(consent: Consent, language: str, *, photo: bool = False, read: str = "") -> Consent:
    """The guardian agrees to the text in the language in which they read it. `photo`: also to pictures.

    `read`: the digest of the text that stood on their page. The application is read then; who was refused or lapsed
    before waits to be read again. Raises NotAllowedError where it was given already, AcademyError where the edition is
    over or the text is another one meanwhile.
    """
    consent, application = _held(consent)
    must_go_on(application.edition)
    was = consent.state
    text = consent_text(application.edition, language)
    if read and read != digest(text):
        raise AcademyError(_("The text has changed since you opened this page. Please read it again."))
    CONSENT.take(consent, "give", text=text, language=language, photo=photo, said_at=timezone.now())
    record("consent.given", alias(application), GUARDIAN, {"language": language, "photo": photo})
    if application.state in (A.AWAITS_GUARDIAN, A.REFUSED) or (
        application.state == A.LAPSED and was == ConsentState.ASKED
    ):
        APPLICATION.take(application, "agree", decided_at=None, decided_by="")
    tell(application, "guardian-gave")
    return consent


@transaction.atomic
def refuse_consent(consent: Consent, language: str) -> Consent:
    """The guardian does not agree. Raises NotAllowedError where they have answered already."""
    consent, application = _held(consent)
    text = consent_text(application.edition, language)
    CONSENT.take(consent, "refuse", text=text, language=language, said_at=timezone.now())
    _end(application, "consent.refused")
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent) -> Consent:
    """The guardian agreed and no longer does: who took part is withdrawn, and what is public stays as the text said."""
    consent, application = _held(consent)
    CONSENT.take(consent, "withdraw", photo=False, said_at=timezone.now())
    _end(application, "consent.withdrawn")
    return consent


@transaction.atomic
def allow_photo(consent: Consent, photo: bool) -> Consent:
    """The guardian who agreed changes their mind about pictures alone. Raises AcademyError where they did not agree."""
    consent, application = _held(consent)
    if consent.state != ConsentState.GIVEN:
        raise AcademyError(_("The guardian has not agreed yet."))
    if consent.photo != photo:
        consent.photo = photo
        consent.save(update_fields=["photo"])
        record("consent.changed", alias(application), GUARDIAN, {"photo": photo})
    return consent


def _held(consent: Consent) -> tuple[Consent, Application]:
    edition = hold(consent.application.edition)
    consent = Consent.objects.select_related("application__person").get(pk=consent.pk)
    consent.application.edition = edition
    return consent, consent.application


def _end(application: Application, verb: str) -> None:
    record(verb, alias(application), GUARDIAN)
    if "refuse" not in APPLICATION.verbs(application.state):
        return
    seat = application.state in SEATED
    APPLICATION.take(application, "refuse", decided_at=timezone.now(), decided_by=GUARDIAN, answer_by=None)
    leave(application, GUARDIAN)
    if seat:
        free_seat(application.edition, application.track)
    tell(application, "guardian-refused")


@transaction.atomic
def remind_guardian(consent: Consent, by: str = MACHINE) -> None:
    """Ask once more, with the same address. Raises AcademyError where there is nothing to remind of."""
    consent, application = _held(consent)
    if consent.state != ConsentState.ASKED or application.state != A.AWAITS_GUARDIAN:
        raise AcademyError(_("The guardian has answered already."))
    consent.reminded_at = timezone.now()
    consent.save(update_fields=["reminded_at"])
    record("consent.reminded", alias(application), by)
    tell_guardian(consent, "guardian-reminded", at=consent.asked_at + LAPSE_AFTER)


@transaction.atomic
def lapse_unanswered(consent: Consent) -> None:
    """No guardian answered in time: the application lapses, and says so."""
    consent, application = _held(consent)
    if application.state != A.AWAITS_GUARDIAN:
        return
    APPLICATION.take(application, "lapse", decided_at=timezone.now(), decided_by=MACHINE)
    record("application.lapsed", alias(application), MACHINE)
    tell(application, "guardian-silent")
