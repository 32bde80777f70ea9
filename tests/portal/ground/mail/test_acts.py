"""Letters queued once and messages kept once."""

from __future__ import annotations

import pytest

from portal.ground.mail.acts import queue, receive

pytestmark = pytest.mark.django_db


def test_a_letter_is_queued_once_and_a_message_is_kept_once() -> None:
    rows = [queue("a", "request/1", "x@example.org", "Përshëndetje", "Ë\n.\nend", reply_key="ab12") for _ in "12"]
    kept = [receive(b"From: a@example.org\r\nTo: letters@portal.invalid\r\n\r\nHello\r\n", "imap") for _ in "12"]
    assert rows[0] == rows[1]
    assert kept[0] == kept[1]
