"""Messages as they come in, and replies that were taken in."""

from __future__ import annotations

import itertools

from portal.ground.mail.acts import receive
from portal.ground.mail.addresses import bounce_address, opt_out_address, reply_address
from portal.ground.mail.models import Incoming, Outgoing
from portal.reply.acts import take_in
from portal.reply.models import Reply
from portal.request.models import Request
from portal.request.tasks import send
from portal.request.writing import approve
from tests.portal.make import make_person, make_request

_numbers = itertools.count(1)


def make_sent(request: Request | None = None) -> Request:
    """A request whose letter our server sent."""
    request = request or make_request()
    approve(request, make_person().handle)
    assert send(request, "machine")
    request.refresh_from_db()
    return request


def make_mail(request: Request) -> Outgoing:
    """The mail that a request's letter went out as."""
    return Outgoing.objects.filter(about=f"request/{request.pk}").latest("pk")


def make_raw(
    text: str = "Thank you, we have added Kosovo.", sender: str = "anna@site.example", **headers: str
) -> bytes:
    """A message as bytes; headers with underscores for hyphens."""
    given = {
        "From": sender,
        "Subject": "Re: Kosovo",
        "Message-ID": f"<{next(_numbers)}@site.example>",
        "Content-Type": "text/plain; charset=utf-8",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"{head}\r\n{text}\r\n".encode()


def make_answer(request: Request, text: str = "Thank you, we have added Kosovo.", **headers: str) -> Incoming:
    """A message that came to the secret address of a request."""
    return receive(make_raw(text, **headers), "imap", reply_address(request.key))


def make_reply(request: Request | None = None, text: str = "Thank you, we have added Kosovo.") -> Reply:
    """A person's reply that waits to be read."""
    return take_in(make_answer(request or make_sent(), text))


def make_bounce(mail: Outgoing, status: str = "5.1.1") -> Incoming:
    """A report that one of our mails came back."""
    report = (
        "From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered\r\n"
        f"Message-ID: <{next(_numbers)}@mx.example>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt failed.\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; {mail.recipient}\r\n"
        f"Action: failed\r\nStatus: {status}\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {mail.message_id}\r\n\r\n--b--\r\n"
    )
    return receive(report.encode(), "imap", bounce_address(mail.message_id))


def make_opt_out(mail: Outgoing) -> Incoming:
    """The mail that a mail program sends where somebody presses “unsubscribe”."""
    return receive(make_raw("", "somebody@else.example"), "imap", opt_out_address(mail.message_id))
