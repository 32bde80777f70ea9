"""What hangs on a target, as pages ask for it: ranked, around it, and never with a hidden target."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.catalogue import looks
from portal.catalogue.acts import load, load_graph, weigh
from portal.catalogue.graph import read_graph
from portal.catalogue.models import Target
from tests.portal.catalogue.make import make_catalogue, make_link, make_node, write_graph

pytestmark = pytest.mark.django_db


@pytest.fixture
def _world(tmp_path: Path) -> None:
    """Three libraries that lack Kosovo; two packages depend on the first one, and one is a copy of it."""
    slugs = [{"slug": slug, "reach": reach, "reach_unit": "downloads a month"} for slug, reach in REACH.items()]
    catalogue = make_catalogue(*slugs, {"slug": "unknown"})
    load(catalogue)
    nodes = [make_node(f"npm:{slug}", verdict="missing") for slug in (*REACH, "unknown", "d1", "d2")]
    nodes[4]["downloads"] = 70
    links = [
        make_link("npm:d1", "npm:small"),
        make_link("npm:d2", "npm:small"),
        make_link("npm:copy", "npm:small", "copies", confidence=0.8),
    ]
    load_graph(read_graph(catalogue, write_graph(tmp_path, nodes, links)))
    weigh()


REACH = {"big": 500, "small": 300, "copy": 400}


@pytest.mark.usefixtures("_world")
def test_the_rank_is_by_downloads_then_packages_and_unknown_ones_stand_last() -> None:
    ranked = [(one.target.slug, one.packages) for one in looks.leverage_rank(10)]

    assert ranked == [("small", 4), ("big", 1), ("copy", 1), ("unknown", 1)]


@pytest.mark.usefixtures("_world")
def test_around_a_target_stand_its_upstreams_and_what_takes_from_it_the_most_downloaded_first() -> None:
    around = looks.graph_around(Target.objects.get(slug="small"), limit=2)
    copy = looks.graph_around(Target.objects.get(slug="copy"))

    assert ([link.node.key for link in around.down], around.down_total, around.up) == (["npm:copy", "npm:d1"], 3, [])
    assert [(link.upstream.key, link.how, link.confidence) for link in copy.up] == [("npm:small", "copies", 0.8)]


@pytest.mark.usefixtures("_world")
def test_a_hidden_target_is_in_no_rank_and_at_no_end_of_a_link() -> None:
    Target.objects.filter(slug__in=["big", "copy"]).update(hidden=True)

    around = looks.graph_around(Target.objects.get(slug="small"))

    assert [one.target.slug for one in looks.leverage_rank(10)] == ["small", "unknown"]
    assert sorted(link.node.key for link in around.down) == ["npm:d1", "npm:d2"]
