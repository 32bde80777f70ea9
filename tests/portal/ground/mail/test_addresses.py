"""Our signed addresses, made and read back; what is forged means nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from portal.ground.mail import addresses

KEYS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=20)


@given(KEYS)
def test_a_reply_address_gives_its_key_back_in_any_case(key: str) -> None:
    address = addresses.reply_address(key)
    assert {addresses.key_of(way) for way in (address, address.upper(), f" <{address}> ")} == {key}
    assert len(address.partition("@")[0]) <= 64


@given(KEYS, st.integers(0, 15), st.sampled_from("0123456789abcdef"))
def test_a_changed_signature_gives_no_key(key: str, at: int, digit: str) -> None:
    local, _at, domain = addresses.reply_address(key).partition("@")
    start = len(local) - 16 + at
    forged = f"{local[:start]}{digit}{local[start + 1 :]}@{domain}"
    assert (addresses.key_of(forged) == key) == (local[start] == digit)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "@",
        "reply@portal.invalid",
        "reply+ab@portal.invalid",
        "reply+ab-0123456789abcdef@portal.invalid",
        "x" * 10**6,
    ],
)
def test_an_address_that_we_did_not_make_gives_no_key(address: str) -> None:
    assert addresses.key_of(address) is None


def test_the_signature_of_one_key_is_no_use_for_another() -> None:
    mine, other = (addresses.reply_address(key).partition("@")[0] for key in ("mine", "other"))
    assert addresses.key_of(f"reply+other-{mine[-16:]}@portal.invalid") is None
    assert addresses.key_of(f"{other}@portal.invalid") == "other"


def test_another_secret_makes_other_addresses(settings: Settings) -> None:
    before = addresses.reply_address("ab")
    settings.SECRET_KEY = "another key for tests alone"
    assert addresses.key_of(before) is None


@pytest.mark.parametrize("key", ["", "ab cd", "AB", "a" * 21, "a-b", "a\n"])
def test_a_key_that_would_not_come_back_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="a reply key is"):
        addresses.reply_address(key)


def test_a_server_without_plus_addresses_gets_a_hyphen(settings: Settings) -> None:
    settings.MAIL_TAG = "-"
    assert addresses.reply_address("ab").startswith("reply-ab-")
    assert addresses.key_of(addresses.reply_address("ab")) == "ab"


@given(st.text(max_size=120))
def test_addresses_of_a_message_name_it(once: str) -> None:
    message = addresses.message_id(once)
    assert addresses.message_id(once) == message
    assert addresses.message_of(addresses.bounce_address(message)) == ("bounce", message)
    assert addresses.message_of(addresses.opt_out_address(message).upper()) == ("opt-out", message)


@pytest.mark.parametrize(
    "address", ["bounce@portal.invalid", "bounce+xyz@portal.invalid", "letters@portal.invalid", ""]
)
def test_an_address_that_names_no_message_says_so(address: str) -> None:
    assert addresses.message_of(address) is None


def test_an_opt_out_token_stands_for_an_address_and_cannot_be_made_up() -> None:
    token = addresses.opt_out_token(" Owner@Example.org ")
    assert addresses.opted_out(token) == "owner@example.org"
    assert addresses.opt_out_page("owner@example.org") == f"http://127.0.0.1:8000/opt-out/{token}/"
    assert [addresses.opted_out(forged) for forged in ("", "x", token[:-1], "x" + token)] == [None] * 4
