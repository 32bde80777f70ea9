"""Words are counted by script as people count them, in Albanian, Serbian and others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.measures import words


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Gjuha shqipe: ë, ç; s'ka, s’ka", {"Latn": 6}),
        ("Љиљана Џанановић и Ђорђе", {"Cyrl": 4}),
        ("Ljiljana ǈubav Đorđe", {"Latn": 3}),
        ("Prishtinë-Pejë 1999 2,5 % 😀 4G", {"Latn": 3}),
        ("Κοσσυφοπέδιο كوسوفو Kosova Косово Косова", {"Cyrl": 2, "Grek": 1, "Arab": 1, "Latn": 1}),
        ("e\u0308shte\u0308 كُوسُوفُو", {"Latn": 1, "Arab": 1}),
        ("中文字 ไทย", {"Hani": 3, "Thai": 3}),
        ("don't O'Brien ''x'' 'y'", {"Latn": 4}),
        ("कोसोवो કોસોવો", {"Deva": 1, "Gujr": 1}),
        ("ꙮ 𐔀", {"Cyrl": 1, "Elba": 1}),
        ("", {}),
        ("12 + 3", {}),
    ],
)
def test_words_by_script(text: str, counted: dict[str, int]) -> None:
    assert words.count(text) == counted


def test_gained_tells_each_script_that_changed_also_down() -> None:
    assert words.gained("një dy Косово", "një Kosovo i Метохија") == {"Latn": 1}
    assert words.gained("Косово", "Kosova") == {"Latn": 1, "Cyrl": -1}
    assert words.gained(None, "një dy") == {"Latn": 2}
    assert words.gained("një", "dy") == {}


@given(st.text(max_size=60))
def test_any_text_has_a_count(text: str) -> None:
    assert all(number > 0 for number in words.count(text).values())


@given(st.text(alphabet="abcXYZ' -.1", max_size=60))
def test_plain_letters_are_counted_alike_by_both_ways(text: str) -> None:
    plain = words.counted(text).get("Latn", 0)
    assert words.counted(f"{text} ë") == {"Latn": plain + 1}
