"""Documents that are too deep, too large or not what they say: each gives a plain answer in bounded time and memory."""

from __future__ import annotations

import importlib

import pytest

from listed.lists.directory import tables_of_paths
from tests.hostile import depths, odd, sizes, traps
from tests.hostile.keeper import Case, verdicts

LARGE = 3072


def check(module: str, cases: dict[str, Case], **how: int) -> None:
    assert importlib.import_module(module).CASES.items() >= cases.items()
    found = verdicts(module, list(cases), **how)
    wanted = {name: [case.world] for name, case in cases.items() if case.world}
    assert {name: found[name] for name in wanted} == wanted


def test_nothing_is_too_deep() -> None:
    check("tests.hostile.depths", depths.CASES)


@pytest.mark.parametrize("kind", sorted({name.partition(":")[0] for name in traps.CASES}))
def test_nothing_is_tried_over_and_over(kind: str) -> None:
    check("tests.hostile.traps", {name: case for name, case in traps.CASES.items() if name.startswith(kind)})


def test_folders_with_very_long_names_are_read() -> None:
    names = [f"{'a' * 200_000}{number}.svg" for number in range(100)]
    assert [len(table.columns["name"]) for table in tables_of_paths(names)] == [100]


def test_what_lies_about_itself() -> None:
    check("tests.hostile.odd", odd.CASES)


@pytest.mark.parametrize("group", sorted({case.group for case in sizes.CASES.values()}))
def test_nothing_is_too_large(group: str) -> None:
    chosen = {name: case for name, case in sizes.CASES.items() if case.group == group}
    check("tests.hostile.sizes", chosen, mib=LARGE)
