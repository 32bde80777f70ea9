"""Marks in texts: whatever is in them stays text, and both versions can be read out of a difference."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from portal.faces.desk.marks import difference, marked

LINES = st.lists(st.sampled_from(["Hello,", "please add it.", "<b>bold</b>", "a & b", "", "Thank you."]), max_size=8)


def without(shown: str, gone: str, kept: str) -> list[str]:
    """The lines of one version: the tags of the other and what is in them taken out."""
    text = re.sub(rf"<{gone}>.*?</{gone}>", "", shown, flags=re.DOTALL)
    return [line for line in html.unescape(re.sub(rf"</?{kept}>", "", text)).split("\n") if line]


@given(LINES, LINES)
def test_both_versions_can_be_read_out_of_a_difference(old: list[str], new: list[str]) -> None:
    shown = str(difference("\n".join(old), "\n".join(new)))
    assert without(shown, "del", "ins") == [line for line in new if line]
    assert without(shown, "ins", "del") == [line for line in old if line]


@given(st.text(max_size=60), st.lists(st.text(max_size=5), max_size=4))
def test_marked_text_is_the_text(text: str, found: list[str]) -> None:
    shown = str(marked(text, found))
    assert html.unescape(shown.replace("<mark>", "").replace("</mark>", "")) == text


def test_what_was_found_is_marked_and_markup_is_not_run() -> None:
    assert marked("<i>Ann</i> a@b.c", ["a@b.c", "Ann"]) == "&lt;i&gt;<mark>Ann</mark>&lt;/i&gt; <mark>a@b.c</mark>"
