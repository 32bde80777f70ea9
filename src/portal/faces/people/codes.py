"""An address in, a code to it by mail; the code in, whose mailbox it was out. Known and unknown addresses are alike.

Codes go out at once, through Django's mail, not through the queue of letters: somebody sits and waits for them, they
are worthless after 15 minutes, and no code may rest in a table. allauth makes the code and signs the person in; its own
request form makes people before their address is proven, and writes to unknown addresses in other words than to
known ones, which is why the steps between are ours.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import Enum

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.ground.limits import acts as limits
from portal.ground.limits import rules

KEY = "sign-in"
SECONDS = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
TRIES = settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS
RESENDS = 3
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class Outcome(Enum):
    """What came of a code that was typed."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Pending:
    """A sign-in that waits for its code; it rests in the session, with a keyed hash of the code."""

    email: str
    id: str
    hash: str
    at: float
    resent: int
    next: str


def may_write(email: str, network: str) -> bool:
    """Whether one more code may go to this address. Asked by everybody alike, so it tells nothing about the address."""
    return (
        limits.allow_rule(rules.CODE_TO_ADDRESS_FROM_NETWORK, f"{email}\0{network}")
        and limits.allow_rule(rules.CODE_TO_ADDRESS, email)
        and limits.allow_rule(rules.CODE_TO_ADDRESS_A_DAY, email)
    )


def start(request: HttpRequest, email: str, after: str, resent: int = 0) -> None:
    """Send a new code, and wait for it. Raises OSError, as smtplib's errors are, where no mail can be sent now."""
    code = get_adapter().generate_login_code()
    pending = Pending(email, secrets.token_hex(8), _hash(code), time.time(), resent, after)
    _mail(email, code)
    request.session[KEY] = asdict(pending)


def pending(request: HttpRequest) -> Pending | None:
    """The sign-in that waits for its code, or None where there is none or it is over."""
    kept = request.session.get(KEY)
    if not kept:
        return None
    waits = Pending(**kept)
    return waits if time.time() - waits.at <= SECONDS else None


def check(request: HttpRequest, waits: Pending, typed: str) -> Outcome:
    """Compare a code as it was typed. Tries are counted in the database: many at once are no more than five."""
    until = timezone.now() + timedelta(seconds=SECONDS)
    if not limits.allow_until("code-try", waits.id, TRIES, until):
        forget(request)
        return Outcome.OVER
    if not constant_time_compare(_hash(typed), waits.hash):
        return Outcome.WRONG
    forget(request)
    spent = not limits.allow_until("code-used", waits.id, 1, until)
    return Outcome.OVER if spent else Outcome.RIGHT


def forget(request: HttpRequest) -> None:
    """Wait no longer."""
    request.session.pop(KEY, None)


def _hash(code: str) -> str:
    """Compared without spaces and dashes."""
    plain = "".join(letter for letter in code if letter.isalnum())
    return salted_hmac("portal.faces.people.codes", plain, algorithm="sha256").hexdigest()


def _mail(email: str, code: str) -> None:
    words = {"code": code, "site_name": settings.SITE_NAME, "minutes": SECONDS // 60}
    subject = " ".join(render_to_string("people/code_subject.txt", words).split())
    text = render_to_string("people/code.txt", words)
    EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [email], headers=HEADERS).send()
