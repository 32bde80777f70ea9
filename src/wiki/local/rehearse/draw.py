"""A motif in; a drawing of it that is nobody's work, as a JPEG with the day on which it was made, out."""

from __future__ import annotations

import io
import random
from datetime import datetime

from PIL import ExifTags, Image, ImageDraw

SIZE = (1800, 1200)  # above the two million points that juries ask for
Draw = ImageDraw.ImageDraw
INK = (38, 44, 58)
WATER = (86, 142, 168)
STONE = (205, 192, 168)
GREEN = (96, 128, 88)


def picture(motif: str, name: str, at: datetime) -> bytes:
    """Draw a motif; the same name gives the same picture. Raises KeyError for a motif that nobody can draw."""
    rng = random.Random(name)  # noqa: S311
    image = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(image)
    sky(draw, rng, is_dark=motif in ("screen", "cave"))
    MOTIFS[motif](draw, rng)
    draw.text((40, SIZE[1] - 70), "Drawn by code for a rehearsal", fill=(255, 255, 255), font_size=36)
    exif = Image.Exif()
    exif[ExifTags.Base.DateTime] = at.strftime("%Y:%m:%d %H:%M:%S")
    exif[ExifTags.Base.Software] = "Rehearsal"
    data = io.BytesIO()
    image.save(data, "JPEG", quality=85, exif=exif)
    return data.getvalue()


def sky(draw: Draw, rng: random.Random, is_dark: bool) -> None:
    """A sky that grows lighter towards the ground, and hills."""
    width, height = SIZE
    top = (24, 30, 52) if is_dark else (rng.randint(90, 150), rng.randint(150, 190), 220)
    for y in range(height):
        part = y / height
        draw.line([(0, y), (width, y)], fill=tuple(int(one + (235 - one) * part * 0.8) for one in top))
    for layer in range(3):
        base = 620 + 90 * layer
        points = [(x, base + rng.randint(-90, 40)) for x in range(0, width + 150, 150)]
        shade = tuple(int(one * (0.75 - 0.1 * layer) if is_dark else one + 30 - 18 * layer) for one in GREEN)
        draw.polygon([(0, height), *points, (width, height)], fill=shade)


def river(draw: Draw, rng: random.Random) -> None:
    """A river that comes nearer in bends."""
    middle = rng.randint(700, 1100)
    left = [(middle + rng.randint(-60, 60) - 4 * (y - 700), y) for y in range(700, 1201, 100)]
    right = [(x + 80 + 2 * (y - 700), y) for x, y in left]
    draw.polygon([*left, *reversed(right)], fill=WATER)


