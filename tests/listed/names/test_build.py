"""The binary is what the tables say, byte for byte."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from listed.names.binary import KeyTable, Pack

ROOT = Path(__file__).resolve().parents[3]
BINARY = ROOT / "src/listed/names/names.bin"

sys.path.append(str(ROOT / "data"))
from build.pack import Writer, pack  # noqa: E402


def test_the_tables_give_the_binary_that_is_kept() -> None:
    assert pack() == BINARY.read_bytes()


def test_a_table_is_read_back_as_it_was_written() -> None:
    ids = {"kosovo": {"XK"}, "kongo": {"CD", "CG"}, "косово": {"XK"}, "𞤑𞤮𞤧𞤮𞤾𞤮": {"XK"}}
    writer = Writer()
    writer.keys("t", ids)
    table = KeyTable(Pack(writer.data()), "t")
    assert {key: set(table.get(key)) for key in ids} == ids


def test_an_empty_table_is_read_back_empty() -> None:
    writer = Writer()
    writer.keys("t", {})
    table = KeyTable(Pack(writer.data()), "t")
    assert (table.get("x"), table.get("ж")) == (frozenset(), frozenset())


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="build it again"):
        Pack(b"something else")


@pytest.mark.parametrize("path", sorted((ROOT / "data/names").rglob("*.tsv")), ids=lambda path: path.name)
def test_every_row_of_every_table_has_its_source(path: Path) -> None:
    head, *rows = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    width = len(head.split("\t"))
    assert [row for row in rows if len(row.split("\t")) != width or not row.split("\t")[-1]] == []


def test_every_place_file_is_whole() -> None:
    for path in (ROOT / "data/places").glob("*.toml"):
        assert tomllib.loads(path.read_text(encoding="utf-8"))["id"].lower() == path.stem
