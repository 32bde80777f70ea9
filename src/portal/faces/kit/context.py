"""A request in, what every template knows out."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """The name and address of this portal, and whether it is a demonstration."""
    return {"site_name": settings.SITE_NAME, "site_address": settings.SITE_ADDRESS, "demo": settings.DEMO}
