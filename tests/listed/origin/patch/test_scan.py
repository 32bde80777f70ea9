"""Brackets are read with the place of every value, and no text, however broken, stops the reader."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from listed.origin.patch.brackets import grids_of
from listed.origin.patch.grid import Cell
from listed.origin.patch.scan import Node, containers, scan


def test_each_value_has_its_place() -> None:
    text = "x = {'a': [1, \"b\"], c: f(d)} // end"
    node = scan(text, 4)
    assert text[node.start : node.end] == "{'a': [1, \"b\"], c: f(d)}"
    assert [entry.key and entry.key.text for entry in node.entries] == ["a", "c"]
    assert [text[entry.start : entry.end] for entry in node.entries] == ["'a': [1, \"b\"]", "c: f(d)"]
    (inner,) = node.entries[0].values
    assert isinstance(inner, Node)
    assert [value for entry in inner.entries for value in entry.values] == [
        Cell(11, 12, "1", ""),
        Cell(14, 17, "b", '"'),
    ]


def test_a_sign_behind_the_last_row_is_remembered() -> None:
    assert [scan("[1, 2,]").trailing, scan("[1, 2]").trailing, scan("[1, [2,]]").trailing] == [6, -1, -1]


def test_quotes_that_nothing_closes_are_given_up() -> None:
    assert isinstance(scan('["' + '\\"' * 100_000), Node)


def test_brackets_that_nothing_closes_end_with_the_text() -> None:
    assert len(containers(scan("[" * 100_000))) < 100


@given(some.text(alphabet="[]{}()\"'`\\,:;\n ab1/#*", max_size=200))
def test_any_text_is_read_and_every_cell_is_where_it_says(text: str) -> None:
    for grid in grids_of(text, 0, fewest=1):
        for row in grid.rows:
            assert 0 <= row.start <= row.end <= len(text)
            for cell in row.cells.values():
                assert text[cell.start : cell.end].startswith(cell.quote)
