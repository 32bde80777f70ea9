"""Plain data for tests of the map: nodes, links and what would flip with a target."""

from __future__ import annotations

from typing import Any

from portal.catalogue.models import How, Leverage, Link, Node, Target
from tests.portal.make import NOON

SOURCE = {"source": "its package.json", "as_of": NOON.date()}


def make_node(of: Target | str, **fields: Any) -> Node:
    """The node of a target, or one that nobody tracks; made once."""
    if isinstance(of, str):
        values = {"name": of.partition(":")[2], "registry": of.partition(":")[0], **SOURCE, **fields}
        return Node.objects.get_or_create(key=of, defaults=values)[0]
    values = {
        "key": of.address or of.slug,
        "name": of.name,
        "registry": of.address.partition(":")[0],
        **SOURCE,
        **fields,
    }
    return Node.objects.get_or_create(target=of, defaults=values)[0]


def make_link(down: Target | str, up: Target | str, how: How = How.DEPENDS, **fields: Any) -> Link:
    """The one takes a list from the other."""
    return Link.objects.create(node=make_node(down), upstream=make_node(up), how=how, **{**SOURCE, **fields})


def make_leverage(target: Target, packages: int = 1, downloads: int | None = None, **fields: Any) -> Leverage:
    """What would flip with a target: certain, if nothing else is said."""
    values = {
        "packages": packages,
        "packages_low": packages,
        "packages_high": packages,
        "downloads": downloads,
        "downloads_low": downloads,
        "downloads_high": downloads,
        "unknown": 0,
        "as_of": NOON.date(),
        **fields,
    }
    return Leverage.objects.create(target=target, **values)
