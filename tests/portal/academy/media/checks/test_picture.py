"""What a picture is and tells: against exifread, on files of real encoders, and on bytes that are no picture."""

from __future__ import annotations

import io
from pathlib import Path

import exifread
import pytest
from PIL import Image, ImageEnhance

from portal.academy.media.checks.facts import Facts, NotMediaError
from portal.academy.media.checks.picture import apart, look_of, read_picture
from tests.portal.academy.media.make import make_picture


def make_file(folder: Path, body: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(body)
    return path


def test_a_photo_tells_its_size_camera_hour_and_place(tmp_path: Path) -> None:
    body = make_picture(place=True)
    facts = read_picture(make_file(tmp_path, body))
    assert facts == Facts(
        kind="image",
        mime="image/jpeg",
        width=2000,
        height=1200,
        size=len(body),
        camera="Kamera K1",
        taken_at="2026:11:20 10:00:00",
        place=(42.214, 20.74),
        tells=("Artist", "BodySerialNumber"),
        look=facts.look,
    )
    assert Facts.from_json(facts.as_json()) == facts


def test_the_place_is_the_one_that_another_reader_finds(tmp_path: Path) -> None:
    path = make_file(tmp_path, make_picture(place=True))
    with path.open("rb") as file:
        other = exifread.utils.get_gps_coords(exifread.process_file(file, details=False))
    assert read_picture(path).place == pytest.approx(other, abs=1e-6)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_each_form_is_read_without_a_place_where_there_is_none(tmp_path: Path, form: str) -> None:
    facts = read_picture(make_file(tmp_path, make_picture(form, (300, 200))))
    assert (facts.mime, facts.place, facts.width) == (f"image/{form.lower()}", None, 300)


def test_a_picture_held_upright_is_measured_as_seen(tmp_path: Path) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    Image.new("RGB", (300, 200)).save(out, "JPEG", exif=exif)
    facts = read_picture(make_file(tmp_path, out.getvalue()))
    assert (facts.width, facts.height) == (200, 300)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xd8\xff\xe0 no picture",
        make_picture()[:5000],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a\x01\x00\x01\x00",
        b"%PDF-1.4",
    ],
    ids=["empty", "only a head", "cut off", "svg", "gif", "pdf"],
)
def test_what_is_no_whole_picture_is_refused_with_words(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(NotMediaError, match="not a whole JPEG, PNG or WebP"):
        read_picture(make_file(tmp_path, body))


def test_copies_look_alike_and_other_pictures_do_not() -> None:
    one = Image.open(io.BytesIO(make_picture(seed=1))).convert("RGB")
    copies = [
        one.resize((640, 384)),
        ImageEnhance.Brightness(one).enhance(1.15),
        Image.open(io.BytesIO(_pressed(one, 30))),
    ]
    others = [Image.open(io.BytesIO(make_picture(seed=seed))) for seed in range(2, 22)]
    assert max(apart(look_of(one), look_of(copy)) for copy in copies) <= 6
    assert min(apart(look_of(one), look_of(other)) for other in others) > 6


def _pressed(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()
