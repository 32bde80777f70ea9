"""A request in, what every template knows out."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

THEMES = ("light", "dark")
THEME_COOKIE = "theme"


def site(request: HttpRequest) -> dict[str, object]:
    """The name and address of this portal, whether it is a demonstration, and the light or dark its reader chose."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "site_name": settings.SITE_NAME,
        "site_address": settings.SITE_ADDRESS,
        "demo": settings.DEMO,
        "theme": theme if theme in THEMES else "",
    }
