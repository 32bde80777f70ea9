"""The starter catalogue: its words are of the closed sets, its links lead somewhere, its facts have a source."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "data"))

from build_catalogue import OBSERVATIONS, look, merge, write  # noqa: E402

from listed.verdict.summary import NO_LIST  # noqa: E402
from portal.audit.seen import MOST_LISTS_WITH_ROWS, MOST_ROWS  # noqa: E402
from portal.catalogue.files import FOLDER, Catalogue, read_catalogue, read_lines  # noqa: E402

VERDICTS = {"listed", "qualified", "under-serbia", "missing", "not-expected", "unclear"}
SCOPES = {"world", "regional", "not-a-country-list"}
NEEDED = {"slug", "name", "address", "kind", "layer", "owner", "category", "criteria"}
MAY_HAVE = {"letter_language", "licence", "code", "decides", "ask", "policy", "contacts", "remedy", "upstream"}
FIGURES = {f"{word}{part}" for word in ("reach", "rank") for part in ("", "_unit", "_source", "_as_of")}
LAYERS_OF = {"standard": {0}, "library": {1}, "component": {2}, "website": {3}, "app": {3}}
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ROLE = re.compile(r"(?:info|support|contact|press|help|accessibility|service|office|feedback)[\w.-]*@[\w.-]+\.\w+")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, Any]]:
    return {line["slug"]: line for line in read_lines(OBSERVATIONS)}


@pytest.fixture(scope="module")
def cited() -> list[dict[str, Any]]:
    return read_lines(FOLDER / "cited.jsonl")


def facts(target: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every part of a target that says something of the world and so must say where from."""
    for field in ("policy", "remedy"):
        if field in target:
            yield target[field]
    yield from target.get("contacts", [])
    yield from target.get("upstream", [])
    for word in ("reach", "rank"):
        if word in target:
            yield {"source": target[f"{word}_source"], "as_of": target[f"{word}_as_of"], "unit": target[f"{word}_unit"]}


def make_line(**changed: Any) -> dict[str, Any]:
    return {"slug": "npm-a", "version": "1.0", "at": "2026-01-02T03:04:05Z", "error": None, **changed}


def test_there_are_enough_targets_and_measured_ones(
    catalogue: Catalogue,
    measured: dict[str, dict[str, Any]],
) -> None:
    unseen = [target for target in catalogue.targets.values() if target["layer"] == 3]
    assert len(catalogue.targets) >= 120
    assert len([line for line in measured.values() if line["version"]]) >= 60
    assert len(unseen) >= 25


def test_targets_have_the_fields_of_the_readme_and_no_others(catalogue: Catalogue) -> None:
    for slug, target in catalogue.targets.items():
        assert set(target) >= NEEDED, slug
        assert set(target) <= NEEDED | MAY_HAVE | FIGURES, slug
        assert SLUG.fullmatch(slug), slug
    text = (ROOT / "data/README.md").read_text(encoding="utf-8")
    assert {field for field in NEEDED | MAY_HAVE | FIGURES if f"`{field}`" not in text} == set()


def test_words_are_of_the_closed_sets(catalogue: Catalogue) -> None:
    words = catalogue.words
    for slug, target in catalogue.targets.items():
        assert target["kind"] in words["kinds"], slug
        assert target["layer"] in LAYERS_OF[target["kind"]], slug
        assert target["category"] in words["categories"], slug
        assert target["criteria"], slug
        assert set(target["criteria"]) <= set(words["criteria"]), slug
        assert {contact["channel"] for contact in target.get("contacts", [])} <= set(words["channels"]), slug
    for slug, owner in catalogue.owners.items():
        assert set(owner) == {"name", "homepage", "kind"}, slug
        assert owner["kind"] in words["owner_kinds"], slug
    assert {str(layer) for layers in LAYERS_OF.values() for layer in layers} == set(words["layers"])


def test_every_target_has_an_owner_and_every_owner_a_target(catalogue: Catalogue) -> None:
    assert {target["owner"] for target in catalogue.targets.values()} == set(catalogue.owners)


def test_no_address_stands_twice(catalogue: Catalogue) -> None:
    known = Counter(target["address"] for target in catalogue.targets.values() if target["address"])
    # SWIFT keeps two registries, and the statisticians of the United Nations keep a code on a page of their own.
    assert {address for address, count in known.items() if count > 1} <= {"https://www.swift.com"}


def test_lists_flow_upwards(catalogue: Catalogue) -> None:
    for slug, target in catalogue.targets.items():
        for edge in target.get("upstream", []):
            assert edge["slug"] != slug
            assert catalogue.targets[edge["slug"]]["layer"] <= target["layer"], f"{slug} from {edge['slug']}"


def test_no_list_comes_from_itself(catalogue: Catalogue) -> None:
    def above(slug: str) -> set[str]:
        near = {edge["slug"] for edge in catalogue.targets[slug].get("upstream", [])}
        return near.union(*(above(one) for one in near))

    assert [slug for slug in catalogue.targets if slug in above(slug)] == []


def test_every_fact_has_a_source_and_a_day(catalogue: Catalogue, cited: list[dict[str, Any]]) -> None:
    told = [(slug, fact) for slug, target in catalogue.targets.items() for fact in facts(target)]
    for slug, fact in [*told, *((line["slug"], {**line, "as_of": line["at"]}) for line in cited)]:
        assert fact["source"].strip(), slug
        assert date.fromisoformat(fact["as_of"]) <= date(2026, 11, 23), slug


