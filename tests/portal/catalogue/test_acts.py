"""The graph in the database: brought up to date, weighed, and never lost for the sake of one bad line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from portal.catalogue import looks
from portal.catalogue.acts import load, load_graph, stand, weigh
from portal.catalogue.files import Catalogue
from portal.catalogue.graph import read_graph
from portal.catalogue.models import Leverage, Link, Node, Target
from portal.ground.ledger.models import Entry
from tests.portal.catalogue.make import make_catalogue, make_link, make_node, write_graph

pytestmark = pytest.mark.django_db


def make_loaded(folder: Path, nodes: list[object], links: list[object]) -> Catalogue:
    """A catalogue with one library that lacks Kosovo, and a graph around it, in the database."""
    catalogue = make_catalogue({"slug": "codes", "reach": 100, "reach_unit": "downloads a month"})
    load(catalogue)
    load_graph(read_graph(catalogue, write_graph(folder, nodes, links)))
    return catalogue


def test_nodes_and_links_stand_as_the_files_have_them(tmp_path: Path) -> None:
    nodes = [make_node("npm:codes", verdict="missing", version="1"), make_node("npm:b", downloads=5)]

    make_loaded(tmp_path, nodes, [make_link("npm:b", "npm:codes", version="^1")])

    assert list(Node.objects.order_by("key").values_list("key", "target__slug", "verdict", "downloads")) == [
        ("npm:b", None, "", 5),
        ("npm:codes", "codes", "missing", 100),
    ]
    assert list(Link.objects.values_list("node__key", "upstream__key", "how", "confidence", "version")) == [
        ("npm:b", "npm:codes", "depends", 1.0, "^1")
    ]
    last = Entry.objects.order_by("-number")[0]
    assert (last.verb, last.body) == ("graph.loaded", {"nodes": 2, "links": 1, "gone": 0})


def test_a_second_load_keeps_the_rows_and_removes_what_left_the_files(tmp_path: Path) -> None:
    nodes = [make_node("npm:codes"), make_node("npm:b"), make_node("npm:c")]
    links = [make_link("npm:b", "npm:codes"), make_link("npm:c", "npm:codes")]
    catalogue = make_loaded(tmp_path, nodes, links)
    kept = Node.objects.get(key="npm:b").pk

    write_graph(tmp_path, [nodes[0], make_node("npm:b", downloads=7)], [links[0]])
    loaded = load_graph(read_graph(catalogue, tmp_path))

    assert (loaded.nodes, loaded.links, loaded.gone) == (2, 1, 1)
    assert Node.objects.get(pk=kept).downloads == 7


def test_a_file_with_a_fault_removes_nothing(tmp_path: Path) -> None:
    nodes = [make_node("npm:codes"), make_node("npm:b")]
    catalogue = make_loaded(tmp_path, nodes, [make_link("npm:b", "npm:codes")])

    write_graph(tmp_path, nodes[:1], ['{"node":"npm:b","upstream":"npm:co'])
    graph = read_graph(catalogue, tmp_path)
    loaded = load_graph(graph)

    assert (len(graph.faults), loaded.nodes, loaded.links, loaded.gone) == (1, 2, 1, 0)


def test_a_circle_is_weighed_like_anything_else(tmp_path: Path) -> None:
    nodes = [make_node("npm:codes", verdict="missing"), make_node("npm:b", verdict="missing", downloads=5)]
    make_loaded(tmp_path, nodes, [make_link("npm:b", "npm:codes"), make_link("npm:codes", "npm:b")])

    assert weigh() == 1

    found = looks.leverage_of(Target.objects.get(slug="codes"))
    assert found is not None
    assert (found.packages_low, found.packages, found.packages_high, found.downloads, found.unknown) == (
        2,
        2,
        2,
        100,
        0,
    )


def test_weighing_again_changes_nothing_but_the_ledger(tmp_path: Path) -> None:
    make_loaded(tmp_path, [make_node("npm:codes", verdict="missing")], [])
    weigh()
    before = list(Leverage.objects.values())

    weigh()

    assert list(Leverage.objects.values()) == before


def test_a_target_without_leverage_any_more_loses_its_row(tmp_path: Path) -> None:
    catalogue = make_loaded(tmp_path, [make_node("npm:codes", verdict="missing")], [])
    weigh()

    load_graph(read_graph(catalogue, write_graph(tmp_path, [make_node("npm:codes", verdict="listed")], [])))

    assert (weigh(), Leverage.objects.count()) == (0, 0)


def test_a_later_look_stands_in_the_graph_and_outlives_the_next_load(tmp_path: Path) -> None:
    nodes = [make_node("npm:codes", verdict="missing", version="1")]
    catalogue = make_loaded(tmp_path, nodes, [])
    codes, day = Target.objects.get(slug="codes"), dt.date(2026, 12, 1)

    assert stand(codes, "listed", "2", day, "listed 0.1.0")
    assert not stand(codes, "listed", "2", day, "listed 0.1.0")
    assert not stand(codes, "missing", "1", dt.date(2026, 11, 1), "listed 0.1.0")
    load_graph(read_graph(catalogue, tmp_path))

    node = Node.objects.get(key="npm:codes")
    assert (node.verdict, node.version, node.as_of, node.source) == ("listed", "2", day, "listed 0.1.0")
    weigh()
    assert looks.leverage_of(codes) is None


def test_what_is_not_in_the_graph_does_not_stand_there(tmp_path: Path) -> None:
    make_loaded(tmp_path, [], [])
    Node.objects.all().delete()
    assert not stand(Target.objects.get(slug="codes"), "listed", "2", dt.date(2026, 12, 1), "listed 0.1.0")
