"""The bytes of one letter in; what became of them at the mail server, or the provider, out. Touches no database."""

from __future__ import annotations

import email
import email.policy
import smtplib
from dataclasses import dataclass
from email.message import Message
from typing import Any, Protocol

from anymail.exceptions import AnymailError, AnymailRequestsAPIError
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from portal.ground.mail.rendering import POLICY

# RFC 5321 asks for ten minutes between the last byte and the answer; a lease must outlast this by far.
ANSWER_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """A verb of the table of states, what the server said, and the id a provider gave."""

    verb: str
    said: str = ""
    provider_id: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who is named to the server: what comes back goes to `sender`; `copy` gets a hidden copy, if it is not empty."""

    sender: str
    recipient: str
    copy: str = ""


class Post(Protocol):
    """A way to hand letters over."""

    def open(self) -> None:
        """Connect. Raises OSError when the server is not to be had."""

    def send(self, raw: bytes, envelope: Envelope) -> Answer:
        """Hand over one letter. Never raises for what the server does."""

    def close(self) -> None:
        """Say goodbye, if the server still listens."""


def open_post() -> Post:
    """The way the settings name: a server by SMTP, or any other backend of Django's or Anymail's. Raises OSError."""
    backend = get_connection()
    if isinstance(backend, EmailBackend) and not backend.host:
        raise ConnectionError("no mail server is named: set PORTAL_SMTP_HOST")
    post: Post = SmtpPost(backend) if isinstance(backend, EmailBackend) else BackendPost(backend)
    post.open()
    return post


class SmtpPost:
    """Letters by SMTP, byte by byte as rendered. What may have been taken without an answer is told apart."""

    def __init__(self, backend: EmailBackend) -> None:
        self.backend = backend

    def open(self) -> None:
        """Connect, unless connected. Raises OSError (SMTPException is one)."""
        self.backend.open()

    def send(self, raw: bytes, envelope: Envelope) -> Answer:
        """One letter in one SMTP transaction: before DATA a failure is safe to repeat, after it nobody knows."""
        try:
            line = self._line()
            refused = _offer(line, envelope)
        except OSError as error:
            self._drop()
            return Answer("retry", _words(error))
        if refused:
            return refused
        try:
            if line.sock:
                line.sock.settimeout(ANSWER_SECONDS)
            code, said = line.data(raw)
        except smtplib.SMTPDataError as error:  # the server refused the word DATA itself
            code, said = error.smtp_code, _bytes(error.smtp_error)
        except OSError as error:
            self._drop()
            return Answer("lose_track", _words(error))
        return _by_code(code, said)

    def close(self) -> None:
        """Quit; a server that is gone meanwhile is no matter."""
        try:
            self.backend.close()
        except OSError:
            self._drop()

    def _line(self) -> smtplib.SMTP:
        self.backend.open()
        if self.backend.connection is None:
            raise smtplib.SMTPServerDisconnected("no connection")
        return self.backend.connection

    def _drop(self) -> None:
        if self.backend.connection:
            self.backend.connection.close()
        self.backend.connection = None


class BackendPost:
    """Letters by any other backend: it gets the same message, with the same Message-ID, as an object."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self.backend = backend

    def open(self) -> None:
        """Connect, where the backend knows connections."""
        self.backend.open()

    def send(self, raw: bytes, envelope: Envelope) -> Answer:
        """Hand over one letter; where no clear answer came, nobody knows."""
        message = RawMessage(raw, envelope)
        try:
            taken = self.backend.send_messages([message])
        except AnymailRequestsAPIError as error:
            return _by_status(error)
        except AnymailError as error:  # refused before or by the provider's own answer
            return Answer("fail", _words(error))
        except OSError as error:
            return Answer("lose_track", _words(error))
        if not taken:
            return Answer("lose_track", "the backend did not say that it took the letter")
        status: Any = getattr(message, "anymail_status", None)
        return Answer("succeed", provider_id=str(getattr(status, "message_id", None) or "")[:200])

    def close(self) -> None:
        """Close what was opened."""
        self.backend.close()


class RawMessage(EmailMessage):
    """A rendered letter as Django's object: the fields for those who read them, the bytes for those who send them."""

    def __init__(self, raw: bytes, envelope: Envelope) -> None:
        parsed = email.message_from_bytes(raw, policy=email.policy.default)
        own = {"from", "to", "subject", "reply-to", "mime-version"}
        body = parsed.get_body(("plain",))
        super().__init__(
            subject=str(parsed["Subject"]),
            body=body.get_content().replace("\r\n", "\n") if body else "",
            from_email=str(parsed["From"]),
            to=[envelope.recipient],
            bcc=[envelope.copy] if envelope.copy else None,
            reply_to=[str(parsed["Reply-To"])] if parsed["Reply-To"] else None,
            headers={
                name: str(value)
                for name, value in parsed.items()
                if name.lower() not in own and not name.lower().startswith("content-")
            },
        )
        for part in parsed.iter_attachments():
            self.attach(part.get_filename(), part.get_payload(decode=True), part.get_content_type())
        self.raw = raw

    def message(self) -> Message:  # type: ignore[override]
        """The very message that was rendered."""
        return email.message_from_bytes(self.raw, policy=POLICY)


def _offer(line: smtplib.SMTP, envelope: Envelope) -> Answer | None:
    """MAIL and RCPT; the refusal, if there is one. The copy alone may be refused: then there is no copy."""
    line.ehlo_or_helo_if_needed()
    for deed, address in ((line.mail, envelope.sender), (line.rcpt, envelope.recipient)):
        code, said = deed(address)
        if code >= 400:
            line.rset()
            return _by_code(code, said)
    if envelope.copy:
        line.rcpt(envelope.copy)
    return None


def _by_code(code: int, said: bytes) -> Answer:
    words = f"{code} {said.decode('utf-8', 'replace')}"[:1000]
    if 200 <= code < 300:
        return Answer("succeed", words)
    if 400 <= code < 600:
        return Answer("retry" if code < 500 else "fail", words)
    return Answer("lose_track", words)


def _by_status(error: AnymailRequestsAPIError) -> Answer:
    status = error.status_code or 0
    if status == 429:
        return Answer("retry", _words(error))
    return Answer("fail" if 400 <= status < 500 else "lose_track", _words(error))


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:1000]


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
