"""A view for programs in; the same view behind one door out: reading alone, from any page, so often, with tags."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TypeAlias

from django.http import HttpResponse
from django.http.request import HttpRequest
from django.http.response import HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.csrf import csrf_exempt

from portal.faces.people.client import network_of
from portal.ground.ledger.models import Entry
from portal.ground.limits.acts import allow_rule
from portal.ground.limits.rules import HOUR, MINUTE, Rule

SECONDS = 60
CALLS = Rule("api-calls", 600, 10 * MINUTE)
FILES = Rule("open-files", 60, HOUR)
READS = "GET, HEAD, OPTIONS"
_SHOWN = "ETag, Last-Modified, Link, Retry-After, X-Ledger-Number, X-Ledger-Digest"

Answer: TypeAlias = HttpResponseBase
View: TypeAlias = Callable[..., Answer]


def fault(status: int, word: str, message: str, fields: list[dict[str, str]] | None = None) -> HttpResponse:
    """An error as programs read it: a word that stays the same, and a sentence for a person."""
    return JsonResponse({"error": word, "message": message, "fields": fields or []}, status=status)


def through(view: View, rule: Rule | None = CALLS, seconds: int = SECONDS) -> View:
    """The view for GET, HEAD and OPTIONS, readable from every page, counted against a rule where there is one."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> Answer:
        answer = _answer(request, lambda: view(request, *args, **kwargs), rule)
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = _SHOWN
        answer["Cross-Origin-Resource-Policy"] = "cross-origin"
        if answer.status_code not in (200, 304):
            patch_cache_control(answer, no_store=True)
            return answer
        if not answer.has_header("Cache-Control"):
            patch_cache_control(answer, public=True, max_age=seconds)
        return _tagged(request, answer)

    return guarded


def changed_at() -> datetime:
    """When the records last changed: the last row of the ledger, or the beginning of this day, on which days depend."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    last = Entry.objects.order_by("-number").values_list("at", flat=True).first()
    return max(last, today) if last else today


def _answer(request: HttpRequest, view: Callable[[], Answer], rule: Rule | None) -> Answer:
    if request.method == "OPTIONS":
        asked = {"Access-Control-Allow-Methods": "GET, HEAD", "Access-Control-Allow-Headers": "If-None-Match"}
        return HttpResponse(status=204, headers={"Allow": READS, **asked, "Access-Control-Max-Age": "86400"})
    if request.method not in {"GET", "HEAD"}:
        refused = fault(405, "read-only", "This address can only be read: use GET.")
        refused["Allow"] = READS
        return refused
    if rule is not None and not allow_rule(rule, network_of(request)):
        late = fault(429, "too-many", f"At most {rule.limit} calls in {rule.seconds // 60} minutes. Please wait.")
        late["Retry-After"] = str(rule.seconds - int(time.time()) % rule.seconds)
        return late
    method, request.method = request.method, "GET"
    try:
        return view()
    finally:
        request.method = method


def _tagged(request: HttpRequest, answer: Answer) -> Answer:
    """Give an answer its tag and its date; 304 where the reader has it already."""
    if isinstance(answer, HttpResponse) and not answer.has_header("ETag"):
        answer["ETag"] = f'W/"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    if not answer.has_header("Last-Modified"):
        answer["Last-Modified"] = http_date(changed_at().timestamp())
    changed = parse_http_date_safe(answer["Last-Modified"])
    same = get_conditional_response(request, etag=answer["ETag"], last_modified=changed, response=answer)  # type: ignore[arg-type]
    if same is None or same is answer:
        return answer
    # The end of the first answer would be taken for the end of the request, so what it holds open passes on.
    same._resource_closers.extend(answer._resource_closers)  # type: ignore[attr-defined]
    for name in ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Cross-Origin-Resource-Policy"):
        same[name] = answer[name]
    return same
