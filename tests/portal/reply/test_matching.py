"""Which request a message is about: what is certain, what is a proposal, and what says nothing."""

from __future__ import annotations

import pytest

from portal.ground.mail.acts import receive
from portal.reply.matching import CERTAIN, guess
from portal.request.models import Request
from tests.portal.make import make_contact, make_owner, make_request, make_target
from tests.portal.reply.make import make_answer, make_mail, make_raw, make_sent

pytestmark = pytest.mark.django_db


def make_sent_to(address: str, name: str = "Shop", homepage: str = "") -> Request:
    target = make_target(make_owner(homepage=homepage), name=name)
    make_contact(target, address=address)
    return make_sent(make_request(target))


def test_the_secret_address_is_certain() -> None:
    request = make_sent()
    found = guess(make_answer(request), "x")
    assert (found.request, found.by, found.score) == (request, "address", CERTAIN)


def test_a_reply_key_that_we_did_not_sign_counts_for_nothing() -> None:
    request = make_sent()
    incoming = receive(make_raw(), "imap", f"reply+{request.key}-0123456789abcdef@portal.invalid")
    assert guess(incoming, "x").request is None


def test_the_message_id_of_our_letter_is_certain_from_whatever_domain() -> None:
    request = make_sent()
    incoming = receive(make_raw(sender="t@tickets.example", In_Reply_To=make_mail(request).message_id), "imap")
    found = guess(incoming, "x")
    assert (found.request, found.by, found.score) == (request, "references", CERTAIN)


@pytest.mark.parametrize(
    ("sender", "subject", "score"),
    [
        ("info@shop.example", "Hello", 0.8),
        ("info@shop.example", "Your mail about Shop", 0.95),
        ("anna@shop.example", "Hello", 0.6),
        ("anna@mail.shop.example", "Hello", 0.6),
        ("anna@shop-group.example", "Hello", 0.5),
        ("anna@example", "Hello", 0.0),
        ("anna@elsewhere.example", "Your mail about Shop", 0.0),
    ],
)
def test_a_domain_only_proposes(sender: str, subject: str, score: float) -> None:
    make_sent_to("info@shop.example", homepage="https://www.shop-group.example/en")
    assert guess(receive(make_raw(sender=sender), "imap"), subject).score == score


def test_a_domain_of_many_people_says_nothing_but_the_very_address_does() -> None:
    make_sent_to("project@gmail.com")
    assert guess(receive(make_raw(sender="other@gmail.com"), "imap"), "x").score == 0
    assert guess(receive(make_raw(sender="project@gmail.com"), "imap"), "x").score == 0.8


def test_two_requests_that_fit_halve_what_we_know() -> None:
    make_sent_to("a@shop.example")
    make_sent_to("b@shop.example")
    assert guess(receive(make_raw(sender="c@shop.example"), "imap"), "x").score == 0.3
