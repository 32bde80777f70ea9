"""Heads of messages that came in: who wrote, about what, and of what kind; hostile ones in bounded time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from portal.ground.mail import addresses
from portal.ground.mail.models import Nature
from portal.ground.mail.reading import HEAD, Head, read, unfold

OURS = addresses.message_id
PIECES = [
    "From: ",
    "To: ",
    "<a@b.c>",
    "\r\n",
    "=?utf-8?b?",
    "?=",
    "\x00",
    "Content-Type: multipart/report;",
    "References: <1@x>",
]
PIECES += [" report-type=", "delivery-status", "<>", "\xed\xb2\x80", "é", ";", '"', "\\", "("]


def make_raw(*headers: str, body: str = "Hello.\r\n", sender: str = "Owner <Owner@Example.org>") -> bytes:
    return "\r\n".join([f"From: {sender}", *headers, "", body]).encode()


def make_report(action: str, kind: str = "delivery-status") -> bytes:
    """A report as mail servers write them (RFC 3464, RFC 5965), in our own words."""
    body = "\r\n".join(
        [
            "--b",
            "Content-Type: text/plain",
            "",
            "Your message could not be brought to its reader.",
            "--b",
            f"Content-Type: message/{kind}",
            "",
            "Reporting-MTA: dns; mx.example.org",
            "",
            "Final-Recipient: rfc822; owner@example.org",
            f"Action: {action}",
            "Status: 5.1.1",
            "--b",
            "Content-Type: message/rfc822",
            "",
            f"Message-ID: {OURS('a')}",
            "Subject: Kosovo",
            "",
            "--b--",
            "",
        ]
    )
    header = f"Content-Type: multipart/report; report-type={kind}; boundary=b"
    return make_raw(header, body=body, sender="MAILER-DAEMON@mx.example.org")


def test_the_whole_head_of_an_answer() -> None:
    to = addresses.reply_address("ab12")
    raw = make_raw(
        f"To: Digital Kosovo <{to}>",
        "Subject: =?utf-8?q?Ndryshuam_list=C3=ABn?=",
        "Message-ID: <7@example.org>",
        f"In-Reply-To: {OURS('a')}",
        f"References: <0@example.org> {OURS('a')}",
    )
    assert read(raw) == Head(
        sender="owner@example.org",
        subject="Ndryshuam listën",
        message_id="<7@example.org>",
        references=(OURS("a"), "<0@example.org>"),
        key="ab12",
        nature=Nature.PERSON,
        authenticated=None,
        about=(OURS("a"), "<0@example.org>"),
        readable=True,
    )


@pytest.mark.parametrize("header", ["To", "Cc", "Delivered-To", "X-Original-To"])
def test_the_key_is_read_from_any_line_that_names_a_recipient(header: str) -> None:
    assert read(make_raw(f"{header}: x@example.org, {addresses.reply_address('ab12').upper()}")).key == "ab12"


def test_the_key_is_read_from_the_envelope_first() -> None:
    raw = make_raw(f"To: {addresses.reply_address('other')}")
    assert read(raw, addresses.reply_address("mine")).key == "mine"


def test_a_forged_reply_address_gives_no_key() -> None:
    assert read(make_raw("To: reply+ab12-0123456789abcdef@portal.invalid")).key == ""


@pytest.mark.parametrize(
    ("headers", "nature"),
    [
        ([], Nature.PERSON),
        (["Auto-Submitted: no"], Nature.PERSON),
        (["X-Auto-Response-Suppress: All"], Nature.PERSON),  # ticket systems write it on what people wrote
        (["Auto-Submitted: auto-replied; owner-email=x"], Nature.AUTOMATIC),
        (["Precedence: bulk"], Nature.AUTOMATIC),
        (["X-Autoreply: yes"], Nature.AUTOMATIC),
        (["Return-Path: <>"], Nature.AUTOMATIC),
        ([f"To: {addresses.bounce_address(OURS('a'))}"], Nature.AUTOMATIC),
        (["X-Failed-Recipients: owner@example.org"], Nature.BOUNCE),
        ([f"To: {addresses.opt_out_address(OURS('a'))}"], Nature.OPT_OUT),
    ],
)
def test_headers_tell_the_nature(headers: list[str], nature: Nature) -> None:
    assert read(make_raw(*headers)).nature == nature


@pytest.mark.parametrize(
    ("raw", "nature"),
    [
        (make_report("failed"), Nature.BOUNCE),
        (make_report("Failed (the address is unknown)"), Nature.BOUNCE),
        (make_report("delayed"), Nature.AUTOMATIC),
        (make_report("delivered"), Nature.AUTOMATIC),
        (make_report("failed", "feedback-report"), Nature.COMPLAINT),
    ],
)
def test_reports_tell_their_nature_and_the_letter_they_speak_of(raw: bytes, nature: Nature) -> None:
    head = read(raw)
    assert (head.nature, head.about) == (nature, (OURS("a"),))


def test_a_bounce_in_a_server_s_own_words_is_known_by_the_address_it_came_to() -> None:
    raw = make_raw(f"To: {addresses.bounce_address(OURS('a'))}", sender="Postmaster@example.org")
    head = read(raw)
    assert (head.nature, head.about) == (Nature.BOUNCE, (OURS("a"),))


@pytest.mark.parametrize(
    ("said", "authenticated"),
    [
        ("mx.portal.invalid; dmarc=pass header.from=example.org", True),
        ("mx.portal.invalid 1; dkim=pass header.d=example.org header.s=x", True),
        ("MX.portal.invalid; dkim=pass (good) header.i=@mail.example.org", True),
        ("mx.portal.invalid; spf=pass smtp.mailfrom=bounces@example.org; dkim=none", True),
        ("mx.portal.invalid; dkim=pass header.d=evil.example", False),
        ("mx.portal.invalid; dkim=pass header.d=notexample.org", False),
        ("mx.portal.invalid; dkim=fail header.d=example.org; spf=pass smtp.mailfrom=evil.example", False),
        ("mx.portal.invalid; none", False),
        ("mx.evil.example; dmarc=pass header.from=example.org", None),
        ("", None),
    ],
)
def test_only_our_own_server_says_who_is_who(said: str, authenticated: bool | None, settings: Settings) -> None:
    settings.MAIL_AUTHSERV = "mx.portal.invalid"
    forged = "Authentication-Results: mx.portal.invalid; dmarc=pass header.from=example.org"
    own = [f"Authentication-Results: {said}", forged] if said else []
    assert read(make_raw(*own)).authenticated is authenticated


def test_without_a_name_of_our_server_nobody_is_authenticated() -> None:
    assert read(make_raw("Authentication-Results: ; dmarc=pass header.from=example.org")).authenticated is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?no-such-charset?q?Kosov=C3=AB?=", "KosovÃ«"),
        ("=?utf-8?b?broken!?=", "=?utf-8?b?broken!?="),
        ("=?utf-8?q?=FF=FE?=", "\ufffd\ufffd"),
        ("=?punycode?q?=FFa?=", "ÿa"),
        ("a\r\n b", "a b"),
    ],
)
def test_malformed_charsets_are_read_as_well_as_can_be(value: str, text: str) -> None:
    assert unfold(value) == text


@given(st.binary(max_size=2000))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    head = read(raw)
    assert head.readable == bool(head.sender)


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_shuffled_head_breaks_the_reader(pieces: list[str]) -> None:
    head = read("".join(pieces).encode("latin-1", "replace"))
    assert "\x00" not in repr(head)


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@example.org\r\n" + b"X-Line: 1\r\n" * 100_000 + b"\r\nHello\r\n",
        b"From: a@example.org\r\nReferences: " + b"<1@x> " * 200_000 + b"\r\n\r\n",
        b"From: a@example.org\r\nTo: " + b"a@b.c, " * 200_000 + b"\r\n\r\n",
        b"From: a@example.org" + b"(" * 500_000 + b"\r\n\r\n",
        b"From: a@example.org\r\nSubject: " + b"=?utf-8?q?a?= " * 100_000 + b"\r\n\r\n",
        b"From: a@example.org\r\nContent-Type: multipart/report; report-type=delivery-status\r\n\r\n"
        + b"Action:" * 10**6,
    ],
    ids=["100k headers", "references", "recipients", "brackets", "encoded words", "report"],
)
def test_a_mail_bomb_is_read_within_bounds(raw: bytes) -> None:
    head = read(raw)
    assert head.sender == "a@example.org"
    assert len(head.references) <= 50
    assert len(head.subject) <= 300
    assert len(raw) > HEAD
