"""Cards and badges are true pictures of what they are told."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

from portal.audit.models import Verdict
from portal.faces.charts.badge import badge
from portal.faces.charts.card import share_card

LIME = (213, 236, 90)


def picture(title: str, verdict: str, language: str = "en") -> Image.Image:
    return Image.open(io.BytesIO(share_card(title, verdict, language))).convert("RGB")


def has(image: Image.Image, colour: tuple[int, int, int], box: tuple[int, int, int, int]) -> bool:
    colours = image.crop(box).getcolors(maxcolors=1 << 20) or []
    return any(found == colour and count > 1000 for count, found in colours)


@pytest.mark.parametrize("language", ["en", "sq", "sr", "sr-latn"])
def test_a_card_has_the_size_that_networks_show(language: str) -> None:
    assert picture("country-list", "missing", language).size == (1200, 630)


def test_the_gap_is_drawn_only_where_kosovo_should_stand() -> None:
    found = {verdict.value: has(picture("x", verdict.value), LIME, (752, 150, 1200, 300)) for verdict in Verdict}
    assert [verdict for verdict, gap in found.items() if gap] == ["under-serbia", "missing"]


def test_no_title_breaks_a_card_or_runs_into_the_list() -> None:
    empty = picture("", "missing").crop((700, 0, 1200, 630)).tobytes()
    for title in ("a" * 300, "word " * 60, "#panic() $x$ *b* <l> @r \\", "Ђ" * 80):
        assert picture(title, "missing").crop((700, 0, 1200, 630)).tobytes() == empty


def test_the_same_content_gives_the_same_card() -> None:
    assert share_card("x", "listed", "sq") == share_card("x", "listed", "sq")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_badge_says_its_verdict_in_words(verdict: Verdict) -> None:
    tree = ET.fromstring(badge('Kosovo <&"', verdict.value))
    assert tree.get("aria-label") == f'Kosovo <&": {verdict.label}'
    assert [text.text for text in tree.iter("{http://www.w3.org/2000/svg}text")] == ['Kosovo <&"', str(verdict.label)]


def test_a_badge_is_small() -> None:
    assert len(badge("Kosovo", "not-expected").encode()) < 2048
