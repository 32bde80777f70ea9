"""The parts of a letter in; the one sequence of bytes that is sent out. Rendered once, in seven bits."""

from __future__ import annotations

import email.charset
import email.policy
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.generator import BytesGenerator
from email.utils import format_datetime
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.utils.encoding import punycode

from portal.ground.mail import addresses

# Quoted-printable is read by people and passes every server unchanged, so a signature over the body stays valid.
_CHARSET = email.charset.Charset("utf-8")
_CHARSET.body_encoding = email.charset.QP
# Some programs read no further than an empty first line, which folding at 78 would give to List-Unsubscribe.
POLICY = email.policy.compat32.clone(max_line_length=900)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_OURS = {
    "from", "to", "cc", "bcc", "sender", "reply-to", "return-path", "subject", "date", "message-id", "mime-version",
    "received", "list-unsubscribe", "list-unsubscribe-post", "auto-submitted", "dkim-signature",
}  # fmt: skip


class HeaderError(ValueError):
    """A value would break out of its header line, or a header is ours alone to set; the words say which."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a message says. `attachments`: name, bytes, media type. `automatic`: no person wrote this very message."""

    message_id: str
    at: datetime
    recipient: str
    subject: str
    text: str
    reply_to: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: Sequence[tuple[str, bytes, str]] = ()
    automatic: bool = False
    opt_out: bool = True


def render(draft: Draft) -> bytes:
    """The whole message with CRLF line ends, ASCII bytes alone. Raises HeaderError, and ValueError for an address."""
    _check_line("subject", draft.subject)
    for attached, _body, _media in draft.attachments:
        _check_line("name of an attachment", attached)
    for name, value in draft.headers.items():
        _check_line(f"header {name!r}", value)
        if not _NAME.fullmatch(name) or name.lower() in _OURS or name.lower().startswith("content-"):
            raise HeaderError(f"the header {name!r} is not a caller's to set")
    message = EmailMessage(
        subject=draft.subject.strip(),
        body=draft.text.replace("\r\n", "\n").replace("\r", "\n"),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[draft.recipient],
        reply_to=[draft.reply_to] if draft.reply_to else None,
        headers={**_own_headers(draft), **draft.headers},
    )
    message.encoding = _CHARSET
    for name, body, media in draft.attachments:
        message.attach(name, body, media)
    out = BytesIO()
    BytesGenerator(out, mangle_from_=False, policy=POLICY).flatten(message.message(), linesep="\r\n")
    return out.getvalue()


def one_address(address: str) -> str:
    """One plain address, its domain in ASCII. Raises HeaderError or ValueError with what is wrong."""
    _check_line("address", address)
    local, _at, domain = address.strip().rpartition("@")
    plain = f"{local}@{punycode(domain)}" if domain else address
    try:
        validate_email(plain)
    except ValidationError as error:
        raise ValueError(f"{address!r} is not an address to write to") from error
    if len(plain) > 254 or any(sign in local for sign in '"\\(),:;<>[] '):
        raise ValueError(f"{address!r} is not an address to write to")
    return plain


def _own_headers(draft: Draft) -> dict[str, str]:
    headers = {"Message-ID": draft.message_id, "Date": format_datetime(draft.at)}
    if draft.automatic:
        headers["Auto-Submitted"] = "auto-generated"
    if draft.opt_out:
        page = addresses.opt_out_page(draft.recipient)
        mail = addresses.opt_out_address(draft.message_id)
        headers["List-Unsubscribe"] = f"<{page}>, <mailto:{mail}?subject=unsubscribe>"
        if page.startswith("https://"):  # RFC 8058 allows one click on https alone
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _check_line(what: str, value: str) -> None:
    # Cc: control characters, line feeds among them; Zl, Zp: Unicode's own line ends; Cs: halves of characters
    if any(unicodedata.category(sign) in {"Cc", "Zl", "Zp", "Cs"} for sign in value):
        raise HeaderError(f"the {what} holds a line end or another control character: {value[:80]!r}")
