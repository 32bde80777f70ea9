"""Going back to an earlier text reverts what stood between, within fifteen revisions."""

from __future__ import annotations

from wiki.measures import reverts


def test_revisions_between_two_equal_texts_are_reverted() -> None:
    assert reverts.of([(1, "a"), (2, "b"), (3, "c"), (4, "a"), (5, "d")]) == {2, 3}


def test_saving_the_same_text_again_reverts_nothing() -> None:
    assert reverts.of([(1, "a"), (2, "a"), (3, "b"), (4, "a")]) == {3}


def test_what_lies_further_back_than_the_radius_is_no_revert() -> None:
    rows: list[tuple[int, str | None]] = [(0, "a"), *((number, f"t{number}") for number in range(1, 15)), (15, "a")]
    assert reverts.of(rows) == set(range(1, 15))
    assert reverts.of([*rows[:-1], (15, "x"), (16, "a")]) == set()
    assert reverts.of([(1, "a"), (2, "b"), (3, "a")], radius=1) == set()


def test_hidden_texts_equal_nothing_but_can_be_reverted() -> None:
    assert reverts.of([(1, None), (2, "b"), (3, None), (4, "b"), (5, None)]) == {3}


def test_a_war_of_reverts_reverts_both_sides() -> None:
    assert reverts.of([(1, "a"), (2, "b"), (3, "a"), (4, "b"), (5, "a")]) == {2, 3, 4}
