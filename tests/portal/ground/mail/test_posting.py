"""Letters handed to other backends than SMTP: the same bytes, the same Message-ID, and clear ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import pytest
import requests
from anymail.exceptions import AnymailRecipientsRefused, AnymailRequestsAPIError
from anymail.message import AnymailStatus
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from pytest_django import Settings

from portal.ground.mail import acts, rounds
from portal.ground.mail.models import Outgoing

pytestmark = pytest.mark.django_db


class Provider(BaseEmailBackend):
    """A backend as Anymail writes them, whose answer the test chooses."""

    answer: ClassVar[Exception | int] = 1
    taken: ClassVar[list[EmailMessage]] = []

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Take messages, or raise what the test chose."""
        if isinstance(self.answer, Exception):
            raise self.answer
        for message in email_messages:
            status = AnymailStatus()
            status.message_id = "provider-1"
            message.anymail_status = status  # type: ignore[attr-defined]
            self.taken.append(message)
        return self.answer


def make_refusal(code: int) -> Exception:
    response = requests.Response()
    response.status_code = code
    return AnymailRequestsAPIError("no", response=response)


def make_letter() -> Outgoing:
    files = [("list.png", b"\x89PNG\r\n\x00", "image/png")]
    text = "Përshëndetje.\n"
    return acts.queue("a", "request/1", "owner@example.org", "Kosovë", text, reply_key="ab12", attachments=files)


@pytest.fixture
def provider(settings: Settings) -> type[Provider]:
    """A provider that takes everything, with nothing taken yet."""
    settings.EMAIL_BACKEND = f"{__name__}.Provider"
    Provider.answer, Provider.taken = 1, []
    return Provider


def test_another_backend_gets_the_rendered_bytes() -> None:
    row = make_letter()
    assert rounds.deliver_due() == {"succeed": 1}
    (message,) = mail.outbox
    assert message.message().as_bytes() == bytes(row.raw).replace(b"\r\n", b"\n")
    assert message.recipients() == ["owner@example.org"]


def test_a_provider_gets_the_same_letter_field_by_field(provider: type[Provider], settings: Settings) -> None:
    settings.MAIL_SENT_COPY = "sent@portal.invalid"
    row = make_letter()
    rounds.deliver_due()
    row.refresh_from_db()
    (message,) = provider.taken
    assert (message.subject, message.body, message.to, message.bcc) == (
        "Kosovë",
        "Përshëndetje.\n",
        ["owner@example.org"],
        ["sent@portal.invalid"],
    )
    assert message.extra_headers["Message-ID"] == row.message_id
    assert message.reply_to[0].startswith("reply+ab12-")
    assert [(name, body) for name, body, _media in message.attachments] == [("list.png", b"\x89PNG\r\n\x00")]
    assert (row.state, row.provider_id) == ("sent", "provider-1")


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (make_refusal(400), "failed"),
        (make_refusal(429), "queued"),
        (make_refusal(503), "unknown"),
        (AnymailRecipientsRefused(), "failed"),
        (ConnectionResetError("gone"), "unknown"),
        (0, "unknown"),
    ],
)
def test_what_a_provider_answers_decides_where_the_letter_stands(
    answer: Exception | int, state: str, provider: type[Provider]
) -> None:
    provider.answer = answer
    row = make_letter()
    rounds.deliver_due()
    row.refresh_from_db()
    assert row.state == state
