"""Questions of allauth in, our answers out: where to go on to, who must sign in again, how passkeys are called."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from portal.faces.people import intent
from portal.faces.people.client import network_of
from portal.faces.people.paths import own_path

SIGNED_IN_AT = "signed-in-at"
FRESH = 15 * 60
"""Seconds after signing in during which a passkey may be added or taken away without signing in again."""


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts without passwords, whose only proof is the mailbox or a passkey."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody is made by allauth's own forms: a person is made when their address is proven."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only paths of this portal are gone on to."""
        return bool(own_path(url))

    def get_client_ip(self, request: HttpRequest) -> str:
        """What allauth's own limits count by."""
        return network_of(request)

    def get_login_stages(self) -> list[str]:
        """None: a passkey stands beside the code, not behind it, so who loses a device can still sign in."""
        return []

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """What was begun before signing in goes first."""
        resume: str = intent.resume_path(request) or super().get_login_redirect_url(request)
        return resume

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Remember when; the language of the page becomes nobody's choice by signing in."""
        request.session[SIGNED_IN_AT] = time.time()
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def is_reauthentication_required(self, app: str | None = None) -> bool:
        """Whether signing in lies too long back to change passkeys."""
        since = time.time() - float(context.request.session.get(SIGNED_IN_AT, 0))
        return since > FRESH

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """One way: sign in again, by code or passkey."""
        return [{"id": "sign-in", "description": "", "url": reverse("sign-in-again")}]


class Keys(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys: what a device shows of them."""

    def _get_site_name(self) -> str:
        return settings.SITE_NAME

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        """What a passkey is called until its owner calls it otherwise."""
        return gettext("Passkey")
