"""The graph of lists over the interface and as files: nodes, links and leverage, filtered, in pages."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from portal.catalogue.acts import load, load_graph, weigh
from portal.catalogue.graph import read_graph
from portal.catalogue.models import Target
from tests.portal.catalogue.make import DAY, make_catalogue, make_link, make_node, write_graph

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _graph(tmp_path: Path) -> None:
    """A library that lacks Kosovo, one package that depends on it, and one that is a copy of that."""
    catalogue = make_catalogue({"slug": "codes", "reach": 100, "reach_unit": "downloads a month"})
    load(catalogue)
    nodes = [make_node("npm:codes", verdict="missing"), make_node("npm:b"), make_node("pypi:c", rank=3)]
    links = [make_link("npm:b", "npm:codes", version="^1"), make_link("pypi:c", "npm:b", "copies", confidence=0.75)]
    load_graph(read_graph(catalogue, write_graph(tmp_path, nodes, links)))
    weigh()


@pytest.mark.parametrize(
    ("query", "keys"),
    [("", ["npm:codes", "npm:b", "pypi:c"]), ("registry=pypi", ["pypi:c"]), ("key=npm:b", ["npm:b"]), ("key=%00", [])],
)
def test_nodes_are_those_that_match(client: Client, query: str, keys: list[str]) -> None:
    assert [one["key"] for one in client.get(f"/api/1/graph/nodes?{query}").json()["items"]] == keys


def test_a_node_and_a_link_are_told_whole(client: Client) -> None:
    node = client.get("/api/1/graph/nodes?key=npm:codes").json()["items"]
    link = client.get("/api/1/graph/links?how=copies").json()["items"]

    assert node == [
        {
            "key": "npm:codes",
            "name": "codes",
            "registry": "npm",
            "target": "codes",
            "version": "",
            "verdict": "missing",
            "downloads": 100,
            "rank": None,
            "source": "a test",
            "as_of": DAY,
        }
    ]
    assert link == [
        {
            "node": "pypi:c",
            "upstream": "npm:b",
            "how": "copies",
            "confidence": 0.75,
            "version": "",
            "source": "a test",
            "as_of": DAY,
        }
    ]


@pytest.mark.parametrize("query", ["node=npm:b", "upstream=npm:codes", "how=depends"])
def test_links_are_those_that_match(client: Client, query: str) -> None:
    found = client.get(f"/api/1/graph/links?{query}").json()["items"]

    assert [(one["node"], one["upstream"]) for one in found] == [("npm:b", "npm:codes")]


def test_links_come_in_pages(client: Client) -> None:
    first = client.get("/api/1/graph/links?limit=1").json()
    second = client.get(first["next"].removeprefix(settings.SITE_ADDRESS)).json()

    assert [one["node"] for one in first["items"] + second["items"]] == ["npm:b", "pypi:c"]
    assert second["next"] is None


def test_leverage_is_told_in_the_rank_and_of_one_target(client: Client) -> None:
    ranked = client.get("/api/1/leverage").json()["items"]
    one = client.get("/api/1/targets/codes/leverage").json()

    assert ranked == [one]
    assert (one["node"], one["packages_low"], one["packages_high"], one["downloads_low"], one["downloads"]) == (
        "npm:codes",
        1,
        3,
        100,
        100,
    )


def test_a_hidden_target_is_told_nowhere(client: Client) -> None:
    Target.objects.update(hidden=True)

    assert [one["key"] for one in client.get("/api/1/graph/nodes").json()["items"]] == ["npm:b", "pypi:c"]
    assert client.get("/api/1/leverage").json()["items"] == []
    assert client.get("/api/1/targets/codes/leverage").status_code == 404


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("nodes", ['"npm:b","npm:b","npm",,"","",,,"a test",2026-11-23']),
        ("links", ['"pypi:c","npm:b","copies",0.75,"","a test",2026-11-23']),
        ("leverage", ['"codes",2,1,3,100,100,100,0,2026-11-23']),
    ],
)
def test_the_graph_can_be_downloaded(client: Client, name: str, lines: list[str]) -> None:
    told = client.get(f"/open/{name}.csv", headers={"Accept-Encoding": "gzip"})
    text = gzip.decompress(told.getvalue()).decode()
    packed = client.get(f"/open/{name}.parquet")

    assert set(lines) <= set(text.split("\r\n"))
    assert packed.getvalue()[:4] == b"PAR1"
