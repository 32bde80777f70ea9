"""The bytes of a message in; who wrote, to which address of ours, about which letter, and of what kind, out. Pure."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parseaddr

from django.conf import settings

from portal.ground.mail import addresses
from portal.ground.mail.models import Nature

# A head of 100,000 lines is read no further than this; nor is a report of a bounce.
HEAD = 256 << 10
REPORT = 1 << 20
_LINE, _LINES = 16_000, 2000
_ID = re.compile(r"<[^<>\s]{1,398}>")
_REPORTED_ID = re.compile(rb"(?im)^(?:x-|original-)*message-id:\s{0,10}(<[^<>\s]{1,398}>)")
_ACTION = re.compile(rb"(?im)^action:[ \t]{0,10}(failed|delayed|delivered|relayed|expanded)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]+")
_AUTH_DOMAIN = {
    "dkim": re.compile(r"\bdkim=pass\b[^;]*?\bheader\.(?:d=|i=\S*?@)([\w.-]+)", re.IGNORECASE),
    "spf": re.compile(r"\bspf=pass\b[^;]*?\bsmtp\.mailfrom=(?:\S*?@)?([\w.-]+)", re.IGNORECASE),
    "dmarc": re.compile(r"\bdmarc=pass\b[^;]*?\bheader\.from=([\w.-]+)", re.IGNORECASE),
}
# punycode takes time by the square of its length
_NO_CHARSETS = {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}
_BULK = {"bulk", "junk", "list", "auto_reply"}


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a message tells. `about`: Message-IDs of ours that it may speak of, the surest first."""

    sender: str
    subject: str
    message_id: str
    references: tuple[str, ...]
    key: str
    nature: Nature
    authenticated: bool | None
    about: tuple[str, ...]
    readable: bool


def read(raw: bytes, envelope_to: str = "") -> Head:
    """Read the head, and of a report its body, in bounded time. Never raises: what cannot be read is left empty."""
    headers = _headers(raw)
    sender = _address(_first(headers, "From"))
    ids = _ID.findall(_first(headers, "In-Reply-To"))[:5] + _ID.findall(_first(headers, "References"))[-45:]
    references = tuple(dict.fromkeys(ids))
    ours = _our_addresses(headers, envelope_to)
    named = [found for found in map(addresses.message_of, ours) if found]
    nature, reported = _nature(headers, raw, sender, {what for what, _message in named})
    about = (*(message for _what, message in named), *reported, *references)
    return Head(
        sender=sender,
        subject=clean(_first(headers, "Subject"), 300),
        message_id=next(iter(_ID.findall(_first(headers, "Message-ID"))), ""),
        references=references,
        key=next((key for key in map(addresses.key_of, ours) if key), ""),
        nature=nature,
        authenticated=_authenticated(headers, sender),
        about=tuple(dict.fromkeys(about)),
        readable=bool(sender),
    )


def clean(text: str, longest: int) -> str:
    """One line of text that every database takes: no control characters, no halves of characters."""
    return _CONTROL.sub(" ", text).strip()[:longest]


def unfold(value: object) -> str:
    """A header as text, its encoded words decoded; charsets nobody knows are read as Latin-1."""
    text = re.sub(r"\r?\n[ \t]?", " ", str(value)[:_LINE])
    try:
        pieces = decode_header(text)
    except (ValueError, HeaderParseError):  # broken base64
        return text
    return "".join(piece if isinstance(piece, str) else decode(piece, charset) for piece, charset in pieces)


def decode(body: bytes, charset: str | None) -> str:
    """Bytes as text; charsets that nobody knows, and those that only hosts' names are written in, are no charsets."""
    try:
        name = codecs.lookup(charset or "utf-8").name
        return body.decode("latin-1" if name in _NO_CHARSETS else name, errors="replace")
    except (LookupError, ValueError):
        return body.decode("latin-1")