def test_no_contact_is_a_persons_mail(catalogue: Catalogue) -> None:
    contacts = [one for target in catalogue.targets.values() for one in target.get("contacts", [])]
    assert [one for one in contacts if "@" in one["address"] and not ROLE.fullmatch(one["address"])] == []


def test_cited_lines_are_of_known_targets_that_were_not_measured(
    catalogue: Catalogue,
    measured: dict[str, dict[str, Any]],
    cited: list[dict[str, Any]],
) -> None:
    for line in cited:
        assert set(line) == {"slug", "criterion", "verdict", "at", "source", "note"}
        assert line["verdict"] in VERDICTS, line
        assert line["criterion"] in catalogue.targets[line["slug"]]["criteria"], line
        assert line["slug"] not in measured
    assert max(Counter((line["slug"], line["criterion"]) for line in cited).values()) == 1


def test_every_package_was_looked_at_and_nothing_else(
    catalogue: Catalogue,
    measured: dict[str, dict[str, Any]],
) -> None:
    assert sorted(measured) == [target["slug"] for target in catalogue.packages()]
    for slug, line in measured.items():
        assert line["address"] == catalogue.targets[slug]["address"]
        assert datetime.fromisoformat(line["at"]).utcoffset() is not None
        assert line["verdict"] in VERDICTS | {"mixed", NO_LIST}
        assert {one["criterion"] for one in line["criteria"]} <= set(catalogue.targets[slug]["criteria"])


def test_websites_nobody_looked_at_have_no_verdict(
    catalogue: Catalogue,
    measured: dict[str, dict[str, Any]],
    cited: list[dict[str, Any]],
) -> None:
    sites = {slug for slug, target in catalogue.targets.items() if target["layer"] == 3}
    assert sites & set(measured) == set()
    assert {line["slug"] for line in cited} & sites == {"app-store", "facebook"}


def test_the_counts_of_a_criterion_bear_out_its_verdict(measured: dict[str, dict[str, Any]]) -> None:
    for slug, line in measured.items():
        for one in line["criteria"]:
            assert one["verdict"] in VERDICTS | {"mixed"}, slug
            assert one["scope"] in SCOPES, slug
            assert one["lists_with"] + one["lists_without"] <= one["lists_total"], slug
            if one["verdict"] == "mixed":
                assert min(one["lists_with"], one["lists_without"]) > 0, slug
            if one["verdict"] in ("missing", "under-serbia"):
                assert one["lists_without"] > 0, slug
                assert one["list_verdict"] == one["verdict"], slug
            if one["verdict"] == "listed":
                assert one["label"] or one["value"] or one["lists_with"], slug


def test_rows_show_the_gap_or_the_place(catalogue: Catalogue, measured: dict[str, dict[str, Any]]) -> None:
    for slug, line in measured.items():
        shown = [one for one in line["criteria"] if "rows" in one]
        assert len(shown) <= MOST_LISTS_WITH_ROWS, slug
        if shown:
            assert catalogue.targets[slug]["licence"] in catalogue.words["licences"]["open"], slug
        for one in shown:
            assert 0 < len(one["rows"]) <= MOST_ROWS, slug
            assert all(len(row) == 3 for row in one["rows"]), slug
            stands = any(row[2] == "XK" for row in one["rows"])
            if one["list_verdict"] == "missing":
                assert not stands, slug
                assert 0 <= one["gap"] <= len(one["rows"]), slug
            if one["list_verdict"] == "listed":
                assert stands, slug
                assert one["gap"] is None, slug


def test_the_lists_of_two_licences_are_not_passed_on(measured: dict[str, dict[str, Any]]) -> None:
    for slug in ("npm-world-countries", "deb-iso-codes", "pypi-pycountry"):
        assert [one["criterion"] for one in measured[slug]["criteria"] if "rows" in one] == []


def test_a_failed_look_keeps_the_old_line_and_says_so() -> None:
    old = make_line()
    lines, failed = merge({"npm-a": old}, [make_line(version=None, error="The registry does not answer.")])
    assert lines == {"npm-a": old}
    assert failed == ["npm-a: The registry does not answer. The line of 2026-01-02T03:04:05Z stays."]


def test_a_look_takes_the_place_of_the_old_line() -> None:
    new = make_line(version="2.0")
    assert merge({"npm-a": make_line()}, [new]) == ({"npm-a": new}, [])


def test_lines_are_written_in_order_and_read_back(tmp_path: Path) -> None:
    lines = {slug: make_line(slug=slug) for slug in ("npm-b", "npm-a")}
    write(lines, tmp_path / "lines.jsonl")
    assert read_lines(tmp_path / "lines.jsonl") == [lines["npm-a"], lines["npm-b"]]
    assert [path.name for path in tmp_path.iterdir()] == ["lines.jsonl"]


@pytest.mark.live
@pytest.mark.npm
def test_small_packages_are_found_as_shipped(catalogue: Catalogue, measured: dict[str, dict[str, Any]]) -> None:
    slugs = ["npm-country-list", "npm-country-to-currency", "pypi-iso3166"]
    for line in look(catalogue, slugs, timeout=60):
        if line["version"] is None:
            pytest.skip(f"no registry answers: {line['error']}")
        shipped = measured[line["slug"]]
        if line["version"] == shipped["version"]:
            assert [json.dumps(one) for one in line["criteria"]] == [json.dumps(one) for one in shipped["criteria"]]
