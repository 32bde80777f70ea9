"""Which threads letters name: successes only, about the same kind of list, by the best argument, nobody twice."""

from __future__ import annotations

import pytest

from portal.request.letters.diagnosis import CRITERIA
from portal.request.letters.precedents import NAMED, WON, choose, load_precedents, successes


def test_success_of_arguments_recounts_from_the_threads() -> None:
    assert dict(successes()) == {
        "registry": (14, 14),
        "runtime_data": (10, 10),
        "opt_in": (6, 6),
        "harm": (6, 6),
        "inconsistency": (8, 9),
        "institutional": (21, 26),
        "ready_patch": (36, 47),
        "plain": (9, 29),
        "recognition": (4, 14),
    }


@pytest.mark.parametrize("criterion", CRITERIA)
def test_only_successes_of_different_projects_are_named(criterion: str) -> None:
    threads = choose(criterion)
    assert len(threads) == 3
    assert len({thread.id.partition("#")[0] for thread in threads}) == 3
    assert all(thread.outcome in WON and thread.argument in NAMED for thread in threads)


def test_phone_codes_are_argued_with_phone_codes() -> None:
    assert [thread.id for thread in choose("phone-code")] == [
        "google/libphonenumber#1486", "annexare/Countries#19", "mledoze/countries#113",
    ]  # fmt: skip


def test_who_follows_iso_is_shown_options_that_exist() -> None:
    threads = choose("country", ("opt_in",), 2)
    assert [(thread.id, thread.outcome) for thread in threads] == [
        ("validatorjs/validator.js#2663", "added_opt_in"),
        ("symfony/symfony#61024", "added_opt_in"),
    ]


def test_the_target_itself_is_no_example() -> None:
    assert "google/libphonenumber" not in {
        thread.id.partition("#")[0] for thread in choose("phone-code", spare="libphonenumber")
    }


def test_every_thread_has_an_address_of_its_own() -> None:
    threads = load_precedents()
    assert len({thread.id for thread in threads}) == len(threads)
    assert [thread.id for thread in threads if not thread.url.endswith(thread.id.partition("#")[2])] == []
