"""What went wrong with a request in; a page that says so in the reader's language, and what to do now, out."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)

MOST_BYTES = 12 << 20
"""The largest body that is read at all: a picture of 8 MB and the form around it."""
MOST_BYTES_OF_MAIL = 40 << 20
"""The same for what a mail provider hands over: a mail of 25 MB is a third longer as text."""
_OF_MAIL = "/anymail/"
MOST_BYTES_OF_MEDIA = 8 << 30
"""The same for the media desk, which reads what is too large without keeping it, to say so at the field."""
_OF_MEDIA = re.compile(r"/[a-z-]+/academy/[a-z0-9_-]+/media/")
_FOR_PROGRAMS = ("/api/", "/embed/", "/feeds/", "/open/", _OF_MAIL)


class Faults:
    """Middleware: bodies that are far too large are not read, and who opens a form's address gets a page, not a blank.

    It stands before whatever reads a body, and after what knows the reader's language.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers all requests."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse what is too large; answer everything else, a bare 405 with words."""
        if _length(request) > _most(request.path):
            return _too_large(request)
        answer = self.get_response(request)
        bare = isinstance(answer, HttpResponseNotAllowed) and not answer.content
        if bare and not request.path.startswith(_FOR_PROGRAMS):
            page = _page(
                request,
                405,
                _("This address only takes a form"),
                _("Go back, open the page anew, and press the button there."),
            )
            page["Allow"] = answer["Allow"]
            return page
        return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be understood, or is too large."""
    if isinstance(exception, RequestDataTooBig):
        return _too_large(request)
    text = _("Something in the address or in the form is not right. Go back and try again.")
    return _page(request, 400, _("We do not understand this"), text)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not for this reader."""
    return _page(
        request, 403, _("This is not open to you"), _("Perhaps you have to sign in first, or it is not yours.")
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not there, or not for everybody's eyes: both look the same."""
    text = _("Perhaps the address has a typing error, or the page was taken away.")
    return _page(request, 404, _("This page does not exist"), text)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose proof that it came from a page of ours is missing or too old."""
    text = _(
        "Nothing was changed. The page was open for long, or your browser sends no cookies. "
        "Go back, load the page anew, and send the form once more."
    )
    return _page(request, 403, _("Please send the form once more"), text)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours. The page asks nothing of the database, nor of who is signed in: that may be what broke."""
    try:
        answer = HttpResponse(render_to_string("500.html"), status=500)
    except Exception:
        log.exception("the page about a fault of ours could not be drawn")
        answer = HttpResponse("Something broke on our side. Please try again in a minute.", "text/plain", 500)
    add_never_cache_headers(answer)
    return answer


def _too_large(request: HttpRequest) -> HttpResponse:
    text = _("Please send less text, or a smaller file. A picture may have 8 MB at most.")
    return _page(request, 413, _("This is too large"), text)


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    answer = render(request, "kit/fault.html", {"fault_title": title, "fault_text": text}, status=status)
    add_never_cache_headers(answer)
    return answer


def _most(path: str) -> int:
    if path.startswith(_OF_MAIL):
        return MOST_BYTES_OF_MAIL
    return MOST_BYTES_OF_MEDIA if _OF_MEDIA.fullmatch(path) else MOST_BYTES


def _length(request: HttpRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 20 else 0
