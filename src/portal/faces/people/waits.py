"""An address asked for without proof of work in; a ticket, and after a short wait the same address, once, out."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core import signing
from django.utils import timezone

from portal.ground.limits import acts as limits
from portal.ground.limits import rules

SECONDS = 20
VALID = 15 * 60
_SALT = "portal.faces.people.waits"


class TooSoonError(Exception):
    """The wait is not over."""


def ticket(email: str, after: str) -> str:
    """A signed ticket for an address and the path to go on to."""
    return signing.dumps({"email": email, "next": after, "id": secrets.token_hex(8)}, salt=_SALT)


def redeem(text: str) -> tuple[str, str] | None:
    """The address and the path of a ticket whose wait is over, once; None for a forged, old or used one.

    Raises TooSoonError where the wait is not over; the ticket stays good.
    """
    try:
        held = signing.loads(text, salt=_SALT, max_age=VALID)
    except signing.BadSignature:
        return None
    try:
        signing.loads(text, salt=_SALT, max_age=SECONDS)
    except signing.SignatureExpired:
        if not limits.allow_until("ticket", held["id"], 1, timezone.now() + timedelta(seconds=VALID)):
            return None
        return held["email"], held["next"]
    raise TooSoonError


def is_room(network: str) -> bool:
    """Count one sign-in without proof, and say whether there is room for it in this hour."""
    return limits.allow_rule(rules.WITHOUT_PROOF, network) and limits.allow_rule(rules.ALL_WITHOUT_PROOF, "all")
