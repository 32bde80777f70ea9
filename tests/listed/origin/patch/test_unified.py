"""Whatever is inserted wherever, the real programs make of the old file what the diff says."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from listed.origin.patch.draft import Draft, Insertion
from listed.origin.patch.unified import quoted, unified
from tests.listed.origin.patch.make_packages import apply

TEXTS = some.lists(some.sampled_from(["a", "b,", "  {", "}", "", "\r", "ë"]), max_size=30).map("\n".join)
ADDED = some.lists(some.sampled_from(["x", "  {\n", "}\n", "\n", ",\n  y"]), min_size=1, max_size=3).map("".join)


@pytest.mark.slow
@pytest.mark.parametrize("program", ["patch", "git"])
@settings(max_examples=60, deadline=None)
@given(text=TEXTS, places=some.lists(some.tuples(some.integers(0, 80), ADDED), min_size=1, max_size=4))
def test_programs_make_the_new_file(program: str, text: str, places: list[tuple[int, str]]) -> None:
    draft = Draft(text or "a", [Insertion(min(at, len(text or "a")), added) for at, added in places])
    old = draft.original.encode()
    placed = [(len(draft.original[: one.at].encode()), one.text.encode()) for one in draft.whole_lines()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "f.txt").write_bytes(old)
        apply(program, folder, unified("f.txt", old, placed))
        assert (folder / "f.txt").read_bytes() == draft.text.encode()


@given(text=TEXTS, places=some.lists(some.tuples(some.integers(0, 80), ADDED), max_size=4))
def test_insertions_that_are_moved_give_the_same_text(text: str, places: list[tuple[int, str]]) -> None:
    draft = Draft(text, [Insertion(min(at, len(text)), added) for at, added in places])
    moved = list(draft.whole_lines())
    assert [one.at for one in moved] == sorted(one.at for one in moved)
    assert Draft(text, moved).text == draft.text


def test_places_in_a_grown_text_are_found_in_the_first_one() -> None:
    draft = Draft("abcd", [Insertion(2, "XX")])
    more = draft.with_more([Insertion(5, "Y"), Insertion(0, "Z")])
    assert more is not None
    assert more.text == "ZabXXcYd"
    assert draft.with_more([Insertion(3, "inside")]) is None


def test_whole_lines_are_added_as_whole_lines() -> None:
    old = '[\n  {"a": 1},\n  {"c": 3}\n]\n'
    draft = Draft(old, [Insertion(old.index('{"c"'), '{"b": 2},\n  ')])
    placed = [(one.at, one.text.encode()) for one in draft.whole_lines()]
    assert unified("x.json", old.encode(), placed).decode() == (
        '--- a/x.json\n+++ b/x.json\n@@ -1,4 +1,5 @@\n [\n   {"a": 1},\n+  {"b": 2},\n   {"c": 3}\n ]\n'
    )


@pytest.mark.parametrize("name", ["with space.json", "naïve.json", 'quo"te.json', "back\\slash.json"])
@pytest.mark.parametrize("program", ["patch", "git"])
def test_names_of_files_are_written_as_the_programs_read_them(program: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"a\n")
    apply(program, tmp_path, unified(name, b"a\n", [(2, b"b\n")]))
    assert (tmp_path / name).read_bytes() == b"a\nb\n"


def test_plain_names_stay_plain() -> None:
    assert [quoted("a/b.json"), quoted("ë")] == ["a/b.json", '"\\303\\253"']
