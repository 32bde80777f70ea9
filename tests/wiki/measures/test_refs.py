"""Footnotes are counted as parsers count them, and two footnotes that name one source are one."""

from __future__ import annotations

import mwparserfromhell
import pytest
import wikitextparser
from hypothesis import given
from hypothesis import strategies as st

from wiki.measures import addresses, refs

PIECES = (
    "<ref>a</ref>", '<ref name="x">b [https://a.example c]</ref>', '<ref name="x" />', "<ref name=y/>", "<REF>d</REF>",
    " text ", "{{cite web|url=https://b.example/}}", "<ref group=n>{{cite|title=e}}</ref>", "\n\n",
    "<!-- <ref>no</ref> -->", "'''f'''", "[[g|h]]", "<nowiki><ref>no</ref></nowiki>",
)  # fmt: skip


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_two_parsers_count_the_same_footnotes(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = mwparserfromhell.parse(text).filter_tags(matches=lambda tag: str(tag.tag).lower() == "ref")
    assert refs.count(text) == len(found)
    bare = text.replace("<nowiki><ref>no</ref></nowiki>", "").replace("REF>", "ref>")
    assert refs.count(bare) == len(wikitextparser.parse(bare).get_tags("ref"))


def test_a_reused_footnote_is_a_mark_but_no_new_source() -> None:
    text = '<ref name="a">https://a.example/x</ref> <ref name="a" /> <ref name="a" group="g"/>'
    assert (refs.count(text), refs.keys(text)) == (3, {"url:a.example/x"})


def test_definitions_kept_for_the_list_are_no_marks_but_name_their_sources() -> None:
    text = '<ref name="a" /><references group="n">\n<ref name="a">https://a.example</ref>\n</references>'
    assert (refs.count(text), refs.keys(text)) == (1, {"url:a.example"})
    text = '<ref name="a"/>{{reflist|30em|refs=\n<ref name="a">{{cite|url=https://a.example}}</ref>}}'
    assert (refs.count(text), refs.keys(text)) == (1, {"url:a.example"})
    assert refs.count("<ref>a</ref><references /><ref>b</ref>") == 2


def test_short_footnote_templates_are_marks_and_one_source_for_all_pages() -> None:
    text = "{{sfn|Malcolm|1998|p=3}}{{Sfn|Malcolm|1998|p=30}}{{sfn|Elsie|2004}}"
    assert (refs.count(text), refs.keys(text)) == (3, {"short:malcolm|1998", "short:elsie|2004"})
    assert refs.count("{{fusnotë|A|1}}{{sfn|B|2}}", ["Fusnotë"]) == 1
    assert refs.keys("{{fusnotë|A|1}}{{sfn|B|2}}", ["Fusnotë"]) == {"short:a|1"}


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("{{cite|doi=10.1000/ABC.1|url=https://x.example}}", "doi:10.1000/abc.1"),
        ("https://doi.org/10.1000/abc.1.", "doi:10.1000/abc.1"),
        ("Noel Malcolm, ISBN 0-306-40615-2, f. 3", "isbn:9780306406157"),
        ("{{cite book|isbn=978-0-306-40615-7}}", "isbn:9780306406157"),
        ("ISBN 0-306-40615-3 https://x.example/a", "url:x.example/a"),
        ("[https://web.archive.org/web/20200101000000/http://www.x.example/a/ arkiv]", "url:x.example/a"),
        ("{{cite web|url=HTTPS://WWW.X.example:443/a?utm_source=q&b=1&a=2#fund |title=T}}", "url:x.example/a?a=2&b=1"),
        ("//x.example/%C3%AB", "url:x.example/%C3%AB"),
        ("//x.example/ë", "url:x.example/%C3%AB"),
        ("https://кс.example/", "url:" + "кс".encode("idna").decode() + ".example"),
        ("Gazeta ''Zëri'',  1990", refs.key("gazeta zëri, 1990")),
        ("https://[bad/ text", refs.key("https://[bad/ TEXT")),
    ],
)
def test_one_source_has_one_key_however_it_is_written(content: str, key: str) -> None:
    assert refs.key(content) == key


def test_gained_tells_new_marks_and_sources_that_were_not_named_before() -> None:
    old = "<ref>https://a.example</ref>"
    new = old + "<ref>http://www.a.example/</ref><ref>https://b.example</ref>"
    assert refs.gained(old, new) == (2, {"url:b.example"})
    assert refs.gained(new, old) == (-2, frozenset())
    assert refs.gained(None, old) == (1, {"url:a.example"})


def test_what_is_not_closed_or_commented_out_is_no_footnote() -> None:
    assert refs.footnotes("<ref>a") == []
    assert refs.count("<!-- <ref>a</ref>") == 0
    assert refs.count("<references/><refx>a</refx>") == 0
    assert refs.footnotes("no footnote") == []


@given(address=st.text(max_size=40))
def test_any_text_has_a_key_and_none_is_an_error(address: str) -> None:
    assert refs.key(address)
    assert addresses.normal(address) is None or isinstance(addresses.normal(address), str)
