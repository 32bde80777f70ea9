"""Prints are read back as they were written, and what is no print is refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listed.origin.binary import Sections, as_bytes, packed
from listed.origin.prints import load
from tests.listed.origin.make_prints import make_face, make_origin, make_prints, make_rows

ROOT = Path(__file__).resolve().parents[3]
BINARY = ROOT / "src/listed/origin/prints.bin"

sys.path.append(str(ROOT / "data"))
from build.prints.history import across  # noqa: E402
from build.prints.pack import pack, unpacked  # noqa: E402


@given(st.dictionaries(st.text(min_size=1), st.binary()), st.lists(st.integers(0, 65_535)))
def test_sections_are_read_back(sections: dict[str, bytes], numbers: list[int]) -> None:
    found = Sections(packed(sections | {"numbers": as_bytes("H", numbers)}))
    assert {name: found.raw(name) for name in sections if name != "numbers"} == {
        name: data for name, data in sections.items() if name != "numbers"
    }
    assert list(found.numbers("numbers", "H")) == numbers


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="build them again"):
        Sections(b"listed names 1\n")


def test_what_is_kept_is_small_and_packs_to_the_same_bytes() -> None:
    sections = Sections.read(BINARY)
    about = sections.json("about")
    records, faces = unpacked(sections, ())
    assert pack(records, faces, about["fit"], about["as_of"]) == BINARY.read_bytes()
    assert BINARY.stat().st_size < 1_500_000


def test_an_origin_that_is_left_out_leaves_the_others_as_they_were() -> None:
    records, faces = unpacked(Sections.read(BINARY), {"npm:country-list"})
    ids = {record["id"] for record in records}
    assert ids == set(load().ids) - {"npm:country-list"}
    assert {face.origin for face in faces} == ids


def test_every_wording_holds_the_features_that_its_lanes_say() -> None:
    prints = make_prints(
        [make_origin("npm:one"), make_origin("npm:two")],
        make_face("npm:one", make_rows()),
        make_face("npm:two", make_rows(XK="Kosova", GB="Britain")),
    )
    said = [set[int](), set[int]()]
    for feature in range(len(prints.marks)):
        for first, behind in prints.lanes.stretches(feature):
            for wording in range(first, behind):
                said[wording].add(feature)
    assert said == [set(prints.held(0)), set(prints.held(1))]


def test_releases_between_two_that_differ_are_read_until_the_change_is_found() -> None:
    told = {version: [{"rows": [] if int(version) < 6 else ["Kosovo"]}] for version in "0123456789"}
    asked: list[str] = []

    def look(version: str) -> list[dict[str, object]]:
        asked.append(version)
        return told[version]

    assert list(across("0123456789", 6, look)) == sorted(asked)
    assert {"5", "6"} <= set(asked)
    assert len(asked) <= 6


def test_a_release_that_is_withheld_is_left_out() -> None:
    assert list(across("012", 3, lambda version: None if version == "1" else [{"rows": [version]}])) == ["0", "2"]
