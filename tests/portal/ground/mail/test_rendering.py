"""Letters as bytes: read back by the standard library they say what was asked for, and no value leaves its line."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from portal.ground.mail import addresses
from portal.ground.mail.rendering import Draft, HeaderError, one_address, render

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BREAKS = ["\n", "\r", "\r\nBcc: x@example.org", "\x00", "\x0b", "\x85", "\u2028", "\u2029", "\x1b"]
# the names of headers end a line in no version; blanks at the ends, and runs of them, are folding
LINE = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=150)


def make_draft(**changes: Any) -> Draft:
    values = {"subject": "Kosovo in your list", "text": "Hello.\n", "recipient": "owner@example.org", **changes}
    return Draft(addresses.message_id("a"), AT, **values)


def parsed(draft: Draft) -> EmailMessage:
    message = email.message_from_bytes(render(draft), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_every_header_of_a_letter(settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://portal.invalid"
    reply = addresses.reply_address("ab")
    message = parsed(make_draft(reply_to=reply, headers={"In-Reply-To": "<1@example.org>"}, automatic=True))
    page, mail = addresses.opt_out_page("owner@example.org"), addresses.opt_out_address(addresses.message_id("a"))
    assert {name: str(value) for name, value in message.items()} == {
        "From": "Digital Kosovo <letters@portal.invalid>",
        "To": "owner@example.org",
        "Reply-To": reply,
        "Subject": "Kosovo in your list",
        "Date": "Sun, 01 Mar 2026 12:00:00 +0000",
        "Message-ID": addresses.message_id("a"),
        "In-Reply-To": "<1@example.org>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{page}>, <mailto:{mail}?subject=unsubscribe>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
    }


def test_one_click_is_offered_on_https_alone() -> None:
    assert "List-Unsubscribe-Post" not in parsed(make_draft())


def test_a_letter_without_opt_out_has_none_of_its_headers() -> None:
    assert "List-Unsubscribe" not in parsed(make_draft(opt_out=False))


@given(LINE.filter(str.strip), st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=300))
def test_any_subject_and_text_come_back_as_they_were_in_ascii_lines(subject: str, text: str) -> None:
    raw = render(make_draft(subject=subject, text=text))
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert str(message["Subject"]).split() == subject.split()
    assert message.get_content().replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("end", BREAKS)
@pytest.mark.parametrize("where", ["subject", "headers", "attachments"])
def test_a_line_end_in_a_header_is_a_clear_error(where: str, end: str) -> None:
    bad = f"Kosovo{end}"
    values = {"subject": bad, "headers": {"References": bad}, "attachments": [(bad, b"", "text/plain")]}
    with pytest.raises(HeaderError, match="holds a line end or another control character"):
        render(make_draft(**{where: values[where]}))


@pytest.mark.parametrize("end", BREAKS)
def test_a_line_end_in_an_address_is_a_clear_error(end: str) -> None:
    with pytest.raises(HeaderError, match="holds a line end or another control character"):
        one_address(f"owner{end}@example.org")


@pytest.mark.parametrize("name", ["From", "bcc", "MESSAGE-ID", "Content-Type", "X:Y", "X\nY", "", "Reply-To", "Sender"])
def test_a_header_that_is_ours_or_none_is_refused(name: str) -> None:
    with pytest.raises(HeaderError, match="is not a caller's to set"):
        render(make_draft(headers={name: "x"}))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "owner",
        "owner@",
        "@example.org",
        "a@b@example.org",
        "a,b@example.org",
        "Owner <a@example.org>",
        "a b@example.org",
        '"a b"@example.org',
        "ë@example.org",
        f"{'a' * 250}@example.org",
    ],
)
def test_what_is_no_single_plain_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="is not an address to write to"):
        one_address(address)


@pytest.mark.parametrize(
    ("address", "plain"),
    [("owner@example.org", "owner@example.org"), (" o.w+n@bücher.example ", "o.w+n@xn--bcher-kva.example")],
)
def test_an_address_is_written_in_ascii(address: str, plain: str) -> None:
    assert one_address(address) == plain


def test_attachments_arrive_as_they_were() -> None:
    picture = bytes(range(256)) * 300
    (part,) = parsed(make_draft(attachments=[("listë.png", picture, "image/png")])).iter_attachments()
    assert (part.get_filename(), part.get_content_type(), part.get_content()) == ("listë.png", "image/png", picture)
