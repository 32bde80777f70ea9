"""Mail of a demonstration in; one readable .eml file a message out: nothing leaves this machine."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

FOLDER = "mail"


def folder() -> Path:
    """Where the messages lie."""
    return Path(settings.HOME) / FOLDER


class FiledMail(BaseEmailBackend):
    """Writes each message into a file of its own, whole or not at all."""

    def __init__(self, fail_silently: bool = False, **options: Any) -> None:
        super().__init__(fail_silently=fail_silently)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """File messages; how many were filed."""
        folder().mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}"
            part = folder() / f".{name}"
            part.write_bytes(message.message().as_bytes())
            part.replace(folder() / f"{name}.eml")
        return len(email_messages)
