"""Whatever bytes a document holds and whatever it is called, its audit raises nothing."""

from __future__ import annotations

import random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from listed.lists.find import _ENDINGS
from tests.fuzz import spoil
from tests.fuzz.fuzz_audit import look, one, run

ENDINGS = ["", "js", "php", "py", "dll", *_ENDINGS]
STEMS = st.sampled_from(["a", "sq", "locale/sq_XK", "", "flags/xk"]) | st.text(max_size=20)
NAMES = st.builds(lambda stem, ending: f"{stem}.{ending}" if ending else stem, STEMS, st.sampled_from(ENDINGS))
MEDIA = st.sampled_from(spoil.MEDIA) | st.text(max_size=40)
LISTS = st.builds(
    lambda index, before, after: before + spoil.seeds()[index] + after,
    st.integers(0, len(spoil.seeds()) - 1),
    st.binary(max_size=60),
    st.binary(max_size=60),
)
TEXTS = st.lists(st.sampled_from(spoil.TOKENS) | st.binary(max_size=8), max_size=200).map(b"".join)


@settings(max_examples=400)
@given(st.binary(max_size=4000) | TEXTS, NAMES, MEDIA | st.none())
@example(b"", "", None)
@example(b"<" * 100, "a.html", "text/html; charset=idna")
def test_any_bytes_under_any_name(data: bytes, name: str, media: str | None) -> None:
    look(data, name, media)


@settings(max_examples=200)
@given(LISTS | st.builds(lambda first, second: first + second, LISTS, TEXTS), NAMES, MEDIA | st.none())
def test_any_list_under_any_name(data: bytes, name: str, media: str | None) -> None:
    look(data, name, media)


def test_each_ending_reads_each_list() -> None:
    for ending in ENDINGS:
        for data in spoil.seeds():
            look(data[:20_000], f"list.{ending}")


def test_the_fuzz_target_for_a_short_while() -> None:
    for seed in range(150):
        one(seed)
    assert run(first=random.randrange(1 << 40), seconds=4) > 0
