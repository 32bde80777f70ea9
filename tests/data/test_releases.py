"""The histories that the portal starts with: whole, of known packages, small; and how a line of them is made."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "data"))

from build_releases import RELEASES, line, stamp  # noqa: E402

from listed.scan.history import Past  # noqa: E402
from listed.sources.releases import Release  # noqa: E402
from listed.sources.releases.release import moment  # noqa: E402
from listed.verdict.answer import TargetAnswer  # noqa: E402
from listed.verdict.standing import Standing  # noqa: E402
from portal.catalogue.files import read_catalogue, read_lines  # noqa: E402

LARGEST = 600_000
VERDICTS = {"listed", "qualified", "mixed", "missing", "under-serbia", "not-expected", "unclear"}


@pytest.fixture(scope="module")
def lines() -> list[dict[str, Any]]:
    """The lines of releases.jsonl."""
    return read_lines(RELEASES)


def test_every_line_is_of_one_package_of_the_catalogue(lines: list[dict[str, Any]]) -> None:
    addresses = [one["address"] for one in lines]
    assert len(addresses) == len(set(addresses)) > 100
    assert set(addresses) <= {target["address"] for target in read_catalogue().packages()}
    assert RELEASES.stat().st_size < LARGEST


def test_what_was_read_is_a_release_that_the_registry_lists(lines: list[dict[str, Any]]) -> None:
    for one in lines:
        versions = [version for version, _, _ in one["releases"]]
        assert len(versions) == len(set(versions)) > 0, one["address"]
        assert set(one["read"]) <= set(versions), one["address"]
        assert {version for told in one["dated_by"].values() for version in told} <= set(versions), one["address"]


def test_dates_are_whole_and_those_told_by_files_are_known(lines: list[dict[str, Any]]) -> None:
    for one in lines:
        dated = {version for version, released, _ in one["releases"] if released}
        assert all(stamp(moment(released)) == released for _, released, _ in one["releases"] if released)
        assert {version for told in one["dated_by"].values() for version in told} <= dated
        assert set(one["dated_by"]) <= {"archive", "changelog"}


def test_each_release_that_was_read_says_how_kosovo_stands_or_why_not(lines: list[dict[str, Any]]) -> None:
    for one in lines:
        assert one["read"], one["address"]
        for version, read in one["read"].items():
            assert (read["verdict"] is None) == (read["error"] is not None), (one["address"], version)
            assert moment(read["read_at"]), (one["address"], version)
            for each in read["criteria"].values():
                assert set(each) == {"verdict", "label", "value", "entries"}
                assert each["verdict"] in VERDICTS


def test_a_line_is_made_of_a_history() -> None:
    day = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    stands = Standing("listed", "Kosovo", "XK", 250, "data.json")
    past = [
        Past(
            Release("1.0", day, yanked=True), TargetAnswer("npm:x", "package", "1.0", "listed"), None, {"flag": stands}
        ),
        Past(Release("1.1", day, dated_by="archive")),
        Past(Release("1.2", None), error="npm:x@1.2: gone"),
    ]
    made = line("npm:x", past, "2026-11-23T00:00:00Z")
    assert {word: made[word] for word in ("address", "asked_at", "dated_by", "releases", "read")} == {
        "address": "npm:x",
        "asked_at": "2026-11-23T00:00:00Z",
        "dated_by": {"archive": ["1.1"]},
        "releases": [
            ["1.0", "2020-01-02T03:04:05Z", True],
            ["1.1", "2020-01-02T03:04:05Z", False],
            ["1.2", None, False],
        ],
        "read": {
            "1.0": {
                "read_at": "2026-11-23T00:00:00Z",
                "verdict": "listed",
                "criteria": {"flag": {"verdict": "listed", "label": "Kosovo", "value": "XK", "entries": 250}},
                "error": None,
            },
            "1.2": {
                "read_at": "2026-11-23T00:00:00Z",
                "verdict": None,
                "criteria": {},
                "error": "npm:x@1.2: gone",
            },
        },
    }
