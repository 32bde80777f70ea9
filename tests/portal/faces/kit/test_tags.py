"""Tags draw what templates name."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from portal.audit.models import Verdict
from portal.faces.kit.icons import DRAWINGS
from portal.faces.kit.tongues import tongues


def drawn(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_has_icon_word_and_colour(verdict: Verdict) -> None:
    html = drawn("{% verdict v %}", v=verdict.value)
    assert (f"is-{verdict.value}" in html, "<svg" in html, str(verdict.label) in html) == (True, True, True)


def test_each_verdict_has_an_icon_of_its_own() -> None:
    assert len({DRAWINGS[verdict.value] for verdict in Verdict}) == len(Verdict)


def test_a_way_that_is_not_there_is_left_out() -> None:
    assert drawn('{% way "no-such-page" "Nowhere" %}') == ""


def test_the_way_that_is_shown_is_marked() -> None:
    request = RequestFactory().get("/en/kit/")
    html = drawn('{% way "kit" "Parts" %}', request=request)
    assert html == '<li><a href="/en/kit/" aria-current="page">Parts</a></li>'


def test_words_of_a_way_are_escaped() -> None:
    assert "<b>" not in drawn('{% way "kit" words %}', words="<b>")


def test_a_query_changes_what_is_named_and_keeps_the_rest() -> None:
    request = RequestFactory().get("/en/kit/?kind=library&page=2&verdict=missing")
    assert drawn("{% query page=3 verdict=None %}", request=request) == "?kind=library&amp;page=3"


def test_nothing_stands_for_a_day_that_is_not_known() -> None:
    assert drawn("{{ none|day }}{{ none|ago }}", none=None) == ""


def test_a_page_is_found_in_each_language_and_script() -> None:
    with override("en"):
        found = [(each.tag, each.address, each.here) for each in tongues("/en/kit/?page=2")]
    assert found == [
        ("sq", "/sq/kit/?page=2", False),
        ("sr-Cyrl", "/sr/kit/?page=2", False),
        ("sr-Latn", "/sr-latn/kit/?page=2", False),
        ("en", "/en/kit/?page=2", True),
    ]


def test_a_page_without_a_language_in_its_address_offers_none() -> None:
    assert tongues("/desk/") == []
