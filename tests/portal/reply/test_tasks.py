"""Every message that came in becomes a reply, once, also where another one cannot be read."""

from __future__ import annotations

import pytest

from portal.ground.mail.acts import receive
from portal.ground.mail.models import Incoming
from portal.ground.store.models import Blob
from portal.reply.models import Reply
from portal.reply.tasks import read_mail
from tests.portal.reply.make import make_answer, make_raw, make_sent

pytestmark = pytest.mark.django_db


def test_each_message_becomes_one_reply() -> None:
    request = make_sent()
    for text in ("One.", "Two."):
        make_answer(request, text)
    receive(b"\x00\xff not a message at all", "imap")
    assert [read_mail.func(), read_mail.func()] == [3, 0]
    assert Reply.objects.count() == Incoming.objects.count() == 3


def test_a_message_whose_bytes_are_spoilt_waits_for_people_and_stops_no_other() -> None:
    request = make_sent()
    spoilt = make_answer(request, "Spoilt.")
    Blob.objects.filter(pk=spoilt.sha256).update(packed=b"no zlib")
    good = receive(make_raw("Good."), "imap")
    read_mail.func()
    assert {reply.incoming_id: reply.text for reply in Reply.objects.all()} == {spoilt.pk: "", good.pk: "Good."}
