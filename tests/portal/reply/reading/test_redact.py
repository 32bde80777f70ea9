"""Personal data in replies: what is taken out, what stays, and that no text is a trap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reply.reading import Found, redact


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Write to jane.doe+x@mail.example.org.", "Write to […: e-mail address]."),
        ("jane (at) example.org", "[…: e-mail address]"),
        ("Call +383 44 123 456 or (030) 123-4567.", "Call […: phone number] or […: phone number]."),
        ("Tel.: 0049/30/1234567", "Tel.: […: phone number]"),
        ("IBAN XK05 1212 0123 4567 8906", "IBAN […: bank account]"),
        ("IBAN DE89370400440532013000.", "IBAN […: bank account]."),
        ("Ticket #AB-12345 is open", "[…: ticket number] is open"),
        ("Subject: [#4711-22] Kosovo", "Subject: […: ticket number] Kosovo"),
        ("Rruga Agim Ramadani nr. 15, 10000 Prishtina", "[…: postal address]"),
        ("Hauptstraße 12, 80331 München", "[…: postal address]"),
        ("Wir sitzen in D-80331 München.", "Wir sitzen in […: postal address]."),
        ("улица Краља Петра 7", "[…: postal address]"),
        ("12 rue de la Paix, Paris", "[…: postal address]"),
        ("See https://a.example/reset?token=abc", "See […: link]"),
        ("See https://a.example/t/9f8e7d6c5b4a39281706f5e4", "See […: link]"),
        ("Dear Arta,\nyes.", "Dear […: name],\nyes."),
        ("Sehr geehrte Frau Berisha,\nja.", "Sehr geehrte Frau […: name],\nja."),
        ("E nderuara znj. Berisha,\npo.", "E nderuara znj. […: name],\npo."),
        ("Поштована г-ђо Бериша,\nда.", "Поштована г-ђо […: name],\nда."),
        ("Yes.\n\nKind regards,\nJane Doe\nHead of Data", "Yes.\n\nKind regards,\n[…: name]\n[…: name]"),
        ("Yes.\nThanks, Jane", "Yes.\nThanks, […: name]"),
        ("Po.\nMe respekt,\nArbër Gashi", "Po.\nMe respekt,\n[…: name]"),
        ("Да.\nС поштовањем\nПетар Петровић", "Да.\nС поштовањем\n[…: name]"),
        ("Oui.\nCordialement\n\nJean-Luc D.", "Oui.\nCordialement\n\n[…: name]"),
    ],
)
def test_personal_data_are_taken_out(text: str, shown: str) -> None:
    assert redact(text).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "We follow ISO 3166-1 and ISO 3166-2.",
        "We looked on 2026-11-23, 20.11.2026 and 20. 11. 2026.",
        "The code is +383; the list has 249 entries; release 4.2.0.",
        "See https://shop.example/help/country-list-and-delivery and www.shop.example.",
        "Dear Sir or Madam,\nwe will look.",
        "Sehr geehrte Damen und Herren,\nwir prüfen das.",
        "Hello all,\nit is done.",
        "Thanks for your letter.\nWe will look.",
        "Hello,\nKosovo is there now.",
        "Best\npractice is to follow CLDR.",
        "XK, XKX and XKK are codes.",
        "Add COUNTRIES_OVERRIDE = {'XK': 'Kosovo'}",
    ],
)
def test_all_else_stays(text: str) -> None:
    assert redact(text).text == text
    assert redact(text).found == ()


def test_what_was_taken_out_is_told_to_the_person_who_confirms() -> None:
    redacted = redact("Dear Arta,\nmy address is a@b.example.\nRegards\nJane Doe")
    assert redacted.found == (
        Found("e-mail address", "a@b.example"),
        Found("name", "Arta"),
        Found("name", "Jane Doe"),
    )


def test_secrets_that_we_know_are_taken_out_wherever_they_stand() -> None:
    text = "R-7F3K wrote to Arta Berisha; arta berisha answered. Artan did not."
    assert redact(text, ("r-7f3k", "Arta Berisha", "Arta", "x")).text == (
        "[…: private] wrote to […: private]; […: private] answered. Artan did not."
    )


@given(st.text())
def test_a_second_pass_finds_nothing_new(text: str) -> None:
    once = redact(text).text
    assert redact(once).text == once


@given(st.emails(), st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_a_usual_mail_address_never_stays(address: str, around: str) -> None:
    local = address.partition("@")[0]
    if local.replace(".", "").isalnum():
        assert address not in redact(f"{around} <{address}> {around}").text


@pytest.mark.parametrize(
    "trap",
    [
        *("a" * 100_000, "1" * 100_000, "1 " * 50_000, "a@" * 50_000, "www." * 25_000, "Dear " * 20_000),
        *(
            "1 rue " + "a" * 100_000,
            "1 rue " * 16_000,
            "Ab1-" * 25_000,
            "XK05" * 25_000,
            "ref:" * 25_000,
            "[#" * 50_000,
        ),
        *("+1-" * 33_000, "http://" * 14_000, "via a " * 16_000, "Regards\n" * 12_000, "ticket # " * 11_000),
    ],
    ids=lambda trap: trap[:8],
)
def test_a_trap_ends(trap: str) -> None:
    assert redact(trap).text
