"""What a revision changed follows from two texts; where one of them is not public, it is unknown."""

from __future__ import annotations

import datetime as dt
from typing import Any

from portal.academy.results.models import Measure
from portal.academy.results.reading.derive import UNKNOWN, derive
from portal.academy.results.reading.rows import Row, keys_packed
from portal.academy.results.states import Absence

AT = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)


def make_row(**fields: Any) -> Row:
    told = {
        "rev": 2, "parent": 1, "page": 7, "ns": 0, "title": "Mill", "user": 3, "name": "Ana", "at": int(AT.timestamp()),
        "size": 180, "delta": 180, "is_minor": False, "is_hidden": False, "tags": (),
    }  # fmt: skip
    return Row(**{**told, **fields})


def make_measure(size: int, words: int, refs: int, *keys: str, quality: float | None = 0.25) -> Measure:
    return Measure(
        size=size, words_latn=words, words_cyrl=1, words_other=0, refs=refs, keys=keys_packed(keys), quality=quality
    )


OWN, PARENT = make_measure(180, 30, 2, "url:b", "url:a"), make_measure(200, 35, 1, "url:a", quality=0.125)


def test_against_a_parent_that_is_there_all_is_known() -> None:
    found = derive(make_row(), OWN, PARENT, Absence.NONE, Absence.NONE)
    assert found.fields == {
        "delta": -20, "words_latn": -5, "words_cyrl": 0, "words_other": 0, "refs": 1, "sources": 1,
        "quality": 0.25, "quality_before": 0.125,
    }  # fmt: skip
    assert found.keys == {"url:b"}


def test_a_revision_that_begins_its_page_brings_all_that_is_in_it() -> None:
    found = derive(make_row(parent=0), OWN, None, Absence.NONE, Absence.NONE)
    assert found.fields == {
        "delta": 180, "words_latn": 30, "words_cyrl": 1, "words_other": 0, "refs": 2, "sources": 2,
        "quality": 0.25, "quality_before": 0.0,
    }  # fmt: skip
    assert found.keys == {"url:a", "url:b"}


def test_a_deleted_parent_makes_all_unknown_and_never_the_whole_size() -> None:
    found = derive(make_row(), OWN, None, Absence.NONE, Absence.MISSING)
    assert found.fields == {**UNKNOWN, "delta": None, "quality": 0.25}
    assert found.keys == frozenset()


def test_a_suppressed_parent_keeps_its_length_and_hides_the_rest() -> None:
    found = derive(make_row(delta=-20), OWN, None, Absence.NONE, Absence.HIDDEN)
    assert found.fields == {**UNKNOWN, "delta": -20, "quality": 0.25}


def test_what_was_measured_before_it_was_suppressed_is_not_told() -> None:
    found = derive(make_row(), OWN, PARENT, Absence.HIDDEN, Absence.NONE)
    assert found.fields == {**UNKNOWN, "delta": -20, "quality": None}
    assert found.keys == frozenset()


def test_a_text_that_nobody_read_is_unknown() -> None:
    assert derive(make_row(delta=9), None, PARENT, "", "").fields == {**UNKNOWN, "delta": -20, "quality": None}
