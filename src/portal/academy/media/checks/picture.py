"""The bytes of a picture in; its size, camera, place and look out."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from portal.academy.media.checks.facts import Facts, NotMediaError

FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
MOST_PIXELS = 200_000_000
_PERSONAL = {
    "Artist": 0x013B, "Copyright": 0x8298, "XPAuthor": 0x9C9D, "HostComputer": 0x013C,
}  # fmt: skip
_PERSONAL_EXIF = {"CameraOwnerName": 0xA430, "BodySerialNumber": 0xA431, "LensSerialNumber": 0xA435}


def read_picture(path: Path) -> Facts:
    """What a picture is. Raises NotMediaError for what is no whole JPEG, PNG or WebP, or too large to be opened."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=tuple(FORMATS)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise NotMediaError(
                        _("This picture has more than 200 million pixels. Make it smaller, then try again.")
                    )
                exif = picture.getexif()
                mime = FORMATS[picture.format or ""]
                upright = ImageOps.exif_transpose(picture)
                upright.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        if isinstance(fault, NotMediaError):
            raise
        raise NotMediaError(
            _("This file is not a whole JPEG, PNG or WebP picture. Open it on your device and save it as JPEG.")
        ) from fault
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    camera = " ".join(_text(exif.get(tag)) for tag in (ExifTags.Base.Make, ExifTags.Base.Model)).strip()
    tells = [name for name, tag in _PERSONAL.items() if exif.get(tag)]
    tells += [name for name, tag in _PERSONAL_EXIF.items() if inner.get(tag)]
    return Facts(
        kind="image",
        mime=mime,
        width=upright.width,
        height=upright.height,
        size=path.stat().st_size,
        camera=camera[:80],
        taken_at=_text(inner.get(ExifTags.Base.DateTimeOriginal))[:19],
        place=_place(exif.get_ifd(ExifTags.IFD.GPSInfo)),
        tells=tuple(tells),
        look=look_of(upright),
    )


def look_of(picture: Image.Image) -> str:
    """A difference hash: each of 64 bits says whether the picture grows brighter from one of 9 x 8 fields to the next.

    After Neal Krawetz, "Kind of like that" (2013). Two pictures are near where few bits differ.
    """
    small = picture.convert("L").resize((9, 8), Image.Resampling.BOX)
    grey = list(small.tobytes())
    bits = "".join("1" if grey[row * 9 + x] < grey[row * 9 + x + 1] else "0" for row in range(8) for x in range(8))
    return f"{int(bits, 2):016x}"


def apart(one: str, other: str) -> int:
    """How many of 64 bits differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _place(gps: Mapping[int, Any]) -> tuple[float, float] | None:
    try:
        latitude, longitude = _degrees(gps[ExifTags.GPS.GPSLatitude]), _degrees(gps[ExifTags.GPS.GPSLongitude])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    south = str(gps.get(ExifTags.GPS.GPSLatitudeRef, "N")).upper().startswith("S")
    west = str(gps.get(ExifTags.GPS.GPSLongitudeRef, "E")).upper().startswith("W")
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # also what is no number
        return None
    return round(-latitude if south else latitude, 6), round(-longitude if west else longitude, 6)


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _text(value: Any) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
