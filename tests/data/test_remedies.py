"""The remedies' files: words of the closed sets, places that exist, precedents with a link and a day."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from portal.catalogue.files import REMEDIES, Catalogue, is_package, read_catalogue, read_remedies

ECOSYSTEMS = {
    "npm", "python", "debian", "php", "ruby", "jvm", "dotnet", "go", "rust", "web", "api", "platform", "standard",
}  # fmt: skip
NEEDED = {"name", "ecosystem", "for", "steps", "source", "as_of"}
MAY_HAVE = {
    "criteria", "language", "snippet", "since_version", "check", "gives", "proven_in", "adds", "opt_in", "precedents",
    "policy",
}  # fmt: skip
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

Rows = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture(scope="module")
def rows() -> Rows:
    return read_remedies()


def test_remedies_have_the_fields_of_the_readme_and_no_others(rows: Rows) -> None:
    text = (REMEDIES.parent / "README.md").read_text(encoding="utf-8")
    for name, row in rows.items():
        assert set(row) >= NEEDED, name
        assert set(row) <= NEEDED | MAY_HAVE, name
        assert re.fullmatch(r"[a-z0-9-]+", name), name
    assert {field for field in NEEDED | MAY_HAVE - {"precedents"} if f"`{field}`" not in text} == set()


def test_words_are_of_the_closed_sets(rows: Rows, catalogue: Catalogue) -> None:
    for name, row in rows.items():
        assert row["ecosystem"] in ECOSYSTEMS, name
        assert set(row.get("criteria", ())) <= set(catalogue.words["criteria"]), name
        assert row.get("policy", "open") in catalogue.words["policies"], name
        assert date.fromisoformat(row["as_of"]) <= date(2026, 11, 23), name


def test_a_remedy_is_for_a_package_a_standard_or_a_target(rows: Rows, catalogue: Catalogue) -> None:
    standards = {"iso-3166-1", "iso-3166-2"}
    places = {place for row in rows.values() for place in row["for"]}
    assert {place for place in places if not is_package(place)} - set(catalogue.targets) - standards == set()


def test_two_remedies_of_one_place_mend_different_criteria(rows: Rows) -> None:
    seen: set[tuple[str, str]] = set()
    for name, row in rows.items():
        for place in row["for"]:
            pairs = {(place, criterion) for criterion in row.get("criteria", ("all",))}
            assert not pairs & seen, name
            seen |= pairs


def test_a_target_with_a_remedy_has_one_that_is_for_it(rows: Rows, catalogue: Catalogue) -> None:
    for slug, target in catalogue.targets.items():
        if "remedy" in target:
            assert {slug, target["address"]} & set(rows[target["remedy"]["id"]]["for"]), slug
            assert target["remedy"]["fix_steps"] == rows[target["remedy"]["id"]]["steps"], slug


def test_every_form_was_accepted_somewhere(rows: Rows) -> None:
    forms = [row for row in rows.values() if "opt_in" in row]
    assert len(forms) >= 10
    for row in forms:
        assert row["precedents"]
        for one in row["precedents"]:
            assert one["link"].startswith("https://github.com/")
            assert DAY.fullmatch(one["day"])


def test_what_keeps_to_iso_alone_and_takes_changes_has_a_form_to_propose(rows: Rows) -> None:
    libraries = {name for name, row in rows.items() if row.get("policy") == "iso-only" and row["ecosystem"] == "npm"}
    assert libraries
    assert [name for name in libraries if "opt_in" not in rows[name]] == []
