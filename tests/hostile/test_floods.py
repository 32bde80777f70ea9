"""One thing repeated without end, in every form of document: read in one pass."""

from __future__ import annotations

import pytest
from tests.hostile.floods import CASES, HUGE, UNITS
from tests.hostile.keeper import verdicts

MODULE = "tests.hostile.floods"
KINDS = sorted({case.group for case in CASES.values()})
# Found, and not mended yet.
WAITING = {
    "script: encoded quotes": "a pattern is tried anew at each sign",
    "script: css rules": "each bracket that never closes is read to the end",
    "string: css rules": "each bracket that never closes is read to the end",
    "code: css rules": "each bracket that never closes is read to the end",
    "json: css rules": "each bracket that never closes is read to the end",
    "literal: escaped quotes": "a string that never ends is tried anew at each quote in it",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_flood_of_anything_is_read(kind: str) -> None:
    chosen = [name for name, case in CASES.items() if case.group == kind and name not in {*WAITING, *HUGE}]
    assert len(chosen) > len(UNITS) // 2
    verdicts(MODULE, chosen, seconds=120)


@pytest.mark.parametrize("kind", sorted({CASES[name].group for name in HUGE}))
def test_a_flood_of_a_million_is_read(kind: str) -> None:
    verdicts(MODULE, [name for name in HUGE if CASES[name].group == kind and name not in WAITING], seconds=120)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=why)) for name, why in WAITING.items()],
)
def test_a_flood_that_takes_too_long(name: str) -> None:
    verdicts(MODULE, [name], seconds=6)


def test_a_list_before_a_flood_is_still_found() -> None:
    chosen = [f"{kind}: {unit}" for kind in ("page", "code", "xml", "style") for unit in ("spaces", "lines", "zeros")]
    assert all(found == ["listed"] for found in verdicts(MODULE, chosen).values())
