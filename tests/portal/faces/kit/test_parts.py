"""A list as read is shown around its gap."""

from __future__ import annotations

from portal.faces.kit.parts import Row, with_gap, with_place

ROWS = [(name, name[:2].upper()) for name in ("Angola", "Benin", "Chad", "Latvia", "Mali")]


def test_the_gap_stands_between_its_neighbours() -> None:
    assert with_gap(ROWS, 3, "Kosovo", "XK", around=1) == [
        Row("", mark="more", count=2),
        Row("Chad", "CH"),
        Row("Kosovo", "XK", "gap"),
        Row("Latvia", "LA"),
        Row("", mark="more", count=1),
    ]


def test_a_gap_at_the_end_has_nothing_after_it() -> None:
    assert with_gap(ROWS, 5, "Kosovo", "XK", around=9)[-1] == Row("Kosovo", "XK", "gap")


def test_the_place_itself_is_marked() -> None:
    assert with_place(ROWS, 0, around=1) == [
        Row("Angola", "AN", "place"),
        Row("Benin", "BE"),
        Row("", mark="more", count=3),
    ]
