"""A bot password in; bytes that only this portal can open, and the password again, out."""

from __future__ import annotations

import base64
import hashlib
import json

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

HOURS = 2


def seal(name: str, secret: str) -> bytes:
    """The name and the secret, encrypted with a key made from the portal's own."""
    return _box().encrypt(json.dumps([name, secret]).encode())


def unseal(sealed: bytes | memoryview) -> tuple[str, str] | None:
    """What was sealed; None where it is too old or was sealed under another key."""
    try:
        name, secret = json.loads(_box().decrypt(bytes(sealed), ttl=HOURS * 3600))
    except InvalidToken:
        return None
    return name, secret


def _box() -> Fernet:
    key = hashlib.sha256(b"portal.academy.media.sealing" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
