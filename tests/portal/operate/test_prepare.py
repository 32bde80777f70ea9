"""What preparing says of the graph of lists: how much there is, what goes in a circle, what was left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.catalogue.acts import load
from portal.operate.prepare import graph
from tests.portal.catalogue.make import make_catalogue, make_link, make_node, write_graph

pytestmark = pytest.mark.django_db


def test_circles_and_lines_that_cannot_be_read_are_told_and_the_rest_is_loaded(tmp_path: Path) -> None:
    catalogue = make_catalogue({"slug": "codes"})
    load(catalogue)
    nodes = [make_node("npm:codes", verdict="missing"), make_node("npm:b")]
    links = [make_link("npm:b", "npm:codes"), make_link("npm:codes", "npm:b"), make_link("npm:b", "npm:gone")]

    said = graph(catalogue, write_graph(tmp_path, nodes, links))

    assert said == [
        "graph: 2 nodes, 2 links, 1 targets that flip others",
        "graph: npm:b and npm:codes need each other; each counts once",
        "graph: left out, and nothing removed: npm:b depends npm:gone: the graph has no node npm:gone.",
    ]
