"""A request for what there is in; the page on open data, its dictionary, and the reference of the interface, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.catalogue.looks import find
from portal.faces.api.door import CALLS
from portal.faces.api.embeds import frame_snippet
from portal.faces.api.files import dictionary as described
from portal.faces.api.service import service
from portal.faces.public.cache import figures, page
from portal.ground import links
from portal.ground.ledger.looks import head


@dataclass(frozen=True, slots=True)
class Snippet:
    """Something to copy: what it is, and its text; `shown` is a picture of it."""

    words: str
    text: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A parameter of a call or a field of an answer."""

    name: str
    type: str
    meaning: str
    required: bool


@page
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is, how it may be used, and how anybody can check it."""
    number, digest = head()
    site = settings.SITE_ADDRESS.rstrip("/")
    context = {
        "tables": described.tables(),
        "number": number,
        "digest": digest,
        "calls": _calls(site),
        "checks": f"curl --compressed -o ledger.jsonl {site}/open/ledger.jsonl\nxk ledger verify ledger.jsonl",
        "direct": f"xk ledger verify {site}/open/ledger.jsonl",
        "duck": f"SELECT verdict, count(*) FROM '{site}/open/observations.parquet' GROUP BY ALL",
        "snippets": _snippets(figures(request, "open data example", _example), site),
        "limit": CALLS,
        "minutes": CALLS.seconds // 60,
    }
    return render(request, "api/open_data.html", context)


@page
def dictionary(request: HttpRequest) -> HttpResponse:
    """What each column of each file means."""
    return render(request, "api/dictionary.html", {"tables": described.tables(), "types": described.types()})


@page
def reference(request: HttpRequest) -> HttpResponse:
    """Every call of the interface, from its own description, which is in English."""
    schema = service.get_openapi_schema()
    calls = [
        {
            "method": method.upper(),
            "path": path,
            "summary": one["summary"],
            "about": one.get("description", ""),
            "tag": one["tags"][0],
            "id": one["operationId"],
            "parts": [_parameter(each) for each in one.get("parameters", ())],
            "answer": _type(one["responses"][200]["content"]["application/json"]["schema"]),
        }
        for path, methods in schema["paths"].items()
        for method, one in methods.items()
    ]
    shapes = [
        {"name": name, "about": one.get("description", ""), "parts": _fields(one), "words": one.get("enum", ())}
        for name, one in sorted(schema["components"]["schemas"].items())
    ]
    with translation.override("en"):
        return render(request, "api/reference.html", {"calls": calls, "shapes": shapes, "about": schema["info"]})


def _example() -> tuple[str, str] | None:
    """The slug and the name of the target with the widest reach."""
    target = find().first()
    return (target.slug, target.name) if target else None


def _calls(site: str) -> list[Snippet]:
    return [
        Snippet(_("Libraries that leave Kosovo out"), f"curl '{site}/api/1/targets?kind=library&verdict=missing'"),
        Snippet(_("What was seen since a day"), f"curl '{site}/api/1/observations?since=2026-11-01T00:00:00Z'"),
        Snippet(_("The index of a day"), f"curl '{site}/api/1/index?day=2026-11-23'"),
    ]


def _snippets(example: tuple[str, str] | None, site: str) -> list[Snippet]:
    if example is None:
        return []
    slug, name = example
    badge, place = links.badge(slug), links.target(slug)
    index, flow = (reverse(f"embed-{chart}") for chart in ("index", "flow"))
    language = translation.get_language() or "en"
    return [
        Snippet(
            _("A badge that says how it stands now"),
            format_html('<a href="{}"><img src="{}?language={}" alt="{}"></a>', place, badge, language, name),
            f"{reverse('badge', args=[slug])}?language={language}",
        ),
        Snippet(_("The same in Markdown"), f"[![{name}]({badge})]({place})"),
        Snippet(_("A frame about one target"), frame_snippet(slug, name)),
        Snippet(_("The index as a picture"), _image(site + index, _("The index over time"), language)),
        Snippet(_("The flow as a picture"), _image(site + flow, _("Where does Kosovo get lost?"), language)),
    ]


def _image(address: str, words: str, language: str) -> str:
    return format_html('<img src="{}?language={}" alt="{}">', address, language, words)


def _parameter(one: dict[str, Any]) -> Part:
    schema = one["schema"]
    meaning = one.get("description") or schema.get("description", "")
    return Part(one["name"], _type(schema), meaning, bool(one.get("required")))


def _fields(shape: dict[str, Any]) -> list[Part]:
    required = shape.get("required", ())
    return [
        Part(name, _type(one), one.get("description", ""), name in required)
        for name, one in shape.get("properties", {}).items()
    ]


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for group in ("anyOf", "allOf", "oneOf"):
        if group in schema:
            return ", ".join(dict.fromkeys(_type(one) for one in schema[group]))
    if schema.get("type") == "array":
        return f"list: {_type(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type", "any"))
