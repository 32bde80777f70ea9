"""Proof of work: cheap for a hundred, too dear for thousands, and nobody is blocked."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

import altcha
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from portal.ground.limits import acts, proof
from portal.ground.limits.rules import PROOF

NETWORK = "192.0.2.1"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FAST = 10_000_000
"""Numbers a second of a good processor core, as a native program."""
BROWSER = 400_000
"""Numbers a second of a browser on an ordinary telephone, all workers together: an assumption, not a measurement."""


def solve(sum_: dict[str, Any]) -> dict[str, Any]:
    """What a browser does."""
    found = altcha.solve_challenge(
        altcha.Challenge("SHA-256", sum_["challenge"], sum_["maxNumber"], sum_["salt"], sum_["signature"])
    )
    return {key: sum_[key] for key in ("algorithm", "challenge", "salt", "signature")} | {"number": found.number}


def packed(answer: object) -> str:
    """An answer as it is sent."""
    return base64.b64encode(json.dumps(answer).encode()).decode()


def seconds(people: int, speed: int) -> float:
    """How long so many proofs of one network take on average."""
    return sum(proof.work(done) / 2 for done in range(people)) / speed


def test_sixty_honest_people_behind_one_address_notice_nothing() -> None:
    assert max(proof.work(done) for done in range(60)) / 2 / BROWSER < 0.1


def test_a_school_of_three_hundred_in_one_hour_waits_for_seconds() -> None:
    assert proof.work(300) / 2 / BROWSER < 10


def test_five_thousand_sign_ups_from_one_address_cannot_be_paid_for() -> None:
    hour = 3600
    assert seconds(500, FAST) < hour  # dear from here on
    assert seconds(800, 16 * FAST) > hour  # sixteen cores do not get to eight hundred
    assert seconds(1500, 10_000 * FAST) > hour  # nor a farm of video cards to fifteen hundred
    assert seconds(5000, 10_000 * FAST) > hour * 24 * 365 * 1_000_000


@pytest.mark.django_db
def test_an_answer_is_accepted_once() -> None:
    answer = packed(solve(proof.challenge(NETWORK)))
    assert [proof.accept(answer, NETWORK) for _ in range(3)] == [True, False, False]


@pytest.mark.django_db
def test_the_work_rises_with_the_proofs_used_and_falls_in_the_next_hour() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(PROOF.limit + 60):
            acts.allow(PROOF.deed, NETWORK, 10**9, PROOF.seconds)
        assert proof.challenge(NETWORK)["maxNumber"] == 4 * proof.LEAST
        assert proof.challenge("198.51.100.1")["maxNumber"] == proof.LEAST
        clock.shift(3600)
        assert proof.challenge(NETWORK)["maxNumber"] == proof.LEAST


@pytest.mark.django_db
def test_asking_for_challenges_makes_nothing_dearer() -> None:
    for _ in range(200):
        proof.challenge(NETWORK)
    assert proof.challenge(NETWORK)["maxNumber"] == proof.LEAST


@pytest.mark.django_db
def test_cheap_challenges_cannot_be_collected_and_spent_later() -> None:
    with time_machine.travel(NOON, tick=False):
        cheap = [packed(solve(proof.challenge(NETWORK))) for _ in range(2)]
        for _ in range(PROOF.limit + 60):
            acts.allow(PROOF.deed, NETWORK, 10**9, PROOF.seconds)
        assert proof.accept(cheap[0], NETWORK)  # a neighbour who began before is not turned away
        for _ in range(30):
            acts.allow(PROOF.deed, NETWORK, 10**9, PROOF.seconds)
        assert not proof.accept(cheap[1], NETWORK)


@pytest.mark.django_db
def test_an_old_answer_is_refused() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        answer = packed(solve(proof.challenge(NETWORK)))
        clock.shift(20 * 60 + 1)
        assert not proof.accept(answer, NETWORK)


@pytest.mark.django_db
def test_a_salt_with_a_word_twice_is_refused() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        answer = solve(proof.challenge(NETWORK))
        head, _, words = answer["salt"].partition("?")
        longer = {**answer, "salt": f"{head}?expires=9999999999&{words}"}
        dearer = {**answer, "salt": f"{head}?{words.removesuffix('&').replace('work=', 'work=999999999&work=')}&"}
        clock.shift(20 * 60 + 1)
        assert not proof.accept(packed(longer), NETWORK)
        clock.move_to(NOON)
        assert altcha.verify_solution(dearer, proof._key())[0]  # the library alone takes it
        assert not proof.accept(packed(dearer), NETWORK)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"number": -1},
        {"number": "1"},
        {"number": True},
        {"number": 10**400},
        {"signature": "0" * 64},
        {"algorithm": "SHA-1"},
        {"algorithm": "MD5"},
        {"salt": ""},
        {"challenge": None},
    ],
)
def test_a_changed_answer_is_refused(change: dict[str, Any]) -> None:
    assert not proof.accept(packed(solve(proof.challenge(NETWORK)) | change), NETWORK)


@given(st.one_of(st.text(max_size=50), st.recursive(st.none() | st.integers(), st.lists).map(packed)))
def test_rubbish_is_refused(payload: str) -> None:
    assert proof._read(payload) is None or not isinstance(proof._read(payload)["salt"], int)
    assert not proof.accept(payload, NETWORK)
