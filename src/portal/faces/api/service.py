"""Calls of programs in; JSON out: the interface as a whole, with its errors and its own description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, path, reverse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import BaseRenderer

from portal.faces.api import academies, asked, figures, graph, history, index, record, seen, targets
from portal.faces.api.door import fault, through

VERSION = "1"
_ABOUT = (
    "Which standards, libraries, components, websites and apps list Kosovo, since when, and what proves it; what was "
    "asked, and how it ended. Nothing here is secret and no key is needed. Times are UTC. Lists come in pages: follow "
    "`next`. Every answer has an ETag: send it back as If-None-Match. Fields may be added, but never removed."
)


class Lines(BaseRenderer):
    """JSON by orjson: times keep their microseconds."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """The answer as bytes."""
        return orjson.dumps(data, option=orjson.OPT_UTC_Z)


service = NinjaAPI(
    title="Digital Kosovo",
    version=VERSION,
    description=_ABOUT,
    docs_url=None,
    openapi_url="/openapi.json",
    renderer=Lines(),
    urls_namespace="api",
)
for router in (
    targets.router,
    seen.router,
    history.router,
    asked.router,
    figures.router,
    index.router,
    graph.router,
    record.router,
    academies.router,
):
    service.add_router("", router)


@service.exception_handler(ValidationError)
def _wrong(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    fields = [_field(one) for one in problem.errors]
    said = "; ".join(f"{one['where']}: {one['message']}" for one in fields)
    return fault(422, "wrong-query", f"The query cannot be answered: {said}.", fields)


@service.exception_handler(Http404)
def _nothing(request: HttpRequest, problem: Http404) -> HttpResponse:
    return fault(404, "not-found", str(problem) or "There is nothing here.")


def _field(problem: Mapping[str, Any]) -> dict[str, str]:
    return {"where": str(problem["loc"][-1]), "message": str(problem["msg"])}


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """The answer to an address that the interface does not have."""
    return fault(404, "not-found", f"The interface has no /{rest[:80]}. See /api/{VERSION}/docs.")


def root(request: HttpRequest) -> HttpResponse:
    """Where to read on."""
    site = settings.SITE_ADDRESS.rstrip("/")
    ways = {
        "docs": reverse("api-reference"),
        "openapi": reverse("api:openapi-json"),
        "dictionary": reverse("dictionary"),
    }
    return JsonResponse({name: site + way for name, way in ways.items()})


def addresses() -> list[URLPattern | URLResolver]:
    """Every address of the interface, each behind the door."""
    views = [_guarded(one) for one in service.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    return [path("", through(root), name="api-root"), *views, path("<path:rest>", through(nowhere))]


def _guarded(pattern: URLPattern) -> URLPattern:
    return URLPattern(pattern.pattern, through(pattern.callback), pattern.default_args, pattern.name)
