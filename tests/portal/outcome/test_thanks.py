"""Thanks for a win: one mail a person, in their language, and one to the owner with the badge."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy

import pytest

from portal.catalogue.acts import opt_out
from portal.ground import links
from portal.ground.mail.models import Outgoing
from portal.outcome.acts import read_ledger
from portal.outcome.models import Outcome
from portal.outcome.thanks import thank
from portal.request.acts import follow, stand_behind
from portal.request.models import Request
from tests.portal.make import NOON, make_look, make_person
from tests.portal.reply.make import make_sent

pytestmark = pytest.mark.django_db


def win(request: Request) -> Outcome:
    make_look(request.target, NOON + dt.timedelta(days=1), country="listed")
    while read_ledger():
        pass
    return Outcome.objects.get(request=request, kind="won")


def thanked() -> list[str]:
    return sorted(Outgoing.objects.filter(once__startswith="thanks/").values_list("recipient", flat=True))


def test_signers_and_followers_have_one_mail_each() -> None:
    request = make_sent()
    opener = request.signatures.get().person
    signer, follower = make_person(email="signer@example.org"), make_person(email="follower@example.org")
    stand_behind(request.target, signer)
    follow(request.target, follower)
    follow(request.target, signer)
    outcome = win(request)
    thank(outcome)
    assert request.contact is not None
    assert opener is not None
    assert thanked() == sorted([opener.email, "signer@example.org", "follower@example.org", request.contact.address])


def test_who_wants_no_mail_has_none() -> None:
    request = make_sent()
    for fields in ({"wants_mail": False}, {"is_active": False}, {"email": "peace@example.org"}):
        stand_behind(request.target, make_person(**fields))
    opt_out("peace@example.org", "", "machine")
    win(request)
    assert len(thanked()) == 2


def test_the_owner_is_thanked_with_the_badge_and_may_answer() -> None:
    request = make_sent()
    outcome = win(request)
    mail = message_from_bytes(bytes(Outgoing.objects.get(once=f"thanks/{outcome.pk}/owner").raw), policy=policy.default)
    text = mail.get_content()
    assert links.badge(request.target.slug) in text
    assert request.key in str(mail["Reply-To"])
    assert "{" not in text


def test_an_owner_who_asked_for_peace_meanwhile_is_left_alone() -> None:
    request = make_sent()
    assert request.contact is not None
    opt_out(request.contact.address.partition("@")[2], "", "owner")
    outcome = win(request)
    assert not Outgoing.objects.filter(once=f"thanks/{outcome.pk}/owner").exists()


@pytest.mark.parametrize("language", ["en", "sq", "sr", "sr-latn", "de", "fr", "it", "es"])
def test_thanks_to_owners_are_written_in_every_language_of_letters(language: str) -> None:
    request = make_sent()
    request.language = language
    request.save()
    outcome = win(request)
    raw = bytes(Outgoing.objects.get(once=f"thanks/{outcome.pk}/owner").raw)
    assert request.target.name in str(message_from_bytes(raw, policy=policy.default)["Subject"])
