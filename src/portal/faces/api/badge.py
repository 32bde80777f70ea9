"""The short name of a target in; a small picture that says how Kosovo stands there now, in any language, out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.audit.models import Verdict
from portal.faces.api.colours import tokens
from portal.faces.api.downloads import language_of
from portal.faces.api.plain import plain
from portal.faces.api.targets import find
from portal.faces.kit.icons import DRAWINGS
from portal.faces.kit.tongues import tag
from portal.faces.public.stand import stands

SVG = "image/svg+xml; charset=utf-8"
# A picture that is opened by itself may do nothing at all; its style sheet stands in it.
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *; sandbox"
_NARROW = frozenset("iIjlftr1'.,:;!|() -íìІіј")
_WIDE = frozenset("mMwWшщжюмфШЩЖЮМФ—")


def badge(request: HttpRequest, slug: str) -> HttpResponse:
    """The badge of a target."""
    target = find(slug)
    verdict = stands([target.pk])[target.pk]
    with translation.override(language_of(request)):
        return picture(draw(target.name, verdict))


def picture(drawing: str) -> HttpResponse:
    """An SVG that may be shown on any page and may do nothing there."""
    answer = HttpResponse(drawing, content_type=SVG)
    answer["Content-Security-Policy"] = LOCKED
    answer.xframe_options_exempt = True
    return answer


def draw(name: str, verdict: Verdict) -> SafeString:
    """The badge as SVG, in the language that is active."""
    place, word = _("Kosovo"), str(verdict.label)
    left, right = _wide(place), _wide(word)
    middle = left + 20
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{tag}" width="{width}" height="24" viewBox="0 0 {width} 24" '
        'role="img" aria-labelledby="t"><title id="t">{name}: {place}, {word}</title>'
        '<path fill="{ink}" d="M3 0h{a}v24H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z"/>'
        '<path fill="{tone}" d="M{middle} 0h{b}a3 3 0 0 1 3 3v18a3 3 0 0 1-3 3h-{b}z"/>'
        '<g font-family="Verdana,DejaVu Sans,sans-serif" font-size="12" fill="#fff">'
        '<text x="10" y="16" textLength="{left}">{place}</text>'
        '<text x="{at}" y="16" textLength="{right}">{word}</text></g>'
        '<g transform="translate({icon} 4)" color="#fff" fill="none" stroke="#fff" stroke-width="1.75" '
        'stroke-linecap="round" stroke-linejoin="round">{drawing}</g></svg>',
        tag=tag(translation.get_language() or "en"),
        width=middle + right + 40,
        name=plain(name),
        place=place,
        word=word,
        ink=tokens()["on-mark"],
        tone=tokens()[verdict.value],
        a=middle - 3,
        b=right + 37,
        middle=middle,
        left=left,
        right=right,
        at=middle + 30,
        icon=middle + 8,
        drawing=mark_safe(DRAWINGS[verdict.value]),  # noqa: S308
    )


def _wide(text: str) -> int:
    """About how wide a text is in Verdana of 12 units; `textLength` makes it so."""
    return round(sum(4.6 if letter in _NARROW else 10.4 if letter in _WIDE else 7.6 for letter in text))
