"""Bytes in, their digest out."""

from __future__ import annotations

import hashlib
import zlib

from portal.ground.store.models import Blob


def keep(body: bytes, media: str) -> str:
    """Keep bytes, once; their sha256 in hex."""
    sha256 = hashlib.sha256(body).hexdigest()
    Blob.objects.get_or_create(
        sha256=sha256, defaults={"media": media, "size": len(body), "packed": zlib.compress(body, 6)}
    )
    return sha256
