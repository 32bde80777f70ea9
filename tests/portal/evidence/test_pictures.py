"""Pictures from strangers: drawn anew, and nothing hidden comes along."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from portal.evidence.pictures import PictureError, clean


def make_picture(size: tuple[int, int] = (300, 200), form: str = "JPEG", comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", size, "white")
    exif = picture.getexif()
    exif[0x010F] = "A camera of somebody"
    picture.save(out, form, exif=exif)
    return out.getvalue() + comment


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_what_a_picture_hides_is_gone(form: str) -> None:
    made = clean(make_picture(form=form, comment=b"<script>alert(1)</script>"))
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("WEBP", (300, 200), {})
    assert b"script" not in made
    assert b"camera" not in made


def test_a_large_picture_becomes_smaller() -> None:
    with Image.open(io.BytesIO(clean(make_picture((4000, 1000))))) as picture:
        assert picture.size == (2000, 500)


def make_bomb() -> bytes:
    """A PNG that says it has 30,000 by 30,000 pixels."""
    header = b"IHDR" + (30_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    chunk = len(header[4:]).to_bytes(4, "big") + header + zlib.crc32(header).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + chunk


@pytest.mark.parametrize(
    "body", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", make_picture()[:900], make_bomb(), b"x" * (9 << 20)]
)
def test_what_is_no_whole_picture_is_refused(body: bytes) -> None:
    with pytest.raises(PictureError):
        clean(body)


@given(st.binary(max_size=400), st.integers(0, 600))
def test_a_spoilt_picture_is_taken_or_refused_but_never_raises_anything_else(noise: bytes, at: int) -> None:
    whole = make_picture()
    try:
        clean(whole[:at] + noise + whole[at + len(noise) :])
    except PictureError:
        pass
