"""A view in; the same view out, its pages kept for readers without a session until the ledger grows or a day ends."""

from __future__ import annotations

import gzip
import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.faces.kit.context import THEME_COOKIE, THEMES
from portal.ground.ledger.chain import START

SECONDS = 60
KEPT_FOR = 3600
LONGEST_QUERY = 300
_GZIP = re.compile(r"\bgzip\b")
_HEAD = "portal.ledger_head"

View = Callable[..., HttpResponse]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was drawn, packed by gzip: its type, its tag and when it was drawn, in seconds since 1970."""

    packed: bytes
    media: str
    tag: str
    at: int


def ledger_head(request: HttpRequest) -> str:
    """The digest of the ledger's last row, asked for once a request; no two states of any ledger share it."""
    if _HEAD not in request.META:
        # Asked for at each visit of a kept page: through models it would cost as much as all the rest of the visit.
        with connection.cursor() as cursor:
            cursor.execute("SELECT digest FROM ledger_entry ORDER BY number DESC LIMIT 1")
            row = cursor.fetchone()
        request.META[_HEAD] = row[0] if row else START
    digest: str = request.META[_HEAD]
    return digest


def figures(request: HttpRequest, name: str, make: Callable[[], T]) -> T:
    """What `make` gives, worked out once for each state of the ledger and each day."""
    key = _key("figures", name, ledger_head(request), timezone.localdate())
    kept: T | None = cache.get(key)
    if kept is None:
        kept = make()
        cache.set(key, kept, KEPT_FOR)
    return kept


def page(view: View) -> View:
    """Serve a page that is the same for every reader without a session; for all others it is drawn anew, privately."""

    @wraps(view)
    def kept_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            answer = view(request, *args, **kwargs)
            patch_cache_control(answer, private=True, no_cache=True)
            return answer
        return _for_anyone(request, lambda: view(request, *args, **kwargs))

    return require_safe(kept_view)


def _for_anyone(request: HttpRequest, draw: Callable[[], HttpResponse]) -> HttpResponse:
    key = _page_key(request) if len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY else None
    kept: Kept | None = cache.get(key) if key else None
    if kept is None:
        answer = draw()
        if answer.status_code != 200:
            return answer
        kept = _keep(answer)
        if key:
            cache.set(key, kept, KEPT_FOR)
    return _serve(request, kept)


def _page_key(request: HttpRequest) -> str:
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return _key(
        request.get_full_path(),
        get_language(),
        theme if theme in THEMES else "",
        ledger_head(request),
        timezone.localdate(),
    )


def _key(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _keep(answer: HttpResponse) -> Kept:
    body = answer.content
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    return Kept(gzip.compress(body, 6, mtime=0), answer["Content-Type"], tag, int(time.time()))


def _serve(request: HttpRequest, kept: Kept) -> HttpResponse:
    packs = bool(_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))
    answer = HttpResponse(kept.packed if packs else gzip.decompress(kept.packed), content_type=kept.media)
    if packs:
        answer["Content-Encoding"] = "gzip"
    answer["ETag"] = kept.tag
    answer["Last-Modified"] = http_date(kept.at)
    patch_cache_control(answer, public=True, max_age=SECONDS)
    patch_vary_headers(answer, ("Accept-Encoding", "Cookie"))
    same = get_conditional_response(request, etag=kept.tag, last_modified=kept.at, response=answer)
    return same if isinstance(same, HttpResponse) else answer
