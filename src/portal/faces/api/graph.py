"""Calls that ask for the graph of lists in; its nodes, its links, and the leverage of targets, out."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router

from portal.catalogue import looks
from portal.catalogue.models import How, Leverage, Link, Node
from portal.faces.api import paging
from portal.faces.api.paging import Limit, Named, Number
from portal.faces.api.shapes import Fault, Page
from portal.faces.api.shapes_graph import LeverageShape, LinkShape, NodeShape
from portal.faces.api.targets import find

router = Router(tags=["Graph of lists"])
Key = Annotated[str, Query(max_length=220, description="The key of a node.", example="npm:country-list")]


@router.get("/graph/nodes", response={200: Page[NodeShape], 422: Fault, 429: Fault}, summary="Nodes of the graph")
def nodes(
    request: HttpRequest,
    registry: Literal["npm", "pypi", "deb"] | None = None,
    key: Key = "",
    cursor: Number = 0,
    limit: Limit = 100,
) -> Page[NodeShape]:
    """The packages and standards that take lists from each other: all, or those that match every filter."""
    found = looks.visible_nodes().filter(pk__gt=cursor)
    if registry:
        found = found.filter(registry=registry)
    if key:
        found = found.filter(key=key.replace("\0", ""))
    return paging.page(request, found, limit, lambda rows: [_node(one) for one in rows])


@router.get("/graph/links", response={200: Page[LinkShape], 422: Fault, 429: Fault}, summary="Links of the graph")
def links(
    request: HttpRequest,
    node: Key = "",
    upstream: Key = "",
    how: How | None = None,
    cursor: Number = 0,
    limit: Limit = 100,
) -> Page[LinkShape]:
    """Which node takes a list from which, how, and how sure that is: all, or those that match every filter."""
    found = looks.visible_links().filter(pk__gt=cursor)
    if node:
        found = found.filter(node__key=node.replace("\0", ""))
    if upstream:
        found = found.filter(upstream__key=upstream.replace("\0", ""))
    if how:
        found = found.filter(how=how)
    return paging.page(request, found, limit, lambda rows: [_link(one) for one in rows])


@router.get("/leverage", response={200: Page[LeverageShape], 422: Fault, 429: Fault}, summary="Leverage")
def ranking(request: HttpRequest, limit: Limit = 100) -> Page[LeverageShape]:
    """The targets of which a fix would flip most, on one page: by downloads, then by packages."""
    return Page[LeverageShape](items=[_leverage(one) for one in looks.leverage_rank(limit)], next=None)


@router.get(
    "/targets/{slug:slug}/leverage",
    response={200: LeverageShape, 404: Fault, 429: Fault},
    summary="What flips with it",
)
def leverage(request: HttpRequest, slug: Named) -> LeverageShape:
    """What would flip if a target were fixed."""
    found = looks.leverage_of(find(slug))
    if found is None:
        raise Http404("Nothing is known to flip with this target.")
    return _leverage(found)


def _node(row: Node) -> NodeShape:
    return NodeShape(
        key=row.key,
        name=row.name,
        registry=row.registry,
        target=row.target.slug if row.target else None,
        version=row.version,
        verdict=row.verdict,
        downloads=row.downloads,
        rank=row.rank,
        source=row.source,
        as_of=row.as_of,
    )


def _link(row: Link) -> LinkShape:
    return LinkShape(
        node=row.node.key,
        upstream=row.upstream.key,
        how=How(row.how),
        confidence=row.confidence,
        version=row.version,
        source=row.source,
        as_of=row.as_of,
    )


def _leverage(row: Leverage) -> LeverageShape:
    node = getattr(row.target, "node", None)
    return LeverageShape(
        target=row.target.slug,
        name=row.target.name,
        node=node.key if node else None,
        packages=row.packages,
        packages_low=row.packages_low,
        packages_high=row.packages_high,
        downloads=row.downloads,
        downloads_low=row.downloads_low,
        downloads_high=row.downloads_high,
        unknown=row.unknown,
        as_of=row.as_of,
    )
