"""What an answer means: data, a fault that passes, a no, or no wiki."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wiki.client.answers import Answer, Trouble, judge


def make_answer(body: Any, status: int = 200, **headers: str) -> Answer:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, data)


def make_error(code: str, text: str = "Why.", **more: Any) -> dict[str, Any]:
    return {"errors": [{"code": code, "text": text, "module": "main", **more}]}


def test_data_are_given_as_they_are() -> None:
    assert judge(make_answer({"query": {}})) == {"query": {}}


@pytest.mark.parametrize(
    ("answer", "kind", "undone", "wait"),
    [
        (make_answer(make_error("maxlag"), retry_after="5"), "busy", True, 5.0),
        (make_answer(make_error("ratelimited")), "busy", True, None),
        (make_answer(make_error("readonly"), 503), "busy", True, None),
        (make_answer(b"slow down", 429, retry_after="7"), "busy", True, 7.0),
        (make_answer(b"slow down", 429), "busy", True, None),
        (make_answer(b"<html>", 503, retry_after="3"), "busy", False, 3.0),
        (make_answer(b"<html>", 503), "broken", False, None),
        (make_answer(b"<html>", 500), "broken", False, None),
        (make_answer(make_error("internal_api_error_DBQueryError")), "broken", False, None),
        (make_answer(b'{"query":{"pag'), "broken", False, None),
        (make_answer(b""), "broken", False, None),
        (make_answer(make_error("badtoken")), "token", True, None),
        (make_answer(make_error("assertuserfailed")), "session", True, None),
        (make_answer(make_error("mwoauth-invalid-authorization-invalid-user")), "session", True, None),
        (make_answer(b"", 401), "session", True, None),
        (make_answer(make_error("readapidenied")), "refused", True, None),
        (make_answer(make_error("blocked"), 403), "refused", True, None),
        (make_answer(b"<!DOCTYPE html>"), "alien", False, None),
        (make_answer(b"not here", 404), "alien", False, None),
        (make_answer([1, 2]), "alien", False, None),
        (make_answer(b"\xff\xfe"), "alien", False, None),
    ],
)
def test_each_trouble_is_known_for_what_it_is(answer: Answer, kind: str, undone: bool, wait: float | None) -> None:
    trouble = judge(answer)
    assert isinstance(trouble, Trouble)
    assert (trouble.kind, trouble.undone, trouble.wait) == (kind, undone, wait)


def test_a_no_carries_the_wikis_words_in_the_new_shape_and_the_old() -> None:
    new = judge(make_answer(make_error("stashfailed", "Offset.", data={"offset": 5})))
    old = judge(make_answer({"error": {"code": "nosuchpage", "info": "No page."}}))
    assert new == Trouble("refused", "Offset.", undone=True, code="stashfailed", data={"offset": 5})
    assert old == Trouble("refused", "No page.", undone=True, code="nosuchpage")
