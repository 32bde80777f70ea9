"""Letters are shown without the addresses that only their receiver may hold."""

from __future__ import annotations

from pytest_django import Settings

from portal.faces.public.told import public_text
from portal.ground import links
from portal.ground.mail.addresses import reply_address


def test_signed_addresses_are_taken_out(settings: Settings) -> None:
    settings.MAIL_DOMAIN = "letters.example"
    leave, reply = links.leave("owner-1"), reply_address("0123456789abcdef0123")
    text = public_text(f"You can answer to {reply}.\nNo more letters: {leave}\nThe proof: {links.target('a')}")
    assert text == (
        "You can answer to [our address for replies].\n"
        f"No more letters: [an address for the owner alone]\nThe proof: {links.target('a')}"
    )


def test_other_addresses_stay() -> None:
    assert public_text("Write to press@iso.example about <b>.") == "Write to press@iso.example about <b>."
