"""A digest in, the bytes it names out."""

from __future__ import annotations

import hashlib
import zlib

from portal.ground.store.models import Blob


class SpoiltError(Exception):
    """What is kept no longer has the digest it is kept under."""


def read(sha256: str) -> bytes | None:
    """The bytes of a digest, checked against it; None where nothing is kept under it."""
    packed = Blob.objects.filter(pk=sha256).values_list("packed", flat=True).first()
    return None if packed is None else unpacked(sha256, packed)


def unpacked(sha256: str, packed: bytes | memoryview) -> bytes:
    """The bytes as they are kept, in plain, checked against their digest."""
    body = zlib.decompress(bytes(packed))
    if hashlib.sha256(body).hexdigest() != sha256:
        raise SpoiltError(f"the bytes kept as {sha256} were changed")
    return body
