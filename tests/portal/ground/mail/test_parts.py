"""Text and files of messages: as the standard library reads them where they are sound, bounded where they are not."""

from __future__ import annotations

import email.policy
import io
import tracemalloc
import zipfile
import zlib
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ground.mail.parts import TOO_DEEP, Part, attachments, sniff, text_and_html

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
PDF = b"%PDF-1.7\n" + bytes(range(256))
KEPT = {PNG: "image/png", PDF: "application/pdf", b"plain words\n": "text/plain", b"\xff\xd8\xff\xe0x": "image/jpeg"}


def make_message(text: str = "Hello.\n", html: str = "", files: list[tuple[str, bytes]] | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "owner@example.org"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, body in files or []:
        message.add_attachment(body, maintype="application", subtype="octet-stream", filename=name)
    return message


def make_zip() -> bytes:
    """A small file that would be a gigabyte unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", zlib.compress(b"0" * 10**7) * 3)
    return out.getvalue()


def make_nested(depth: int) -> bytes:
    head = b"From: owner@example.org\r\n"
    for level in range(depth):
        head += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
    return head + b"Content-Type: text/plain\r\n\r\nHello.\r\n"


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=200)


@given(TEXT, TEXT, st.lists(st.sampled_from(sorted(KEPT)), max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_a_sound_message_says_what_the_standard_library_reads(
    text: str, html: str, files: list[bytes], end: str
) -> None:
    message = make_message(text, html, [(f"file-{at}", body) for at, body in enumerate(files)])
    raw = message.as_bytes(policy=email.policy.SMTP.clone(linesep=end))
    plain, marked = text_and_html(raw)
    assert plain.split() == message.get_body(("plain",)).get_content().split()  # type: ignore[union-attr]
    assert marked.split() == html.split()
    wanted = [Part(f"file-{at}", KEPT[body], len(body), body) for at, body in enumerate(files)]
    assert attachments(raw) == wanted


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (make_zip(), "a packed file is not opened"),
        (b"\x1f\x8b\x08" + bytes(100), "a packed file is not opened"),
        (b"MZ\x90\x00", "a program is not kept"),
        (b"\x7fELF\x02", "a program is not kept"),
        (b"#!/bin/sh\n", "a program is not kept"),
        (b"\xef\xbb\xbf  <svg onload='x()'/>", "a page or drawing with markup is not kept"),
        (b"<!doctype html><script>x()</script>", "a page or drawing with markup is not kept"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "this kind of file is not kept"),
        (bytes(50), "this kind of file is not kept"),
        (b"\xff\xfe\xfd", "this kind of file is not kept"),
    ],
)
def test_what_is_refused_is_named_and_not_kept_whatever_it_is_called(body: bytes, reason: str) -> None:
    (part,) = attachments(make_message(files=[("picture.png", body)]).as_bytes())
    assert part == Part("picture.png", "application/octet-stream", len(body), b"", reason)


def test_a_file_is_what_its_bytes_show() -> None:
    assert [sniff(body) for body in KEPT] == [(media, "") for media in KEPT.values()]
    assert sniff(b"RIFF\x00\x00\x00\x00WEBPVP8 ") == ("image/webp", "")
    assert sniff(b"GIF89a") == ("image/gif", "")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\list.txt", "list.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("a" * 300 + ".txt", "a" * 196 + ".txt"),
        ("...", "file"),
        ("listë.txt", "listë.txt"),
    ],
)
def test_a_name_is_one_plain_word_of_a_path(name: str, kept: str) -> None:
    (part,) = attachments(make_message(files=[(name, b"words")]).as_bytes())
    assert part.name == kept


def test_a_file_of_more_than_10_mb_is_refused_without_being_decoded() -> None:
    (part,) = attachments(make_message(files=[("big", b"x" * (11 << 20))]).as_bytes())
    assert (part.refused, part.body, part.size > 10 << 20) == ("larger than 10 MB", b"", True)


def test_an_attachment_of_50_mb_is_refused_in_bounded_memory() -> None:
    raw = make_message().as_bytes() + b"A" * 50_000_000
    tracemalloc.start()
    parts = attachments(raw)
    text_and_html(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert parts == [Part("message", "message/rfc822", len(raw), refused="the whole message is too large")]
    assert peak < 80_000_000


@pytest.mark.parametrize("depth", [13, 100, 5000])
def test_nesting_ends_at_a_depth_that_no_honest_message_has(depth: int) -> None:
    raw = make_nested(depth)
    assert [part.refused for part in attachments(raw)] == [TOO_DEEP]
    assert text_and_html(raw) == ("", "")


def test_honest_nesting_is_read() -> None:
    assert text_and_html(make_nested(5)) == ("Hello.\r\n", "")


def test_of_very_many_parts_the_first_are_read() -> None:
    part = b"--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nwords\r\n"
    found = attachments(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 100_000)
    assert [part.refused for part in found[-2:]] == ["", TOO_DEEP]
    assert len(found) <= 100


def test_a_message_within_a_message_is_read_as_it_stands() -> None:
    inner = make_message("Inner words.\n")
    outer = make_message("Outer words.\n")
    outer.add_attachment(inner)
    assert text_and_html(outer.as_bytes())[0] == "Outer words.\n"


@pytest.mark.parametrize("charset", ["no-such-charset", "utf-8", "iso-8859-1", "idna", "rot13", "punycode", '"; x='])
def test_a_wrong_charset_is_read_as_well_as_can_be(charset: str) -> None:
    raw = f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + b"Kosov\xeb and \xff\r\n"
    assert text_and_html(raw)[0].startswith("Kosov")


@pytest.mark.parametrize(
    ("charset", "body"), [("iso-2022-jp", "コソボ"), ("windows-1251", "Косово"), ("ascii", "Kosovë")]
)
def test_a_text_is_read_in_its_charset_or_in_utf_8(charset: str, body: str) -> None:
    written = body.encode("utf-8" if charset == "ascii" else charset)
    assert text_and_html(f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + written)[0] == body


@pytest.mark.parametrize("coding", ["base64", "quoted-printable", "x-unknown", "BASE64 "])
@pytest.mark.parametrize("body", [b"SGVsbG8", b"SGVsbG8=\r\n\r\n-- \r\nfooter!", b"\xff\xfe", b"=", b"=ZZ", b"A"])
def test_broken_encodings_break_nothing(coding: str, body: bytes) -> None:
    raw = b"Content-Transfer-Encoding: " + coding.encode() + b"\r\nContent-Type: text/plain\r\n\r\n" + body
    assert isinstance(text_and_html(raw)[0], str)


BITS = [b"\r\n", b"--b\r\n", b"--b--", b"--b", b"\n", b"QQ==", b"\xff", b"Content-Transfer-Encoding: base64\r\n"]
BITS += [b"Content-Type: multipart/mixed; boundary=b\r\n", b"Content-Type: text/html\r\n"]
BITS += [b"Content-Disposition: attachment; filename*=utf-8''%FF\r\n"]


@given(st.lists(st.sampled_from(BITS), max_size=40))
def test_no_shuffled_message_breaks_the_walk(bits: list[bytes]) -> None:
    raw = b"".join(bits)
    assert all(part.size <= len(raw) for part in attachments(raw))
    assert len("".join(text_and_html(raw))) <= 2 * len(raw)
