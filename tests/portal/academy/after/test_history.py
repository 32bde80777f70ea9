"""Academies before this portal are cited: each figure has a source, and a day on which it was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from portal.academy.after.history import Cited, _read, past

LANGUAGES = {"en", "sq", "sr"}


def test_the_first_academy_is_told_as_its_source_tells_it() -> None:
    first = past()[0]
    assert (first.name, first.began, first.ended) == ("Wiki Academy I", "2012-12", "2013-03")
    assert {key: (one.value, one.bound) for key, one in first.figures.items()} == {
        "open_houses": (17, ""),
        "visitors": (600, "at-least"),
        "writers": (140, ""),
        "participants": (230, ""),
        "days": (3, ""),
        "created": (40, "about"),
        "images": (1418, ""),
    }


def test_each_is_named_in_every_language_and_has_a_source() -> None:
    for one in past():
        assert (set(one.names), set(one.notes), one.source[:8]) == (LANGUAGES, LANGUAGES, "https://"), one.slug


def test_the_figures_that_are_told_say_what_they_count() -> None:
    first, together = past()
    assert (first.by, first.reported, together.by, together.reported) == (
        "IPKO Foundation",
        2013,
        "Wikimania 2016",
        2016,
    )
    with translation.override("sq"):
        assert [(name, one.value) for name, one in first.told] == [
            ("vizitorë të ditëve të hapura", 600),
            ("shkrues të zgjedhur", 140),
            ("artikuj të shkruar në tri ditë", 40),
            ("fotografi", 1418),
        ]
    assert [set(words) for words in first.said.values()] == [LANGUAGES] * 4
    assert together.told == []


def test_a_bound_that_is_none_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "history.toml"
    place.write_text(
        '[[academy]]\nslug="a"\nkind="wiki"\nbegan="2013"\nended="2013"\nby="x"\nreported=2013\nsource="x"\nas_of=2026-11-23\n'
        'figures={created={value=1,bound="nearly"}}\nnames={en="A"}\nnotes={en="A"}\n'
    )
    with pytest.raises(ValueError, match="nearly"):
        _read(place)
    assert Cited(3).bound == ""
