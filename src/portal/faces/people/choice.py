"""`?language=` on any address in; the choice kept in a cookie, and the same page in that language, out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import translate_url
from django.utils.cache import patch_vary_headers

from portal.faces.people.paths import own_path
from portal.ground.languages.choose import choose

Answer = TypeVar("Answer", bound=HttpResponse)
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)
# What programs and other sites read answers in the language of its address itself: neither keeps cookies.
FOR_PROGRAMS = re.compile(r"/(?:api|embed|feeds|open)/|/oembed$|/t/[\w-]+/badge\.svg$")


def remember(answer: Answer, language: str) -> Answer:
    """Keep a choice of language in a cookie."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def language_of(request: HttpRequest) -> str:
    """The language for a reader who comes without one in the address: chosen before, else asked for by the browser."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return choose(chosen, request.headers.get("Accept-Language", ""), LANGUAGES, settings.LANGUAGE_CODE)


def door(request: HttpRequest) -> HttpResponse:
    """`/`: on to the front page in the reader's language."""
    answer = HttpResponseRedirect(f"/{language_of(request)}/")
    patch_vary_headers(answer, ("Accept-Language", "Cookie"))
    answer["Cache-Control"] = "private, max-age=0"
    return answer


class Chosen:
    """Middleware: a plain link with `?language=sr-latn` works on every page, without script and without a form.

    Nothing is kept but a cookie, so nobody gains by forging such a link: the language of somebody's mail is chosen in
    their settings alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers all other requests."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Remember the choice and go to the page in that language, or let the request pass."""
        language = request.GET.get("language")
        if request.method not in {"GET", "HEAD"} or language not in LANGUAGES or FOR_PROGRAMS.match(request.path):
            return self.get_response(request)
        rest = [(name, value) for name, values in request.GET.lists() if name != "language" for value in values]
        here = f"{request.path}?{urlencode(rest)}" if rest else request.path
        there = own_path(translate_url(here, language)) or "/"
        return remember(HttpResponseRedirect(there), language)
