"""What a letter or a mail speaks of in; its lasting public address, in no language, out. Faces answer each of them."""

from __future__ import annotations

from django.conf import settings
from django.core import signing

_LEAVE = signing.Signer(salt="portal.leave")


def _address(path: str) -> str:
    return f"{settings.SITE_ADDRESS.rstrip('/')}/{path}"


def target(slug: str) -> str:
    """The page of a target."""
    return _address(f"t/{slug}")


def check(slug: str) -> str:
    """The page on which anybody has a target looked at again."""
    return _address(f"t/{slug}/check")


def evidence(sha256: str) -> str:
    """What a look read, as it was kept."""
    return _address(f"e/{sha256}")


def leave(owner_slug: str) -> str:
    """The page on which an owner ends all mail; the address holds a signature, so that nobody else can."""
    return _address(f"leave/{_LEAVE.sign(owner_slug)}")


def owner_of(token: str) -> str | None:
    """The owner that a token of `leave` speaks of; None where its signature is not ours."""
    try:
        return _LEAVE.unsign(token)
    except signing.BadSignature:
        return None


def mine() -> str:
    """The page that shows a citizen what they did."""
    return _address("mine")


def badge(slug: str) -> str:
    """The badge of a target, which always says how its list stands."""
    return _address(f"t/{slug}/badge.svg")
