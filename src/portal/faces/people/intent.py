"""What a citizen filled in before signing in, in; the same, once, after signing in, out. It rests in their session.

A public form keeps what was typed and sends the reader to sign in. After that they come to the intent's own page, which
shows it again and completes it when the reader confirms by POST: signing in alone never does anything in their name.
"""

from __future__ import annotations

import json
import time
from typing import Any

from django.http import HttpRequest

from portal.faces.people.paths import own_path

KEY = "intents"
SECONDS = 24 * 3600
LONGEST = 8000
MOST = 5


def keep(request: HttpRequest, kind: str, data: dict[str, Any], resume: str) -> None:
    """Keep what was filled in under a kind, in place of an earlier one.

    `resume` is the path of the page that completes it. Raises ValueError where that is no path of this portal, or the
    data is no JSON or longer than 8,000 letters.
    """
    if own_path(resume) != resume or not resume:
        raise ValueError(f"not a path of this portal: {resume!r}")
    if len(json.dumps(data, ensure_ascii=False)) > LONGEST:
        raise ValueError("too long to be kept in a session")
    kept = {name: each for name, each in _kept(request).items() if name != kind}
    while len(kept) >= MOST:
        kept.pop(min(kept, key=lambda name: float(kept[name]["at"])))
    request.session[KEY] = {**kept, kind: {"data": data, "resume": resume, "at": time.time()}}


def peek(request: HttpRequest, kind: str) -> dict[str, Any] | None:
    """What was kept under a kind, which stays kept; None where there is nothing, or it is older than a day."""
    found = _kept(request).get(kind)
    return found["data"] if found else None


def take(request: HttpRequest, kind: str) -> dict[str, Any] | None:
    """What was kept under a kind, which is then forgotten: it is completed once."""
    kept = _kept(request)
    found = kept.pop(kind, None)
    if KEY in request.session:
        request.session[KEY] = kept
    return found["data"] if found else None


def resume_path(request: HttpRequest) -> str:
    """The path of the page that completes what was kept last; empty where nothing is kept."""
    kept = _kept(request)
    return kept[max(kept, key=lambda name: float(kept[name]["at"]))]["resume"] if kept else ""


def _kept(request: HttpRequest) -> dict[str, Any]:
    oldest = time.time() - SECONDS
    return {kind: each for kind, each in request.session.get(KEY, {}).items() if each["at"] > oldest}
