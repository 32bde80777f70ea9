"""Taking out what a picture tells: the pixels stay bit by bit, names and places go, whatever the container."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from portal.academy.media.checks.picture import read_picture
from portal.academy.media.checks.scrub import scrubbed
from tests.portal.academy.media.make import make_picture

FORMS = ["JPEG", "PNG", "WEBP"]


def pixels(body: bytes) -> bytes:
    with Image.open(io.BytesIO(body)) as picture:
        return picture.convert("RGB").tobytes()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("keep", [False, True])
def test_pixels_stay_and_names_go(tmp_path: Path, form: str, keep: bool) -> None:
    body = make_picture(form, (400, 300), place=True)
    clean = scrubbed(body, keep_place=keep)
    path = tmp_path / "clean"
    path.write_bytes(clean)
    facts = read_picture(path)
    assert pixels(clean) == pixels(body)
    assert (facts.place is not None, facts.tells, facts.camera) == (keep, (), "Kamera K1")
    assert facts.taken_at == "2026:11:20 10:00:00"
    assert [secret for secret in (b"Arta Secret", b"SERIAL-77") if secret in clean] == []


def test_xmp_comments_thumbnails_and_what_is_appended_go() -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">Arta Secret 42.2139</x:xmpmeta>'
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "JPEG", xmp=xmp, comment=b"Arta Secret was here")
    body = out.getvalue() + b"PK\x03\x04 Arta Secret"
    clean = scrubbed(body, keep_place=True)
    assert (b"Arta Secret" in body, b"Arta Secret" in clean) == (True, False)
    assert pixels(clean) == pixels(body)


def test_the_direction_stays() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    out = io.BytesIO()
    Image.new("RGB", (60, 40)).save(out, "JPEG", exif=exif)
    with Image.open(io.BytesIO(scrubbed(out.getvalue(), keep_place=False))) as picture:
        assert picture.getexif()[ExifTags.Base.Orientation] == 6


@pytest.mark.parametrize("body", [b"", b"GIF89a", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", make_picture()[:600]])
def test_other_bytes_are_refused(body: bytes) -> None:
    with pytest.raises((ValueError, OSError)):
        scrubbed(body, keep_place=False)