def bridge(draw: Draw, rng: random.Random) -> None:
    """Three arches over water."""
    draw.rectangle([(0, 900), SIZE], fill=WATER)
    draw.polygon([(150, 760), (900, 640), (1650, 760), (1650, 980), (150, 980)], fill=STONE, outline=INK)
    for x, size in ((330, 170), (720, 360), (1300, 170)):
        draw.pieslice([(x, 980 - size * 3 // 4), (x + size, 980 + size * 3 // 4)], 180, 360, fill=WATER, outline=INK)
    for _ in range(60):
        x, y = rng.randint(180, 1560), rng.randint(770, 800)
        draw.rectangle([(x, y), (x + 40, y + 16)], outline=(150, 138, 116))


def waterfall(draw: Draw, rng: random.Random) -> None:
    """Rocks with white water between them."""
    for step in range(3):
        x, y = 500 + 200 * step, 380 + 240 * step
        draw.polygon([(x - 500, y), (x + 620, y + 20), (x + 700, 1200), (x - 600, 1200)], fill=(112, 106, 98))
        for _ in range(40):
            at = x + rng.randint(0, 160)
            draw.line([(at, y), (at + rng.randint(-12, 12), y + 240)], fill=(228, 240, 246), width=5)
    draw.ellipse([(500, 1060), (1600, 1300)], fill=WATER)


def canyon(draw: Draw, rng: random.Random) -> None:
    """Two walls and a road between them."""
    left = [(0, 0), *((rng.randint(480, 760), y) for y in range(0, 1201, 150)), (0, 1200)]
    right = [(1800, 0), *((rng.randint(1050, 1330), y) for y in range(0, 1201, 150)), (1800, 1200)]
    draw.polygon(left, fill=(134, 118, 104), outline=INK)
    draw.polygon(right, fill=(110, 98, 90), outline=INK)
    draw.polygon([(860, 700), (920, 700), (1100, 1200), (760, 1200)], fill=(190, 186, 178))


def mountain(draw: Draw, rng: random.Random) -> None:
    """Peaks with snow."""
    for x in sorted(rng.sample(range(200, 1600, 100), 4)):
        top = rng.randint(160, 380)
        draw.polygon([(x - 520, 1200), (x, top), (x + 560, 1200)], fill=(104, 112, 124), outline=INK)
        draw.polygon([(x - 80, top + 155), (x, top), (x + 86, top + 155), (x, top + 110)], fill=(246, 248, 250))


def town(draw: Draw, rng: random.Random) -> None:
    """Houses beside each other with lit windows."""
    for x in range(0, 1800, 150):
        top = rng.randint(560, 800)
        draw.rectangle([(x, top), (x + 140, 1200)], fill=(rng.randint(150, 220), 150, 120), outline=INK)
        draw.polygon([(x - 12, top), (x + 70, top - 90), (x + 152, top)], fill=(150, 70, 54))
        for row in range(top + 40, 1100, 110):
            draw.rectangle([(x + 30, row), (x + 62, row + 56)], fill=(250, 220, 130))
            draw.rectangle([(x + 82, row), (x + 114, row + 56)], fill=(250, 220, 130))


def domes(draw: Draw, rng: random.Random) -> None:
    """A building under domes of several sizes."""
    draw.rectangle([(300, 720), (1500, 1120)], fill=STONE, outline=INK)
    for number in range(5):
        size, x = rng.choice([180, 220, 260]), 320 + 230 * number
        draw.pieslice([(x, 720 - size // 2), (x + size, 720 + size // 2)], 180, 360, fill=(240, 240, 236), outline=INK)
    for x in range(360, 1440, 120):
        draw.rectangle([(x, 820), (x + 60, 1040)], fill=(92, 96, 108))


def house(draw: Draw, rng: random.Random) -> None:
    """A house with a wide roof and a porch."""
    draw.rectangle([(480, 640), (1320, 1100)], fill=(238, 230, 214), outline=INK)
    draw.polygon([(380, 650), (620, 440), (1180, 440), (1420, 650)], fill=(140, 84, 60), outline=INK)
    for x in range(560, 1300, 150):
        draw.line([(x, 840), (x, 1100)], fill=(104, 74, 50), width=18)
        draw.rectangle([(x - 40, 690), (x + rng.randint(20, 40), 790)], fill=(120, 150, 170), outline=INK)


def cave(draw: Draw, rng: random.Random) -> None:
    """White stones from above and from below."""
    draw.rectangle([(0, 0), SIZE], fill=(46, 42, 48))
    for x in range(0, 1800, 90):
        draw.polygon([(x, 0), (x + 70, 0), (x + 35, rng.randint(200, 620))], fill=(222, 216, 204))
        draw.polygon([(x, 1200), (x + 70, 1200), (x + 35, rng.randint(820, 1100))], fill=(200, 192, 180))


def dish(draw: Draw, rng: random.Random) -> None:
    """A round dish in rings on a table."""
    draw.rectangle([(0, 500), SIZE], fill=(132, 92, 64))
    draw.ellipse([(420, 420), (1380, 1140)], fill=(70, 60, 56), outline=INK)
    for ring in range(9):
        shade = (rng.randint(200, 226), 160 + 6 * ring, 84)
        edge = 30 + 45 * ring
        draw.ellipse([(420 + edge, 420 + edge * 3 // 4), (1380 - edge, 1140 - edge * 3 // 4)], fill=shade, outline=INK)


def screen(draw: Draw, rng: random.Random) -> None:
    """A lit screen, and heads in front of it."""
    draw.rectangle([(420, 260), (1380, 800)], fill=(240, 238, 226), outline=INK, width=8)
    draw.rectangle([(0, 1000), SIZE], fill=WATER)
    for x in range(120, 1700, 120):
        y = 900 + rng.randint(-20, 40)
        draw.ellipse([(x, y), (x + 70, y + 80)], fill=INK)


MOTIFS = {
    "bridge": bridge, "waterfall": waterfall, "river": river, "canyon": canyon, "mountain": mountain, "town": town,
    "domes": domes, "house": house, "cave": cave, "dish": dish, "screen": screen,
}  # fmt: skip
