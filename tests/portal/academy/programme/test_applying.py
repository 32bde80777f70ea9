"""Applying: once, with what is wrong told at each field; who withdrew may apply again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.academy.programme.acts import AcademyError, Filled, apply, correct, decide, withdraw
from portal.academy.programme.ages import age, is_minor
from portal.academy.programme.looks import private_of
from portal.academy.programme.models import Application, Edition
from portal.ground.ledger.models import Entry
from portal.ground.mail.models import Outgoing
from tests.portal.academy.make import DAY, make_edition
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db
ADULT = Filled(
    track="writing",
    full_name="Arta Krasniqi",
    born_on=dt.date(2000, 5, 1),
    languages=("sq", "en"),
    municipality="Prizren",
    motivation="I want to write about my town.",
)
MINOR = replace(
    ADULT,
    born_on=timezone.localdate() - 15 * 365 * DAY,
    guardian_name="Besa Krasniqi",
    guardian_email="besa@example.org",
)


def make_open(**fields: object) -> Edition:
    return make_edition(state="applying", **fields)


def mails_to(address: str) -> list[str]:
    sent = Outgoing.objects.filter(recipient=address).order_by("queued_at", "pk")
    return [message_from_bytes(bytes(one.raw), policy=policy.default)["Subject"].partition(":")[0] for one in sent]


def faults(edition: Edition, filled: Filled, person: object = None) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        apply(edition, person or make_person(), filled)  # type: ignore[arg-type]
    return caught.value.message_dict


def test_an_adult_applies_once() -> None:
    edition, person = make_open(), make_person(email="arta@example.org")
    first, second = apply(edition, person, ADULT), apply(edition, person, replace(ADULT, motivation="Other"))
    assert (first.is_new, second.is_new, first.application.pk) == (True, False, second.application.pk)
    assert (second.application.state, second.application.motivation) == ("applied", ADULT.motivation)
    assert mails_to("arta@example.org") == ["Your application"]


def test_what_is_private_stands_in_its_own_row_and_not_in_the_ledger() -> None:
    made = apply(make_open(), make_person(), MINOR).application
    private = private_of(made)
    assert private is not None
    assert (private.full_name, private.guardian_email) == ("Arta Krasniqi", "besa@example.org")
    said = str(list(Entry.objects.values_list("actor", "subject", "body")))
    secrets = ("Arta", "Krasniqi", "besa@", str(MINOR.born_on), MINOR.motivation, made.person.handle)  # type: ignore[union-attr]
    assert [word for word in secrets if word in said] == []


def test_what_is_wrong_is_told_at_each_field() -> None:
    told = faults(make_open(), Filled(track="flying", full_name=" ", born_on=timezone.localdate()))
    assert set(told) == {"track", "full_name", "born_on", "languages", "motivation"}


def test_a_minor_names_a_guardian_with_another_address() -> None:
    edition, person = make_open(), make_person(email="arta@example.org")
    none = replace(MINOR, guardian_name="", guardian_email="")
    assert set(faults(edition, none, person)) == {"guardian_name", "guardian_email"}
    own = replace(MINOR, guardian_email=" Arta@Example.org ")
    assert faults(edition, own, person) == {
        "guardian_email": ["Please give the address of your parent or guardian, not your own."]
    }


def test_a_name_that_stands_in_mails_holds_no_address() -> None:
    told = faults(make_open(), replace(MINOR, full_name="www.casino.example Win", guardian_name="https://x"))
    assert set(told) == {"full_name", "guardian_name"}


def test_nobody_applies_before_or_after() -> None:
    now = timezone.now()
    for edition in (
        make_open(apply_from=now + DAY),
        make_open(apply_until=now - DAY, apply_from=now - 2 * DAY),
        make_edition(state="announced"),
        make_edition(state="cancelled"),
    ):
        with pytest.raises(AcademyError):
            apply(edition, make_person(), ADULT)
    assert Application.objects.count() == 0


def test_who_withdrew_applies_again_with_new_words() -> None:
    edition, person = make_open(), make_person()
    withdraw(apply(edition, person, ADULT).application)
    again = apply(edition, person, replace(MINOR, motivation="Now I can."))
    assert (again.is_new, again.application.state, again.application.motivation) == (
        True,
        "awaits-guardian",
        "Now I can.",
    )
    assert (Application.objects.count(), again.application.decided_at) == (1, None)


def test_words_are_corrected_until_somebody_decides() -> None:
    edition = make_open()
    made = apply(edition, make_person(), ADULT).application
    assert correct(made, replace(ADULT, municipality="Gjakova")).municipality == "Gjakova"
    with pytest.raises(ValidationError):
        correct(made, replace(ADULT, born_on=dt.date(1990, 1, 1)))
    decide(made, "decline", "person-organiser")
    with pytest.raises(AcademyError):
        correct(made, ADULT)


def test_another_address_of_the_guardian_is_asked_and_the_first_one_no_longer_leads_anywhere() -> None:
    made = apply(make_open(), make_person(), MINOR).application
    first = made.consent.token
    correct(made, replace(MINOR, guardian_email="agim@example.org"))
    made.consent.refresh_from_db()
    assert made.consent.token != first
    assert mails_to("agim@example.org") == ["Your consent is asked for"]


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ((2008, 11, 23), (2026, 11, 22), 17),
        ((2008, 11, 23), (2026, 11, 23), 18),
        ((2008, 2, 29), (2026, 2, 28), 17),
        ((2008, 2, 29), (2026, 3, 1), 18),
    ],
)
def test_years_are_whole(born: tuple[int, int, int], on: tuple[int, int, int], years: int) -> None:
    assert age(dt.date(*born), dt.date(*on)) == years
    assert is_minor(dt.date(*born), dt.date(*on), 18) == (years < 18)
