"""An address from outside in; a path of this portal to go on to, or none, out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

View = Callable[[HttpRequest], HttpResponse]


def own_path(address: str | None) -> str:
    """The address if it is a path of this portal, else nothing: nobody is led elsewhere by a link to us."""
    if not address or len(address) > 1000 or not address.startswith("/") or not address.isprintable():
        return ""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return ""
    parts = urlsplit(address)
    return "" if parts.scheme or parts.netloc else address


def next_of(request: HttpRequest) -> str:
    """Where the reader wants to go on to, if that is a path of this portal."""
    return own_path(request.POST.get("next") or request.GET.get("next"))


def post_or_back(page: str) -> Callable[[View], View]:
    """For views that only take forms: who comes by a link, as by changing the language, goes to the form's page."""

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest) -> HttpResponse:
            return view(request) if request.method == "POST" else redirect(page)

        return answer

    return around
