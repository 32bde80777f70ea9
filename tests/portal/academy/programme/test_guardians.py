"""A guardian is asked by mail at a secret address; without their yes nobody under age takes part."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from portal.academy.programme.acts import (
    AcademyError,
    ConsentError,
    allow_photo,
    apply,
    confirm,
    correct,
    decide,
    give_consent,
    move_edition,
    refuse_consent,
    withdraw_consent,
)
from portal.academy.programme.acts.seats import DAY
from portal.academy.programme.consents import consent_text, digest
from portal.academy.programme.looks import came_back, consent_by, enrolled, has_consent, may_be_photographed
from portal.academy.programme.models import Application, Consent, Edition
from portal.academy.programme.states import ConsentState
from portal.academy.programme.tasks import keep_time
from portal.ground.ledger.models import Entry
from portal.ground.mail.models import Outgoing
from portal.ground.mail.states import OutgoingState
from portal.ground.moves import NotAllowedError
from tests.portal.academy.make import make_application, make_edition
from tests.portal.academy.programme.test_applying import MINOR, mails_to
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db
BY = "person-organiser"


def make_minor(edition: Edition | None = None) -> Consent:
    """What the guardian of somebody who has just applied is asked."""
    application = apply(edition or make_edition(state="applying"), make_person(), MINOR).application
    return application.consent


def state(consent: Consent) -> str:
    return Application.objects.get(pk=consent.application_id).state


def ago(consent: Consent, days: int) -> None:
    Consent.objects.filter(pk=consent.pk).update(asked_at=timezone.now() - days * DAY)


def test_the_mail_leads_to_an_address_that_nobody_guesses() -> None:
    consent = make_minor()
    mail = message_from_bytes(bytes(Outgoing.objects.get(recipient="besa@example.org").raw), policy=policy.default)
    text = mail.get_content()
    assert f"/en/academy/guardian/{consent.token}/" in text
    assert (len(consent.token) >= 32, "Krasniqi" in text.replace("Besa Krasniqi", "")) == (True, False)
    found = consent_by(consent.token)
    assert (found, consent_by("x")) == (consent, None)


def test_a_yes_keeps_exactly_what_was_read() -> None:
    consent = make_minor()
    text = consent_text(consent.application.edition, "sr-latn")
    give_consent(consent, "sr-latn", photo=True, read=digest(text))
    consent = Consent.objects.get(pk=consent.pk)
    assert (consent.state, consent.language, consent.text, consent.photo) == ("given", "sr-latn", text, True)
    assert ("Vaše dete" in text, "Krasniqi" in text, state(consent)) == (True, False, "applied")


def test_nobody_agrees_to_another_text_than_they_read() -> None:
    consent = make_minor()
    with pytest.raises(AcademyError):
        give_consent(consent, "en", read=digest("another"))
    assert (state(consent), has_consent(consent.application)) == ("awaits-guardian", False)


@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "en"])
@pytest.mark.parametrize("kind", ["wiki", "app"])
def test_each_text_is_whole_in_each_language(language: str, kind: str) -> None:
    edition = make_edition()
    edition.programme.kind = kind
    text = consent_text(edition, language)
    assert (len(text.split("\n\n")), "180" in text, "{" in text, "academy@example.org" in text) == (
        7,
        True,
        False,
        True,
    )


@pytest.mark.parametrize(
    ("language", "public", "linked"),
    [
        ("sq", "publike nën emrin e llogarisë", "e lidhin atë llogari me pseudonimin"),
        ("sr", "јавно под именом налога", "повезују тај налог са псеудонимом"),
        ("sr-latn", "javno pod imenom naloga", "povezuju taj nalog sa pseudonimom"),
        ("en", "public for ever under the name of the account", "link that account to the pseudonym"),
    ],
)
def test_a_guardian_reads_that_a_wiki_is_public_and_that_figures_link_account_and_pseudonym(
    language: str, public: str, linked: str
) -> None:
    text = consent_text(make_edition(), language)
    assert (public in text, linked in text) == (True, True)


def test_no_minor_is_accepted_waits_or_joins_without_a_yes() -> None:
    consent = make_minor()
    for verb in ("accept", "wait"):
        with pytest.raises((ConsentError, NotAllowedError)):
            decide(consent.application, verb, BY)
    sneaked = make_application(make_edition(), state="accepted", is_minor=True)
    with pytest.raises(ConsentError):
        confirm(sneaked, "Opal 77")
    assert enrolled(sneaked.edition).count() == 0


def test_who_lapsed_because_of_a_silent_guardian_is_not_accepted_either() -> None:
    consent = make_minor()
    ago(consent, 15)
    keep_time.func()
    with pytest.raises(ConsentError):
        decide(consent.application, "accept", BY)
    assert state(consent) == "lapsed"


def test_a_no_ends_the_application_and_may_become_a_yes() -> None:
    consent = make_minor()
    refuse_consent(consent, "sq")
    assert state(consent) == "refused"
    with pytest.raises(NotAllowedError):
        refuse_consent(consent, "sq")
    give_consent(consent, "sq")
    assert state(consent) == "applied"


def test_a_guardian_who_withdraws_takes_the_participant_out_and_the_seat_moves_on() -> None:
    edition = make_edition(state="applying", tracks=[{"slug": "writing", "names": {"en": "Writing"}, "seats": 1}])
    consent = make_minor(edition)
    give_consent(consent, "en", photo=True)
    decide(consent.application, "accept", BY)
    participant = confirm(consent.application, "Opal 77")
    next_one = make_application(edition, state="waiting", decided_at=timezone.now())
    withdraw_consent(consent)
    participant.refresh_from_db()
    next_one.refresh_from_db()
    assert (state(consent), participant.state, participant.pseudonym) == ("refused", "withdrawn", "Opal 77")
    assert (next_one.state, Consent.objects.get().photo, may_be_photographed(participant)) == ("accepted", False, False)


def test_a_guardian_changes_their_mind_about_pictures_alone() -> None:
    edition = make_edition(state="applying")
    application = apply(edition, make_person(), MINOR).application
    Application.objects.filter(pk=application.pk).update(photo=True)
    with pytest.raises(AcademyError):
        allow_photo(application.consent, True)
    give_consent(application.consent, "en")
    decide(application, "accept", BY)
    participant = confirm(application, "Opal 77")
    seen = [may_be_photographed(participant)]
    for allowed in (True, False):
        allow_photo(application.consent, allowed)
        seen.append(may_be_photographed(participant))
    assert seen == [False, True, False]


def test_a_silent_guardian_is_reminded_once_and_then_the_application_lapses() -> None:
    consent = make_minor()
    keep_time.func()
    assert len(mails_to("besa@example.org")) == 1
    ago(consent, 6)
    keep_time.func()
    keep_time.func()
    assert mails_to("besa@example.org") == ["Your consent is asked for", "A reminder"]
    ago(consent, 15)
    keep_time.func()
    assert state(consent) == "lapsed"
    give_consent(consent, "en")
    assert state(consent) == "applied"


def test_an_applicant_hears_once_that_no_mail_reaches_the_guardian() -> None:
    consent = make_minor()
    address = consent.application.person.email  # type: ignore[union-attr]
    assert not came_back(consent.application)
    Outgoing.objects.filter(recipient="besa@example.org").update(state=OutgoingState.BOUNCED)
    keep_time.func()
    keep_time.func()
    assert mails_to(address or "")[1:] == ["Our mail did not reach your guardian"]
    correct(consent.application, replace(MINOR, guardian_email="agim@example.org"))
    keep_time.func()
    assert (came_back(consent.application), len(mails_to(address or ""))) == (False, 2)


def test_a_yes_after_the_end_is_too_late() -> None:
    edition = make_edition(state="applying")
    consent = make_minor(edition)
    move_edition(edition, "cancel", BY)
    with pytest.raises(AcademyError):
        give_consent(consent, "en")
    assert Consent.objects.get().state == ConsentState.ASKED


def test_the_ledger_says_what_a_guardian_said_and_not_who() -> None:
    consent = make_minor()
    give_consent(consent, "en", photo=True)
    entry = Entry.objects.get(verb="consent.given")
    assert (entry.actor, entry.subject, entry.body) == (
        "guardian",
        f"application/{consent.application_id}",
        {"language": "en", "photo": True},
    )
