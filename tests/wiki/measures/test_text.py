"""What a reader sees of a page is told from what only stands in its source."""

from __future__ import annotations

import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.measures import markup, refs, text, words


@pytest.mark.parametrize(
    ("wikitext", "seen"),
    [
        ("'''Prishtina''' është ''qytet''.", "Prishtina është qytet."),
        ("[[Kosova|Kosovës]] dhe [[Peja]]n, [[:Kategoria:Qytete]]", "Kosovës dhe Pejan, Kategoria:Qytete"),
        ("[[Kategoria:Qytete]] [[en:Pristina]] a", "a"),
        ("a {{infobox|x={{y|z}}|w={{{p|q}}}}} b", "a b"),
        ("a {{e pambyllur b", "a {{e pambyllur b"),
        ("a {{x {{y}} b", "a {{x b"),
        ("a<ref>{{cite|b}}</ref><ref name=c/> d<references><ref>e</ref></references>", "a d"),
        ("a<!-- b\n --> c <!-- pa fund", "a c"),
        ("<nowiki>[[a]] {{b}} <ref></nowiki>", "a b ref"),
        ("<pre>a  {{b}}</pre>", "a b"),
        ("<math>x^2</math> a <syntaxhighlight lang=x>b</syntaxhighlight>", "a"),
        ("[https://a.example burim] [https://a.example] https://a.example/x b", "burim b"),
        ("[[Skeda:A.jpg|thumb|200px|link=|Pamje e [[Peja|Pejës]] ]] a", "Pamje e Pejës\na"),
        ("[[Датотека:A.jpg|мини|десно]] а", "а"),
        ("[[File:A.jpg|upright=1.2|alt=b|c]]", "c"),
        ("<gallery>\nFile:A.jpg|Një [[b|c]]\nB.jpg\n</gallery>", "Një c"),
        ("== Historia ==\n* një\n# dy\n;a: b\n----\n:c", "Historia\nnjë\ndy\na: b\nc"),
        (
            '{| class="a"\n|+ T\n|-\n! scope="col" | V !! N\n|-\n| style="x" | 1 || [[a|b]]\nc\n|}\n d',
            "T\nV\nN\n1\nb\nc\nd",
        ),
        ("-{srpski}- -{sr-ec|тест}-", "srpski тест"),
        ("a<br/>b <b>c</b>d<div class='x'>e</div>", "a b cd e"),
        ("a&nbsp;b &lt;c&gt; __TOC__ __BEZSADRŽAJA__", "a b <c>"),
        ("l''''art''' a''''''b'''''", "l'art a'b"),
        ("", ""),
    ],
)
def test_visible_text(wikitext: str, seen: str) -> None:
    assert text.visible(wikitext) == seen


PIECES = (
    "fjalë ", "'''trashë''' ", " [[lidhje]] ", "[[a|b]]", "{{stampë|x=y}}", "{{a|{{b}}}}", "<!-- koment -->", "\n\n",
    "Косово ", "<b>c</b>", "&nbsp;", "<ref name=x />", "<nowiki>d</nowiki>", "\n== E ==\n", "\n* f\n",
)  # fmt: skip


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=15))
def test_a_parser_counts_the_same_words(pieces: list[str]) -> None:
    wikitext = "".join(pieces)
    stripped = mwparserfromhell.parse(wikitext.replace("<ref name=x />", "")).strip_code(keep_template_params=False)
    assert words.count(wikitext) == words.counted(str(stripped))


@given(st.text(alphabet="[]{}|<>!-'=*#:ab \n/ref", max_size=50))
def test_no_wikitext_is_an_error(wikitext: str) -> None:
    assert isinstance(text.visible(wikitext), str)
    assert isinstance(text.deletion_tag(wikitext), str)


def test_templates_are_found_inside_each_other_and_parameters_are_none() -> None:
    found = markup.templates("{{a|{{b}}}} {{{c|{{d}}}}} {{e")
    assert [(one.name, one.start, one.end) for one in found] == [("b", 4, 9), ("a", 0, 11), ("d", 17, 22)]
    assert [one.name for one in markup.templates("{{a|{{b}}}} {{d}}", outermost=True)] == ["a", "d"]


def test_elements_are_the_outermost_that_are_closed() -> None:
    found = markup.elements(
        "<ref>a<ref/> <!-- <ref>b</ref> --><ref name=c>d</REF ><ref x/><refs>e</refs><ref>f", "ref", "!--"
    )
    assert [(one.name, one.inside) for one in found] == [
        ("ref", "a<ref/> <!-- <ref>b"), ("ref", "d"), ("ref", None),
    ]  # fmt: skip
    assert [one.name for one in markup.elements("a <!-- b <ref>c</ref>", "ref", "!--")] == ["!--"]


@pytest.mark.parametrize(
    "piece", ["<ref>", "<ref ", "[[", "[//a", "= ", "<nowiki>", "<references>", "[[a|", "{{", "-{", "http"]
)
def test_what_is_opened_a_thousand_times_and_never_closed_is_read_like_anything_else(piece: str) -> None:
    assert isinstance(text.visible(piece * 20_000), str)
    assert refs.count(piece * 20_000) == 0


@pytest.mark.parametrize(
    ("wikitext", "words_for_it", "is_redirect"),
    [
        ("#REDIRECT [[Peja]]", None, True),
        (" #Ridrejto: [[Peja]]", None, True),
        ("#ПРЕУСМЕРИ [[Пећ]]", None, True),
        ("#REDIRECT [[Peja]]", ["#VIDI"], False),
        ("# Lista [[Peja]]", None, False),
        ("#REDIRECT Peja", None, False),
        ("a #REDIRECT [[Peja]]", None, False),
    ],
)
def test_redirects(wikitext: str, words_for_it: list[str] | None, is_redirect: bool) -> None:
    assert text.is_redirect(wikitext, words_for_it) is is_redirect


@pytest.mark.parametrize(
    ("wikitext", "templates", "tag"),
    [
        ("{{Grise|arsye}}\na", None, "Grise"),
        ("{{infobox}}{{Брисање}}", None, "Брисање"),
        ("{{Template:Proposed_deletion/dated|x}}", None, "Template:Proposed_deletion/dated"),
        ("<nowiki>{{delete}}</nowiki><!-- {{delete}} -->", None, ""),
        ("{{delete}}", [], ""),
        ("{{Fshij tani}} {{delete}}", ["fshij_tani"], "Fshij tani"),
        ("{{a|{{db}}}}", None, "db"),
        ("asgjë", None, ""),
    ],
)
def test_deletion_tags(wikitext: str, templates: list[str] | None, tag: str) -> None:
    assert text.deletion_tag(wikitext, templates) == tag
