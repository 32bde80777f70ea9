"""A request in, the network it comes from out."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from portal.ground.limits import looks


def network_of(request: HttpRequest) -> str:
    """The network that a request counts for.

    Anybody can write X-Forwarded-For, so it is read only behind proxies of our own (settings.PROXIES, how many), and
    from its end: the last entry is what the last proxy saw.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if len(seen) >= settings.PROXIES:
            address = seen[-settings.PROXIES]
    return looks.network(address)
