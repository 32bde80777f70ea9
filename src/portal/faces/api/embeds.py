"""A request for what other sites show in; charts that stand alone, a frame about one target, and oEmbed, out."""

from __future__ import annotations

import datetime as dt
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.audit.looks import standings_now
from portal.faces.api.badge import picture
from portal.faces.api.colours import style, tokens
from portal.faces.api.door import fault
from portal.faces.api.downloads import language_of
from portal.faces.api.targets import find
from portal.faces.api.weeks import by_week
from portal.faces.charts.flow import flow as draw_flow
from portal.faces.charts.lines import Point, index_over_time
from portal.faces.kit.tongues import tag
from portal.faces.public import flow as figures_of_flow
from portal.faces.public.cache import figures
from portal.faces.public.stand import overall
from portal.ground import links

WEEKS = 52
WIDTH, HEIGHT = 480, 320
ROOM = 20
_SVG = re.compile(r"<svg xmlns[^>]* role=\"img\".*?</svg>", re.DOTALL)
_BOX = re.compile(r'viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"')
_PAGE = re.compile(r"/(?:t|(?:[a-z]{2}(?:-[a-z]{2,4})?)/targets)/([A-Za-z0-9_-]{1,80})/?(?:[?#].*)?")


def index(request: HttpRequest) -> HttpResponse:
    """The index of the last year as a picture."""
    today = timezone.localdate()
    days = [today - dt.timedelta(weeks=back) for back in range(WEEKS, -1, -1)]
    shares = figures(request, "a year of weeks", lambda: by_week(days, timezone.now()))
    with translation.override(language_of(request)):
        points = [
            Point(day, one.value, one.low, one.high)
            for day, one in zip(days, shares, strict=True)
            if one.value is not None and one.low is not None and one.high is not None
        ]
        return picture(alone(index_over_time(points)) if points else _nothing_yet())


def flow(request: HttpRequest) -> HttpResponse:
    """Where Kosovo gets lost, as a picture."""
    river = figures(request, "map", figures_of_flow.whole).river
    with translation.override(language_of(request)):
        return picture(alone(draw_flow(figures_of_flow.layers(river), river.links)))


def frame(request: HttpRequest, slug: str) -> HttpResponse:
    """A small page about one target; it alone may stand in the frame of another site."""
    target = find(slug)
    now = standings_now(target)
    with translation.override(language_of(request)):
        context = {
            "target": target,
            "now": now,
            "stand": overall(one.verdict for one in now),
            "page": links.target(slug),
        }
        answer = render(request, "api/frame.html", context)
    answer.xframe_options_exempt = True
    setattr(answer, "_csp_replace", {"frame-ancestors": ["*"]})  # noqa: B010 - what csp.decorators.csp_replace does
    return answer


def oembed(request: HttpRequest) -> HttpResponse:
    """The frame of a target for the address of its page, as oEmbed 1.0 has it."""
    if request.GET.get("format", "json") != "json":
        return fault(501, "only-json", "This address answers in JSON only.")
    address = request.GET.get("url", "")
    site = settings.SITE_ADDRESS.rstrip("/")
    page = _PAGE.fullmatch(address.removeprefix(site)) if address.startswith(site) else None
    if page is None:
        return fault(404, "not-found", "No page of a target has this address.")
    target = find(page[1])
    width, height = (_at_most(request, name, size) for name, size in (("maxwidth", WIDTH), ("maxheight", HEIGHT)))
    return JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": target.name,
            "provider_name": settings.SITE_NAME,
            "provider_url": site,
            "cache_age": 300,
            "width": width,
            "height": height,
            "html": frame_snippet(target.slug, target.name, width, height),
        }
    )


def frame_snippet(slug: str, name: str, width: int = WIDTH, height: int = HEIGHT) -> str:
    """The frame of a target as HTML for another site."""
    address = settings.SITE_ADDRESS.rstrip("/") + reverse("embed-target", args=[slug])
    return format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy"></iframe>', address, width, height, name
    )


def alone(figure: str) -> str:
    """The first drawing of a figure, on paper of its own, with its colours in it."""
    found = _SVG.search(figure)
    if found is None:
        raise ValueError("there is no drawing in this figure")
    drawing = found.group()
    left, top, wide, high = _roomier(drawing)
    drawing = _BOX.sub(f'viewBox="{left} {top} {wide} {high}"', drawing, count=1)
    sheet = f"<style><![CDATA[{style()}]]></style>"
    paper = f'<rect x="{left}" y="{top}" width="{wide}" height="{high}" fill="{tokens()["paper"]}"/>'
    after = drawing.index("</desc>") + len("</desc>")
    language = tag(translation.get_language() or "en")
    opening = f'<svg class="chart" xml:lang="{language}" '
    return drawing[:after].replace("<svg ", opening, 1) + sheet + paper + drawing[after:]


def _roomier(drawing: str) -> tuple[float, float, float, float]:
    """The field of a drawing with room around it: words are wider in the fonts of other machines."""
    found = _BOX.search(drawing)
    if found is None:
        raise ValueError("this drawing does not say how large it is")
    left, top, wide, high = (float(number) for number in found.groups())
    return left - ROOM, top - ROOM, wide + 4 * ROOM, high + 2 * ROOM


def _nothing_yet() -> str:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 60" role="img"><title>{0}</title>'
        '<text x="12" y="36" font-family="sans-serif" font-size="16">{0}</text></svg>',
        _("Nobody has looked yet."),
    )


def _at_most(request: HttpRequest, name: str, size: int) -> int:
    asked = request.GET.get(name, "")
    return min(size, max(120, int(asked))) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else size
