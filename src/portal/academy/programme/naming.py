"""A real name in; a salted digest that confirms it to whoever knows it, and tells it to nobody else, out."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from portal.ground.languages.fold import fold

_COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 << 20}


def sealed(name: str) -> dict[str, str]:
    """A salt and the digest of a name with it. It is slow, so that names cannot be tried by the million."""
    salt = secrets.token_hex(16)
    return {"salt": salt, "digest": _digest(name, salt)}


def matches(facts: dict[str, str], name: str) -> bool:
    """Whether a name is the one of a digest, in any script and however its marks and spaces are typed."""
    return hmac.compare_digest(facts.get("digest", ""), _digest(name[:200], facts.get("salt", "")))


def _digest(name: str, salt: str) -> str:
    return hashlib.scrypt(fold(name).encode(), salt=salt.encode(), **_COST).hex()
