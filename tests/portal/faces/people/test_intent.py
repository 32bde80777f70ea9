"""What was begun before signing in is completed after."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.http import HttpRequest
from django.test import RequestFactory

from portal.faces.people import intent
from tests.portal.faces.people.conftest import Visitor, code_in

pytestmark = pytest.mark.django_db


def make_request(session: SessionStore | None = None) -> HttpRequest:
    """A request with a session."""
    request = RequestFactory().get("/")
    request.session = session or SessionStore()
    return request


def test_what_is_kept_is_looked_at_often_and_taken_once() -> None:
    request = make_request()
    intent.keep(request, "sign", {"target": 7, "words": "Përshëndetje"}, "/en/sign/7/")
    assert intent.peek(request, "sign") == {"target": 7, "words": "Përshëndetje"}
    assert intent.take(request, "sign") == {"target": 7, "words": "Përshëndetje"}
    assert (intent.take(request, "sign"), intent.peek(request, "sign"), intent.resume_path(request)) == (None, None, "")


def test_the_last_one_is_resumed_and_a_kind_is_kept_once() -> None:
    request = make_request()
    with time_machine.travel(datetime(2026, 11, 23, tzinfo=UTC), tick=False) as clock:
        for number in range(8):
            clock.shift(1)
            intent.keep(request, f"kind-{number}", {"n": number}, f"/en/{number}/")
        clock.shift(1)
        intent.keep(request, "kind-5", {"n": 55}, "/en/55/")
        assert intent.resume_path(request) == "/en/55/"
        assert [intent.peek(request, f"kind-{number}") for number in (2, 4, 5)] == [None, {"n": 4}, {"n": 55}]
        clock.shift(24 * 3600)
        assert (intent.peek(request, "kind-5"), intent.resume_path(request)) == (None, "")


@pytest.mark.parametrize("resume", ["", "https://evil.example/", "//evil.example", "sign/7/"])
def test_nobody_resumes_elsewhere(resume: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        intent.keep(make_request(), "sign", {}, resume)


def test_a_session_is_no_store() -> None:
    with pytest.raises(ValueError, match="too long"):
        intent.keep(make_request(), "sign", {"words": "x" * 9000}, "/en/")


def test_after_signing_in_the_page_that_completes_it_is_shown_with_what_was_typed(visitor: Visitor) -> None:
    visitor.ask("ana@example.org")
    session = visitor.client.session
    request = make_request(session)
    intent.keep(request, "sign", {"words": "Hello"}, "/en/settings/leave/")
    session.save()
    assert visitor.post("sign-in/code/", {"code": code_in(mail.outbox[0].body)}).url == "/en/settings/leave/"
    assert intent.take(make_request(visitor.client.session), "sign") == {"words": "Hello"}
