"""Letters are shown without the addresses that only their receiver may hold."""

from __future__ import annotations

from pytest_django import Settings

from portal.faces.public.told import letter_of_anybody, public_text
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


def test_a_letter_that_anybody_sends_leaves_out_the_notes_that_only_the_owner_may_read(settings: Settings) -> None:
    settings.MAIL_DOMAIN = "letters.example"
    text = (
        "Dear A,\n\n- Country list: nothing.\n\n"
        f"- You can answer to\n  {reply_address('0123456789abcdef0123')}.\n- The proof:\n  {links.target('a')}\n"
        f"* No more letters:\n  {links.leave('owner-1')}\n\nKind regards"
    )
    left = f"Dear A,\n\n- Country list: nothing.\n\n- The proof:\n  {links.target('a')}\n\nKind regards"
    assert letter_of_anybody(text) == left
