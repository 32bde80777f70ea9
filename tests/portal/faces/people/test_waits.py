"""Signing in without script."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail

from tests.portal.faces.people.conftest import Visitor, code_in

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def ticket_in(answer: object) -> str:
    """The ticket in the page that asks to wait."""
    found = re.search(r'name="ticket" value="([^"]+)"', answer.content.decode())  # type: ignore[attr-defined]
    assert found
    return found[1]


def ask_and_wait(visitor: Visitor, email: str, clock: time_machine.Traveller) -> int:
    """Ask without proof, wait, continue; the status of the answer."""
    ticket = ticket_in(visitor.post("sign-in/", {"email": email, "next": "/en/settings/leave/"}))
    clock.shift(21)
    status: int = visitor.post("sign-in/wait/", {"ticket": ticket}).status_code
    return status


def test_without_script_a_short_wait_takes_the_place_of_the_proof(visitor: Visitor) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        ticket = ticket_in(visitor.post("sign-in/", {"email": "ana@example.org", "next": "/en/settings/leave/"}))
        assert mail.outbox == []
        again = visitor.post("sign-in/wait/", {"ticket": ticket})
        assert (again.status_code, ticket_in(again), mail.outbox) == (200, ticket, [])
        clock.shift(21)
        assert visitor.post("sign-in/wait/", {"ticket": ticket}).url == "/en/sign-in/code/"
        answer = visitor.post("sign-in/code/", {"code": code_in(mail.outbox[0].body)})
        assert answer.url == "/en/settings/leave/"


@pytest.mark.parametrize("proof", ["", "x", "e30=", "W10=", "bnVsbA==", "x" * 5000])
def test_what_is_no_proof_is_none(visitor: Visitor, proof: str) -> None:
    visitor.post("sign-in/", {"email": "ana@example.org", "proof": proof})
    assert mail.outbox == []


def test_a_ticket_is_good_once_and_not_for_ever(visitor: Visitor) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        used, old = (ticket_in(visitor.post("sign-in/", {"email": "ana@example.org"})) for _ in range(2))
        clock.shift(21)
        visitor.post("sign-in/wait/", {"ticket": used})
        assert visitor.post("sign-in/wait/", {"ticket": used}).url == "/en/sign-in/"
        clock.shift(15 * 60)
        assert visitor.post("sign-in/wait/", {"ticket": old}).url == "/en/sign-in/"
        assert visitor.post("sign-in/wait/", {"ticket": old[:-1]}).url == "/en/sign-in/"
        assert visitor.post("sign-in/wait/").url == "/en/sign-in/"
    assert len(mail.outbox) == 1


def test_without_proof_one_network_gets_thirty_codes_an_hour_and_others_go_on() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        statuses = []
        for number in range(32):
            clock.move_to(NOON)
            statuses.append(ask_and_wait(Visitor(), f"person-{number}@example.org", clock))
        assert statuses == [302] * 30 + [429] * 2
        clock.move_to(NOON)
        assert ask_and_wait(Visitor(network="198.51.100.7"), "ana@example.org", clock) == 302
        assert Visitor().ask("ben@example.org").status_code == 302  # with script nobody notices


def test_a_flood_without_proof_from_many_networks_is_bounded() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for number in range(305):
            clock.move_to(NOON)
            ask_and_wait(Visitor(network=f"198.51.{number // 200}.{number % 200}"), f"p{number}@example.org", clock)
    assert len(mail.outbox) == 300
