"""One thing repeated without end, in every form of document: read in one pass."""

from __future__ import annotations

import pytest

from tests.hostile.floods import CASES, HUGE, UNITS
from tests.hostile.keeper import verdicts

MODULE = "tests.hostile.floods"
KINDS = sorted({case.group for case in CASES.values()})


@pytest.mark.parametrize("kind", KINDS)
def test_a_flood_of_anything_is_read(kind: str) -> None:
    chosen = [name for name, case in CASES.items() if case.group == kind and name not in HUGE]
    assert len(chosen) > len(UNITS) // 2
    verdicts(MODULE, chosen, seconds=120)


@pytest.mark.parametrize("kind", sorted({CASES[name].group for name in HUGE}))
def test_a_flood_of_a_million_is_read(kind: str) -> None:
    verdicts(MODULE, [name for name in HUGE if CASES[name].group == kind], seconds=120)


def test_a_list_before_a_flood_is_still_found() -> None:
    chosen = [f"{kind}: {unit}" for kind in ("page", "code", "xml", "style") for unit in ("spaces", "lines", "zeros")]
    assert all(found == ["listed"] for found in verdicts(MODULE, chosen).values())
