"""What goes into the graph's files: Debian's dependents, ranges of versions, origins of lists, and lines in order."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "data"))

from graph import debian  # noqa: E402
from graph.copies import Known, copies, without_circles  # noqa: E402
from graph.lines import linked, write_lines  # noqa: E402
from graph.packages import bare, column, exact, node  # noqa: E402
from graph.ranges import admits  # noqa: E402

from listed.origin import Upstream  # noqa: E402
from listed.verdict.answer import ListAnswer, Origin, TargetAnswer  # noqa: E402

DUMP = """Package: codes
Version: 4.15-1
Description: lists
 Depends: nothing, this is prose

Package: picker
Version: 2
Depends: libc6 (>= 2.3), codes (>= 4) | other-codes, debconf
Pre-Depends: base:any

Package: shop
Depends: picker

Package: other
Depends: other-codes | codes
"""


def test_debian_is_read_from_apt_s_own_list_and_of_alternatives_the_first_counts() -> None:
    debs = debian.known(DUMP)

    assert debs["picker"] == debian.Deb("picker", "2", frozenset({"libc6", "codes", "debconf", "base"}))
    assert debs["codes"].needs == frozenset()
    assert debian.dependents(debs, {"codes"}, 1) == {"picker": frozenset({"codes"})}
    assert debian.dependents(debs, {"codes"}, 2) == {"picker": frozenset({"codes"}), "shop": frozenset({"picker"})}


@pytest.mark.parametrize(
    ("versions", "version", "told"),
    [
        ("^13.9.0", "13.15.35", True),
        ("5.5.3", "10.6.0", False),
        ("~13.15.23", "13.16.0", False),
        ("^0.5.40", "0.6.6", False),
        ("^0.0.3", "0.0.4", False),
        ("^0.13.0 || ^0.14.0", "0.14.2", True),
        ("1.2 - 2", "2.9.1", True),
        (">= 1.0 < 2", "1.5.0", True),
        ("1.x", "2.0.0", False),
        ("*", "1.0.0", True),
        ("", "1.0.0", True),
        ("latest", "4.0.0", True),
        ("npm:@a/b@^1.0.0", "1.2.0", True),
        ("github:a/b", "1.2.0", True),
        ("^1.0.0", "2026b", True),
    ],
)
def test_a_range_admits_what_a_new_install_would_take(versions: str, version: str, told: bool) -> None:
    assert admits("npm", versions, version) is told


def test_python_s_ranges_are_python_s() -> None:
    assert [admits("pypi", versions, "2.5") for versions in (">=2,<3", "==1.*", "", "no range")] == [
        True,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("address", ["npm:@a/b", "npm:x", "pypi:x-y", "deb:y+z"])
def test_an_exact_address_leads_back_to_the_bare_one(address: str) -> None:
    assert (bare(exact(address, "1.0-2")), exact(address, None)) == (address, address)


def make_lists(*named: tuple[str, float], criterion: str = "country", scope: str = "world") -> list[ListAnswer]:
    """A list for each origin and confidence; no origin where it is empty."""
    return [
        ListAnswer(
            f"{number}.json",
            criterion,
            249,
            249,
            scope,
            "missing",
            origin=Origin(name, "2020", confidence) if name else None,
        )
        for number, (name, confidence) in enumerate(named)
    ]


def told(lists: list[ListAnswer], address: str = "npm:picker") -> list[tuple[str, float, str]]:
    """The upstream, the confidence and the source of each copy of a package with these lists."""
    origins = {
        "codes": Upstream("codes", "Codes", "standard", 1974, (), (), ("npm:carrier",)),
        "npm:other": Upstream("npm:other", "Other", "library", 2015, (), (), ("npm:other",)),
    }
    keys = {"iso-codes", "npm:other", "pypi:far", "npm:picker", "npm:carrier"}
    known = Known(origins, {"codes": ["country"]}, {"codes": ["npm:also"]}, {"codes": "iso-codes"}, keys)
    found = copies(address, TargetAnswer(f"{address}@1.0", "package", "1.0", "missing", None, tuple(lists)), known)
    return [(one["upstream"], one["confidence"], one["source"]) for one in found]


def test_a_copy_is_linked_to_the_target_that_stands_for_its_origin() -> None:
    assert told(make_lists(("codes", 0.7), ("codes", 0.9), ("", 0))) == [("iso-codes", 0.8, "1.json in 1.0")]


@pytest.mark.parametrize(
    "lists",
    [
        make_lists(("npm:other", 0.5)),
        make_lists(("npm:other", 0.9), *[("", 0.0)] * 4),
        make_lists(("npm:picker", 0.9)),
        make_lists(("npm:nowhere", 0.9)),
        make_lists(("pypi:far", 0.9)),
        make_lists(("codes", 0.9), criterion="flag"),
        make_lists(("npm:other", 0.9), scope="regional"),
    ],
    ids=["unsure", "one-of-many", "itself", "not-in-the-graph", "far", "not-about-it", "regional"],
)
def test_what_says_too_little_is_no_link(lists: list[ListAnswer]) -> None:
    assert told(lists) == []


def test_the_package_in_which_a_standard_was_read_copies_no_package() -> None:
    lists = make_lists(("npm:other", 0.9), ("codes", 0.9))

    assert [one[0] for one in told(lists, "npm:carrier") + told(lists, "npm:also")] == ["iso-codes"] * 2
    assert [one[0] for one in told(lists)] == ["npm:other", "iso-codes"]


def test_two_packages_that_are_traced_to_each_other_are_not_linked() -> None:
    links = [{"node": "a", "upstream": "b"}, {"node": "b", "upstream": "a"}, {"node": "c", "upstream": "a"}]

    assert without_circles(links) == links[2:]


def test_a_package_that_was_read_has_its_downloads_or_its_rank(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text("name\tversion\tdownloads\nx\t1\t12\ny\t1\t\n")
    answers = [TargetAnswer(f"{registry}:x", "package", "1", "mixed") for registry in ("npm", "pypi", "deb")]

    lines = [node(answer, column(table, 2), {"x": 3}) for answer in answers]

    assert [(line["key"], line["downloads"], line["rank"]) for line in lines] == [
        ("npm:x", 12, None),
        ("pypi:x", None, 3),
        ("deb:x", None, None),
    ]
    assert (column(table, 2), column(None, 2)) == ({"x": 12}, {})


def test_lines_stand_in_one_order_and_say_nothing_empty(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"

    write_lines([{"key": "b", "rank": None, "verdict": ""}, {"key": "a", "downloads": 0}], path)

    assert path.read_text() == '{"key":"a","downloads":0}\n{"key":"b"}\n'
    assert linked([{"key": "a"}, {"key": "b"}], [{"node": "a", "upstream": "c"}]) == [{"key": "a"}]
