"""One HTTP answer flows in; what MediaWiki said, or what trouble it is and what may be done about it, flows out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from wiki.client.pace import retry_after

# Faults that pass by themselves. MediaWiki answers each of these before it does anything (ApiMain::executeAction).
_BUSY = {"maxlag": "its copies lag behind", "ratelimited": "we asked too often", "readonly": "it is locked for a while"}
_SESSION = {"assertuserfailed", "assertnameduserfailed", "assertbotfailed"}
_SESSION_STARTS = ("mwoauth-invalid-authorization",)
# These two come from inside: what was asked may have been half done and rolled back, or done.
_BROKEN_STARTS = ("internal_api_error_", "internal-api-error")


@dataclass(frozen=True)
class Answer:
    """A status, the headers (their names in small letters) and the unpacked body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Trouble:
    """Why there is no good answer.

    `kind`: `busy` (asks us to wait), `broken` (network or server), `token`, `session`, `refused`, or `alien` (not a
    MediaWiki). `undone`: it is certain that what was asked was not done. `wait`: seconds the wiki asked for.
    """

    kind: Literal["busy", "broken", "token", "session", "refused", "alien"]
    text: str
    undone: bool = False
    wait: float | None = None
    code: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


def judge(answer: Answer) -> dict[str, Any] | Trouble:
    """What MediaWiki said, or the trouble."""
    asked = retry_after(answer.headers.get("retry-after"))
    if answer.status == 429:
        return Trouble("busy", "it was asked too often (status 429)", undone=True, wait=asked)
    if answer.status == 401:
        return Trouble("session", "it does not know our token (status 401)", undone=True)
    said = _object(answer.body)
    if said is not None and (errors := _errors(said)):
        return _by_error(errors[0], asked)
    if answer.status == 503 and asked is not None:
        return Trouble("busy", "it asks to come back later (status 503)", wait=asked)
    if answer.status >= 500:
        return Trouble("broken", f"it had a fault of its own (status {answer.status})", wait=asked)
    if answer.status != 200:
        return Trouble("alien", f"it answered with status {answer.status}")
    if said is None:
        return _unread(answer)
    return said


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(body)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _unread(answer: Answer) -> Trouble:
    if answer.body.lstrip()[:1] == b"{" or not answer.body:
        return Trouble("broken", "its answer broke off")
    return Trouble("alien", "it answered with a page for people, not with data")


def _errors(said: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Each error's code, sentence and details, in the shape of `errorformat=plaintext` and in the one before 1.29."""
    found = said.get("errors")
    if not isinstance(found, list):
        found = [said["error"]] if isinstance(said.get("error"), dict) else []
    return [
        (str(one.get("code", "")), str(one.get("text", one.get("info", ""))), one.get("data") or {})
        for one in found
        if isinstance(one, dict)
    ]


def _by_error(error: tuple[str, str, dict[str, Any]], asked: float | None) -> Trouble:
    code, info, data = error
    if code in _BUSY:
        return Trouble("busy", f"{_BUSY[code]} ({code})", undone=True, wait=asked, code=code)
    if code in ("badtoken", "notoken"):
        return Trouble("token", info, undone=True, code=code)
    if code in _SESSION or code.startswith(_SESSION_STARTS):
        return Trouble("session", info, undone=True, code=code)
    if code.startswith(_BROKEN_STARTS):
        return Trouble("broken", f"it had a fault of its own ({code})", code=code)
    return Trouble("refused", info, undone=True, code=code, data=data)
