"""Mails on what became of one's work: what is known alone, once, in the reader's language, never to who said no."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy

import pytest
import time_machine
from django.utils import timezone, translation

from portal.academy.after import acts, looks
from portal.academy.after.models import Told
from portal.academy.after.numbers import sentences
from portal.academy.after.tasks import tell_numbers
from portal.academy.programme.models import Edition, Participant
from portal.catalogue.acts import opt_out
from portal.ground.mail.models import Outgoing
from tests.portal.faces.academy.results.make import make_results

pytestmark = pytest.mark.django_db
FACTS = {"created": 1, "words": 12345, "sources": 2, "uses": 3, "views": 400, "stood": 0.756}


def make_ended() -> Edition:
    """An edition of 37 days ago of which a bit of everything is known."""
    return make_results(slug="autumn", state="closed")


def letters() -> dict[str, str]:
    found = {}
    for one in Outgoing.objects.all():
        message = message_from_bytes(bytes(one.raw), policy=policy.default)
        found[one.recipient] = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    return found


def person(number: int) -> Participant:
    return Participant.objects.select_related("person", "edition").get(edition__slug="autumn", number=number)


def test_each_participant_hears_what_is_known_of_their_own_work() -> None:
    make_ended()
    assert tell_numbers.func() == 2
    said = {to: [line[2:] for line in text.splitlines() if line.startswith("- ")] for to, text in letters().items()}
    assert said == {
        person(1).person.email: ["You began 1 new article."],
        person(2).person.email: [
            "You added 20 words.",
            "You named 1 source.",
            "1 article shows your pictures or videos.",
            "The articles you worked on were opened 340 times in the last 30 days.",
        ],
    }


def test_the_same_mail_goes_once() -> None:
    make_ended()
    assert (tell_numbers.func(), tell_numbers.func()) == (2, 0)
    assert sorted(Told.objects.values_list("days", flat=True)) == [30, 30]


def test_who_said_no_hears_nothing() -> None:
    make_ended()
    acts.choose(person(1), hears=False)
    opt_out(person(2).person.email, "asked", "machine")
    assert tell_numbers.func() == 0


def test_long_ago_editions_are_left_in_peace() -> None:
    make_ended()
    with time_machine.travel(timezone.now() + dt.timedelta(days=20), tick=False):
        assert tell_numbers.func() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(days=56), tick=False):
        assert {one.number for one in looks.to_tell(90, timezone.now())} == {1, 2, 3}


def test_a_rehearsal_is_not_spoken_of() -> None:
    make_results(state="closed", is_rehearsal=True)
    assert tell_numbers.func() == 0


def test_every_fact_is_a_sentence() -> None:
    assert sentences(FACTS, 90) == [
        "You began 1 new article.",
        "You added 12,345 words.",
        "You named 2 different sources.",
        "3 articles show your pictures or videos.",
        "The articles you worked on were opened 400 times in the last 30 days.",
        "Of the words you wrote, 76 % still stood after 90 days.",
    ]


def test_the_mail_leads_to_the_own_figures_and_to_a_way_out() -> None:
    make_ended()
    with translation.override("sr-latn"):
        from portal.academy.after.numbers import letter

        _, text = letter(person(1), 30, FACTS)
    assert "/sr-latn/academy/autumn/results/people/1/" in text
    assert "/sr-latn/academy/alumni/" in text
