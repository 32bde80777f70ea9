"""The public requests of the past: facts alone, days that can be, one line a thread."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FIELDS = ["id", "url", "list_type", "outcome", "opened", "closed", "as_of"]


@pytest.fixture(scope="module")
def script(root: Path) -> ModuleType:
    """The script that builds the file."""
    spec = importlib.util.spec_from_file_location("build_asked", root / "data/build_asked.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_thread(**fields: Any) -> dict[str, Any]:
    """A thread as it was gathered, with words of people in it."""
    values = {
        "repo": "a/b", "number": 7, "url": "https://github.com/a/b/issues/7", "list_type": "list", "outcome": "added",
        "opened": "2024-01-01", "closed": "2024-02-01", "argument": "please", "reason": None,
    }  # fmt: skip
    return {**values, **fields}


def test_each_line_of_the_file_is_what_the_script_writes(root: Path, script: ModuleType) -> None:
    rows = [json.loads(line) for line in (root / "data/indicator/asked.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {tuple(row) for row in rows} == {tuple(FIELDS)}
    assert [script.line(row, dt.date.fromisoformat(row["as_of"])) for row in rows] == rows


def test_words_of_people_are_left_out(script: ModuleType) -> None:
    assert script.line(make_thread(), dt.date(2026, 11, 23)) == {
        "id": "a/b#7",
        "url": "https://github.com/a/b/issues/7",
        "list_type": "list",
        "outcome": "added",
        "opened": "2024-01-01",
        "closed": "2024-02-01",
        "as_of": "2026-11-23",
    }


@pytest.mark.parametrize("days", [{"closed": "2023-12-31"}, {"closed": "2026-11-24"}, {"opened": "2026-12-01"}])
def test_days_that_cannot_be_are_refused(script: ModuleType, days: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="issues/7"):
        script.line(make_thread(**days), dt.date(2026, 11, 23))
