"""Whatever a row holds, an element that was sealed with it gives it back; elements of IATI come first."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from portal.strategy.donor import own
from portal.strategy.donor.parse import parse

words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff", min_codepoint=32), max_size=12
)
leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), words)
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=6
)


def read(element: etree._Element) -> dict[str, Any]:
    """What anybody would read: the title, and a code that is always there."""
    return {"title": element.findtext("title"), "code": element.get("code")}


@given(st.dictionaries(words, values, max_size=4), words)
def test_a_sealed_row_comes_back_whole(row: dict[str, Any], title: str) -> None:
    element = etree.Element("thing", code="7")
    etree.SubElement(element, "title").text = title
    own.seal(element, "thing", row, read)
    assert own.whole(parse(etree.tostring(element)), "thing", read) == row


def test_what_iati_says_is_not_said_twice() -> None:
    element = etree.Element("thing", code="7")
    etree.SubElement(element, "title").text = "T"
    own.seal(element, "thing", {"title": "T", "code": "7", "more": 1}, read)
    assert own.rows(element, "thing") == [{"more": 1}]


def test_whoever_changes_what_iati_says_is_heard() -> None:
    element = etree.Element("thing", code="7")
    etree.SubElement(element, "title").text = "T"
    own.seal(element, "thing", {"title": "T", "code": "7"}, read)
    element.find("title").text = "New"
    assert own.whole(element, "thing", read) == {"title": "New", "code": "7"}


def test_what_is_not_ours_gives_no_row() -> None:
    assert own.whole(etree.Element("thing"), "thing", read) is None


def test_signs_that_no_xml_can_hold_are_left_out() -> None:
    element = etree.Element("thing")
    own.put(element, "thing", {"a": "b\x00\x0bc\ud800"})
    assert own.rows(element, "thing") == [{"a": "bc"}]
