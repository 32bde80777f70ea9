"""The stages and the measures are read from their files, and read again only where a file has changed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from portal.catalogue.chain import Chain, Measured, chain

ROW = {
    "slug": "codes", "package": "npm:a", "version": "1.0", "where": "data.json", "verdict": "missing", "code": "",
    "finding": "249 rows; none has XK.", "read_at": "2026-11-23T10:00:00Z",
}  # fmt: skip


def make_files(folder: Path, stages: str, *rows: dict[str, object]) -> Path:
    (folder / "chain.toml").write_text(stages)
    (folder / "measured.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def test_stages_and_copies_stand_in_the_order_of_their_files(tmp_path: Path) -> None:
    folder = make_files(tmp_path, 'codes = ["codes"]\ndata = ["names", "codes-2"]\n', ROW, {**ROW, "package": "npm:b"})
    at = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
    copies = tuple(
        Measured("codes", name, "1.0", "data.json", "missing", "", "249 rows; none has XK.", at)
        for name in ("npm:a", "npm:b")
    )
    assert chain(folder) == Chain({"codes": ("codes",), "data": ("names", "codes-2")}, {"codes": copies})


def test_a_program_may_have_no_version(tmp_path: Path) -> None:
    (found,) = chain(make_files(tmp_path, "", {**ROW, "version": None})).measured["codes"]
    assert found.version == ""


def test_a_file_is_read_again_once_it_changed(tmp_path: Path) -> None:
    first = chain(make_files(tmp_path, 'codes = ["codes"]\n', ROW))
    assert chain(tmp_path) is first
    make_files(tmp_path, 'codes = ["other"]\n', {**ROW, "slug": "other"})
    assert set(chain(tmp_path).measured) == {"other"}


def test_without_files_there_is_no_chain(tmp_path: Path) -> None:
    assert chain(tmp_path) == Chain({}, {})
