"""A picture from a stranger in; the same picture, drawn anew without what it hid, out."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 8 << 20
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2000
MEDIA = "image/webp"
_FORMATS = ("PNG", "JPEG", "WEBP")


class PictureError(ValueError):
    """The picture cannot be taken; the words say why and what to do."""


def clean(body: bytes) -> bytes:
    """The picture as WebP, at most 2,000 pixels a side, without place, device, comments or anything appended.

    Raises PictureError for what is too large, is no picture, or is spoilt.
    """
    if len(body) > MOST_BYTES:
        raise PictureError("The picture is larger than 8 MB. Cut it to the part with the list, then try again.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(body), formats=_FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureError("The picture has more than 40 million pixels. Make it smaller, then try again.")
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError("This file is not a whole PNG, JPEG or WebP picture.") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = Image.new("RGB", upright.size)
    drawn.paste(upright)
    out = io.BytesIO()
    drawn.save(out, "WEBP", quality=82)
    return out.getvalue()
