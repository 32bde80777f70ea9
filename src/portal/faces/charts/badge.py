"""A label and the verdict that holds now in, a small SVG for other people's pages out."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from portal.audit.models import Verdict
from portal.faces.charts.card import TONES
from portal.faces.kit.icons import DRAWINGS

# Widths of letters at 13 units in a sans-serif face, by kind; the words are stretched to the width they are given.
NARROW, WIDE, BETWEEN = frozenset("fijlrtI.,:;|!' ()"), frozenset("mwMWQОЖШЩЮжшщюњљЊЉ@"), 7.2
HEIGHT, PAD, ICON = 28, 9, 16


def badge(label: str, verdict: str) -> str:
    """The badge as SVG: the label, and the verdict with icon, word and colour. Who serves it asks what holds now."""
    known = Verdict(verdict)
    word = str(known.label)
    left, right = round(PAD * 2 + _width(label)), round(PAD * 2 + ICON + 5 + _width(word))
    return render_to_string(
        "kit/charts/badge.svg",
        {
            "label": label,
            "word": word,
            "tone": TONES[known.value][0],
            "icon": mark_safe(DRAWINGS[known.value]),  # noqa: S308
            "height": HEIGHT,
            "pad": PAD,
            "left": left,
            "width": left + right,
            "icon_at": left + PAD,
            "word_at": left + PAD + ICON + 5,
            "label_long": left - 2 * PAD,
            "word_long": right - 2 * PAD - ICON - 5,
        },
    )


def _width(words: str) -> float:
    return sum(4.2 if letter in NARROW else 10.6 if letter in WIDE else BETWEEN for letter in words)
