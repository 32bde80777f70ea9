"""The graph's files and the catalogue in, nodes and links out; what is wrong with a line is told and costs no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portal.catalogue.files import FOLDER, read_catalogue
from portal.catalogue.graph import circles, read_graph, summary
from tests.portal.catalogue.make import DAY, make_catalogue, make_link, make_node, write_graph

EDGE = {"slug": "codes", "source": "its README", "as_of": DAY}


def test_the_catalogue_gives_its_packages_standards_and_what_sources_say(tmp_path: Path) -> None:
    catalogue = make_catalogue(
        {"slug": "codes", "kind": "standard", "layer": 0, "address": ""},
        {"slug": "picker", "upstream": [EDGE], "reach": 12, "reach_unit": "downloads a month"},
        {"slug": "a-site", "kind": "website", "layer": 3, "address": "https://a-site.example/"},
    )
    line = {"slug": "picker", "version": "2.0", "verdict": "missing", "tool": "listed 1", "at": f"{DAY}T10:00:00Z"}
    (tmp_path / "observations.jsonl").write_text(json.dumps(line) + "\n")
    cited = {"slug": "codes", "verdict": "missing", "at": "2026-01-02", "source": "its own page"}
    (tmp_path / "cited.jsonl").write_text(json.dumps(cited) + "\n")

    graph = read_graph(catalogue, tmp_path)

    assert [
        (node.key, node.registry, node.version, node.verdict, node.downloads, node.source, str(node.as_of), node.target)
        for node in graph.nodes.values()
    ] == [
        ("codes", "", "", "missing", None, "its own page", "2026-01-02", "codes"),
        ("npm:picker", "npm", "2.0", "missing", 12, "listed 1", DAY, "picker"),
    ]
    assert list(graph.links) == [("npm:picker", "codes", "says")]
    assert graph.faults == []


def test_a_line_fills_in_what_the_catalogue_does_not_know(tmp_path: Path) -> None:
    catalogue = make_catalogue({"slug": "picker", "reach": 12, "reach_unit": "downloads a month"})
    write_graph(tmp_path, [make_node("npm:picker", downloads=99, rank=7, verdict="mixed", version="3")], [])

    node = read_graph(catalogue, tmp_path).nodes["npm:picker"]

    assert (node.downloads, node.rank, node.verdict, node.version, node.target) == (12, 7, "mixed", "3", "picker")


def test_an_origin_of_the_engine_is_the_target_that_stands_for_it(tmp_path: Path) -> None:
    catalogue = make_catalogue({"slug": "iso-3166-1-alpha-2", "kind": "standard", "layer": 0, "address": ""})
    write_graph(tmp_path, [make_node("npm:a")], [make_link("npm:a", "iso-3166-1", "copies", confidence=0.9)])
    (tmp_path / "graph/standards.toml").write_text('"iso-3166-1" = "iso-3166-1-alpha-2"\n')

    graph = read_graph(catalogue, tmp_path)

    assert (list(graph.links), graph.faults) == ([("npm:a", "iso-3166-1-alpha-2", "copies")], [])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"node":"npm:a","upst', "links.jsonl, line 2: Invalid JSON"),
        (make_link("npm:a", "npm:gone"), "npm:a depends npm:gone: the graph has no node npm:gone."),
        (make_link("npm:a", "npm:a"), "npm:a depends npm:a: a node is no upstream of itself."),
        (make_link("npm:a", "npm:b"), "npm:a depends npm:b: this link stands there twice; the first one is taken."),
        (
            make_link("npm:a", "npm:b", "eats"),
            "links.jsonl, line 2: how: Input should be 'says', 'depends' or 'copies'.",
        ),
        (
            make_link("npm:a", "npm:b", "copies", confidence=0),
            "links.jsonl, line 2: confidence: Input should be greater",
        ),
        (make_link("npm:a", "npm:b", "copies", confidence="nan"), "links.jsonl, line 2: confidence: Input should be"),
        (make_link("npm:a", "npm:b", "copies", as_of="soon"), "links.jsonl, line 2: as_of: "),
        (make_link("npm:a", "npm:b", "copies", mood="good"), "links.jsonl, line 2: mood: Extra inputs"),
        ('["npm:a"]', "links.jsonl, line 2: "),
        ('{"node":"\ud83d', "links.jsonl, line 2: Invalid JSON"),
    ],
)
def test_a_wrong_line_is_told_and_the_others_are_taken(tmp_path: Path, line: object, told: str) -> None:
    lines = [
        make_link("npm:a", "npm:b"),
        line if not isinstance(line, str) else line.encode("utf-8", "replace").decode(),
    ]
    write_graph(
        tmp_path, [make_node("npm:a"), make_node("npm:b"), make_node("npm:c")], [*lines, make_link("npm:c", "npm:b")]
    )

    graph = read_graph(make_catalogue(), tmp_path)

    assert list(graph.links) == [("npm:a", "npm:b", "depends"), ("npm:c", "npm:b", "depends")]
    assert len(graph.faults) == 1
    assert graph.faults[0].startswith(told)


def test_circles_are_found_however_they_lie_in_each_other() -> None:
    links = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("e", "d"), ("f", "a"), ("g", "g")]

    assert circles(links) == [["a", "b", "c"], ["d", "e"], ["g"]]


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        ([], "unclear"),
        (["missing", "unclear"], "missing"),
        (["listed", "missing"], "mixed"),
        (["not-expected"], "unclear"),
    ],
)
def test_what_sources_say_of_several_criteria_is_one_verdict(verdicts: list[str], told: str) -> None:
    assert summary(verdicts) == told


def test_the_graph_that_ships_has_no_fault() -> None:
    graph = read_graph(read_catalogue(), FOLDER)

    assert graph.faults == []
    assert {how for _, _, how in graph.links} >= {"says", "depends"}
    assert sum((FOLDER / f"graph/{name}.jsonl").stat().st_size for name in ("nodes", "links")) < 1_500_000
