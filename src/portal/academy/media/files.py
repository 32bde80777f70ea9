"""A file that somebody sent in; the same file in the media folder under its digest, and small pictures of it, out."""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps

PREVIEW, THUMBNAIL = 1200, 480


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the media folder."""

    path: Path
    sha256: str
    sha1: str


def folder() -> Path:
    """Where files wait for their upload; only the owner of the process may look into it."""
    place = Path(settings.HOME) / "media"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def path_of(sha256: str) -> Path:
    """Where the file of a digest lies, if it does."""
    return folder() / sha256


def store(chunks: Iterable[bytes]) -> Stored:
    """Write a file down whole, or not at all. Raises OSError where the disk is full; nothing is left of it then."""
    sha256, sha1 = hashlib.sha256(), hashlib.sha1(usedforsecurity=False)
    with tempfile.NamedTemporaryFile(dir=folder(), prefix=".new-", delete=False) as new:
        path = Path(new.name)
        try:
            for chunk in chunks:
                sha256.update(chunk)
                sha1.update(chunk)
                new.write(chunk)
            new.flush()
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    final = path_of(sha256.hexdigest())
    path.replace(final)
    return Stored(final, final.name, sha1.hexdigest())


def forget(sha256: str) -> None:
    """Remove a file."""
    path_of(sha256).unlink(missing_ok=True)


def small(sha256: str, side: int) -> bytes:
    """A picture as WebP with at most so many pixels a side and no metadata. Raises OSError where it is gone."""
    with Image.open(path_of(sha256)) as picture:
        picture.draft("RGB", (side * 2, side * 2))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((side, side))
    drawn = Image.new("RGB", upright.size)
    drawn.paste(upright)
    out = io.BytesIO()
    drawn.save(out, "WEBP", quality=80)
    return out.getvalue()