def head_end(raw: bytes) -> int:
    """Where the head ends and the body begins."""
    ends = [at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := raw.find(mark, 0, HEAD)) >= 0]
    return min(ends, default=min(len(raw), HEAD))


def parse_head(raw: bytes) -> Message:
    """A head as the standard library's object, its lines cut: some of the library's ways through them are quadratic."""
    head = Message()
    for name, value in BytesHeaderParser().parsebytes(raw).items()[:_LINES]:
        head[name] = str(value)[:_LINE]
    return head


def _headers(raw: bytes) -> Message:
    return parse_head(raw[: head_end(raw)])


def _first(headers: Message, name: str) -> str:
    values = headers.get_all(name, [])
    return clean(unfold(values[0]), _LINE) if values else ""


def _address(value: str) -> str:
    if value.count("(") > 20:  # the library walks through brackets by recursion
        value = value.replace("(", " ")
    address = parseaddr(value[:2000])[1].lower()
    return clean(address, 254) if "@" in address else ""


def _our_addresses(headers: Message, envelope_to: str) -> list[str]:
    # The envelope names the recipient for sure; To and Cc are what the sender wrote.
    values = [envelope_to]
    for name in ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"):
        values += [unfold(value) for value in headers.get_all(name, [])[:20]]
    domain = re.escape(settings.MAIL_DOMAIN)
    return re.findall(rf"[\w.+-]{{1,64}}@{domain}", " ".join(values)[: 4 * _LINE], re.IGNORECASE)


def _nature(headers: Message, raw: bytes, sender: str, purposes: set[str]) -> tuple[Nature, list[str]]:
    kind = headers.get_content_type()
    report = str(headers.get_param("report-type", "")).lower() if kind == "multipart/report" else ""
    failed_to = headers.get("X-Failed-Recipients") is not None
    from_server = sender.partition("@")[0] in {"mailer-daemon", "postmaster"}
    if report == "feedback-report":
        return Nature.COMPLAINT, _reported(raw)
    if report == "delivery-status":
        failed = b"failed" in {action.lower() for action in _ACTION.findall(raw[:REPORT])}
        return (Nature.BOUNCE if failed else Nature.AUTOMATIC), _reported(raw)
    if failed_to or (from_server and "bounce" in purposes):
        return Nature.BOUNCE, _reported(raw)
    if "opt-out" in purposes:
        return Nature.OPT_OUT, []
    return (Nature.AUTOMATIC if _is_automatic(headers, purposes) else Nature.PERSON), []


def _is_automatic(headers: Message, purposes: set[str]) -> bool:
    submitted = _first(headers, "Auto-Submitted").partition(";")[0].strip().lower()
    return (
        (bool(submitted) and submitted != "no")
        or _first(headers, "Precedence").lower() in _BULK
        or any(headers.get(name) is not None for name in ("X-Autoreply", "X-Autorespond", "List-Id"))
        or _first(headers, "Return-Path") == "<>"
        or "bounce" in purposes  # only servers and holiday programs write to the envelope's sender
    )


def _reported(raw: bytes) -> list[str]:
    body = raw[head_end(raw) : REPORT]
    return [found.decode("ascii", "replace") for found in _REPORTED_ID.findall(body)[:5]]


def _authenticated(headers: Message, sender: str) -> bool | None:
    """What our own server says in the topmost header: it is the one no sender can put there."""
    if not settings.MAIL_AUTHSERV or not sender:
        return None
    said = next((unfold(value) for value in headers.get_all("Authentication-Results", [])), "")
    server, _semicolon, results = said.partition(";")
    if (server.split() or [""])[0].lower() != settings.MAIL_AUTHSERV.lower():
        return None
    domain = sender.rpartition("@")[2]
    passed = {match[1].lower() for pattern in _AUTH_DOMAIN.values() for match in pattern.finditer(results)}
    return any(domain == name or domain.endswith("." + name) or name.endswith("." + domain) for name in passed)
