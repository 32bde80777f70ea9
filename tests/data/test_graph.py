"""What goes into the graph's files: Debian's dependents, ranges of versions, origins of lists, and lines in order."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "data"))

from graph import debian  # noqa: E402
from graph.lines import linked, write_lines  # noqa: E402
from graph.packages import bare, column, copies, exact, node  # noqa: E402
from graph.ranges import admits  # noqa: E402

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


def make_list(origin: Origin | None, where: str = "a.json", scope: str = "world") -> ListAnswer:
    return ListAnswer(where, "country", 249, 249, scope, "missing", origin=origin)


def test_a_copy_is_linked_to_the_target_that_stands_for_its_origin_by_its_surest_list() -> None:
    lists = (
        make_list(Origin("iso-3166-1", None, 0.7)),
        make_list(Origin("iso-3166-1", "2020", 0.912), "b.json"),
        make_list(Origin("npm:unsure", None, 0.5)),
        make_list(Origin("npm:elsewhere", None, 0.9)),
        make_list(Origin("npm:picker", None, 0.9)),
        make_list(Origin("npm:part", None, 0.9), scope="regional"),
        make_list(None),
    )
    answer = TargetAnswer("npm:picker@1.0", "package", "1.0", "missing", None, lists)

    found = list(copies(answer, {"iso-3166-1": "iso"}, {"iso", "npm:unsure", "npm:picker", "npm:part"}))

    assert [{name: one[name] for name in one if name != "as_of"} for one in found] == [
        {
            "node": "npm:picker",
            "upstream": "iso",
            "how": "copies",
            "confidence": 0.91,
            "version": "2020",
            "source": "b.json in 1.0",
        }
    ]


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
