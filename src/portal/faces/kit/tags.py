"""Tags and filters that every template knows without loading: icons, verdicts, numbers, days, ways through the site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.audit.models import Criterion, Verdict
from portal.faces.kit import icons, numbers
from portal.faces.kit import tongues as languages
from portal.ground.languages.said import said as choose

register = template.Library()


@register.simple_tag
def icon(name: str, css: str = "icon") -> SafeString:
    """An icon by its name."""
    return icons.drawing(name, css)


@register.simple_tag
def verdict(value: str, css: str = "") -> SafeString:
    """A verdict as icon, word and colour; `css` may be "verdict--large"."""
    known = Verdict(value)
    return format_html(
        '<span class="verdict is-{} {}">{}{}</span>', known.value, css, icons.drawing(known.value), known.label
    )


@register.filter
def verdict_word(value: str) -> str:
    """The word for a verdict."""
    return str(Verdict(value).label)


@register.filter
def criterion_word(value: str) -> str:
    """The word for a criterion."""
    return str(Criterion(value).label)


@register.simple_tag
def reach(value: int | None, unit: str = "") -> str:
    """A reach as people say it."""
    return numbers.reach(value, unit)


@register.filter
def human(value: int) -> str:
    """A number as people say it."""
    return numbers.human(value)


@register.filter
def web(address: str | None) -> str:
    """The address where it is one of the web; nothing for any other, so that no link runs what somebody typed."""
    return address if address and address.lower().startswith(("https://", "http://")) else ""


@register.filter
def said(texts: Mapping[str, str] | None) -> str:
    """The text that this reader reads best, of one in several languages."""
    return choose(texts or {})


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as the language writes it, as a `time` element; nothing for None."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), numbers.day(value)) if value else ""


@register.filter
def ago(value: datetime | None) -> str:
    """How long since, as a `time` element; nothing for None."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), numbers.ago(value)) if value else ""


@register.simple_tag(takes_context=True)
def way(context: Context, name: str, words: str, *args: Any) -> SafeString:
    """A link to a named page as an item of a menu, marked when it is shown; nothing where there is no such page."""
    try:
        address = reverse(name, args=args)
    except NoReverseMatch:
        return SafeString("")
    path = getattr(context.get("request"), "path", "")
    current = path == address or (name != "home" and path.startswith(address))
    return format_html('<li><a href="{}"{}>{}</a></li>', address, _current(current), words)


def _current(is_here: bool) -> SafeString:
    return SafeString(' aria-current="page"') if is_here else SafeString("")


@register.simple_tag(takes_context=True)
def tongues(context: Context) -> list[languages.Tongue]:
    """This page in each language; without a request, none."""
    request: HttpRequest | None = context.get("request")
    return languages.tongues(request.get_full_path()) if request else []


@register.simple_tag
def page_language() -> str:
    """The BCP 47 tag of the language of this page."""
    return languages.tag(get_language() or "en")


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The query of this address with some values changed; None or an empty text takes a value out."""
    given = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            given.pop(name, None)
        else:
            given[name] = str(value)
    return f"?{given.urlencode()}"
