"""Real pictures and videos for tests, drawn here; and drafts of them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import av
import numpy as np
from django.utils import timezone
from PIL import ExifTags, Image

from portal.academy.media import acts
from portal.academy.media.models import Draft
from portal.academy.programme.models import Edition, Participant
from portal.academy.results.models import Reading, Site, SiteKind
from tests.portal.academy.make import make_participant

PRIZREN = ((42.0, 12.0, 50.4), (20.0, 44.0, 24.0))


def make_site(slug: str = "commons", **fields: Any) -> Site:
    """A wiki that nobody asks."""
    values = {"name": slug, "api": f"https://{slug}.example/w/api.php", "language": "en", "made_at": timezone.now()}
    return Site.objects.create(slug=slug, kind=SiteKind.COMMONS, **{**values, **fields})


def make_tracked(edition: Edition, site: Site | None = None) -> Site:
    """A wiki that an edition works on."""
    site = site or make_site()
    Reading.objects.get_or_create(edition=edition, site=site)
    return site


def make_picture(
    form: str = "JPEG", size: tuple[int, int] = (2000, 1200), seed: int = 1, *, place: bool = False, **tags: Any
) -> bytes:
    """A picture with soft shapes, as the bytes of a file; `place`: with the coordinates of Prizren."""
    rough = np.random.default_rng(seed).integers(0, 255, (6, 8, 3), dtype=np.uint8)
    picture = Image.fromarray(rough).resize(size, Image.Resampling.BICUBIC)
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Kamera", "K1"
    exif[ExifTags.Base.Artist] = tags.get("artist", "Arta Secret")
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:20 10:00:00"
    exif.get_ifd(ExifTags.IFD.Exif)[0xA431] = "SERIAL-77"
    if place:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps.update({1: "N", 2: PRIZREN[0], 3: "E", 4: PRIZREN[1]})
    out = io.BytesIO()
    picture.save(out, form, exif=exif, quality=90)
    return out.getvalue()


def make_video(
    path: Path, codec: str = "libvpx-vp9", size: tuple[int, int] = (640, 360), seconds: int = 2, *, sound: bool = False
) -> Path:
    """A video of a growing light, made by the real encoders."""
    with av.open(str(path), "w") as media:
        pictures = media.add_stream(codec, rate=5)
        pictures.width, pictures.height, pictures.pix_fmt = *size, "yuv420p"
        hearing = media.add_stream("libopus", rate=48000) if sound else None
        for number in range(5 * seconds):
            grey = np.full((size[1], size[0], 3), number * 8, dtype=np.uint8)
            media.mux(pictures.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        media.mux(pictures.encode(None))
        if hearing:
            silence = av.AudioFrame.from_ndarray(np.zeros((1, 48000), dtype=np.int16), format="s16", layout="mono")
            silence.sample_rate = 48000
            media.mux(hearing.encode(silence))
            media.mux(hearing.encode(None))
    return path


def make_draft(participant: Participant | None = None, site: Site | None = None, **fields: Any) -> Draft:
    """A picture on the desk, with all answers that an upload needs."""
    participant = participant or make_participant()
    site = make_tracked(participant.edition, site or Site.objects.filter(slug="commons").first())
    body = fields.pop("body", None) or make_picture(seed=Draft.objects.count() + 1)
    draft = acts.take_in(participant, site, fields.pop("file_name", "IMG_1.jpg"), [body])
    answers = {
        "title": f"Stone bridge in Prizren {draft.pk}",
        "descriptions": {"sq": "Ura e gurit", "sr": "", "en": "The stone bridge"},
        "author": "Iris",
        "licence": "cc-by-sa-4.0",
        "people": "nobody",
        **fields,
    }
    return acts.describe(draft, **answers)
