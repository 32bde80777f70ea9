"""The quality score is the published formula: its worked examples come out, and its features are counted right."""

from __future__ import annotations

import math

import pytest

from wiki.measures import quality
from wiki.measures.quality import Features, Maxima

UNDER_THE_FLOORS = Maxima("worked", Features(0, 0, 0, 0, 0, 0))


@pytest.mark.parametrize(
    ("counts", "score"),
    [
        ({"characters": 800, "references": 1, "links": 6, "categories": 1, "media": 0, "headings": 0}, 0.268),
        ({"characters": 12000, "media": 4, "references": 25, "headings": 10, "links": 80, "categories": 6}, 0.966),
        ({"characters": 0, "references": 0, "links": 0, "categories": 0, "media": 0, "headings": 0}, 0),
    ],
)
def test_worked_examples_come_out(counts: dict[str, int], score: float) -> None:
    assert quality.score(quality.of_counts(**counts), UNDER_THE_FLOORS) == pytest.approx(score, abs=0.0005)


def test_the_weights_are_one_together_and_the_best_page_has_one() -> None:
    best = quality.of_counts(40_000, media=99, categories=99, references=999, headings=99, links=9999)
    assert quality.score(best, quality.maxima("en")) == pytest.approx(0.998)


def test_features_of_a_page() -> None:
    text = (
        "{{Infobox|img=Foto e re.jpg|x=y}}[[Peja]] [[Skeda:A.jpg|thumb|b [[Gjakova]]]]\n== H ==\n"
        "=== I ===\n==== J ====\n<ref>a</ref><ref name=b /><gallery>\nB.png|c\nSkeda:A.jpg\n</gallery>"
        "[[Kategoria:Q]] [[en:Peja]] [[#H]] <!-- [[Kategoria:R]] --> <nowiki>[[x]]</nowiki>"
    )
    s = math.sqrt(len(text))
    assert quality.features(text) == Features(s, 3, 1, 2 / s, 2 / s, math.sqrt(2) / s)


def test_an_unknown_wiki_has_no_score() -> None:
    assert quality.maxima("xx") is None
    assert quality.score(quality.features("a"), quality.maxima("xx")) is None


def test_maxima_are_of_a_version_and_links_are_in_the_formulas_unit() -> None:
    known = quality.maxima("en")
    assert known == quality.maxima("en", "2026-11")
    assert known == Maxima("2026-11", Features(96.5557, 5, 15, 0.5075, 0.1554, math.sqrt(1.1807 / 96.5557)))
    with pytest.raises(KeyError):
        quality.maxima("en", "1999")


@pytest.mark.parametrize("wiki", ["sq", "en", "sr", "de", "fr", "tr", "bs", "mk", "it", "ar"])
def test_a_longer_page_with_more_of_everything_is_better_on_every_wiki(wiki: str) -> None:
    small = quality.of_counts(1000, media=0, categories=1, references=1, headings=1, links=4)
    large = quality.of_counts(4000, media=1, categories=2, references=8, headings=5, links=40)
    low, high = (quality.score(one, quality.maxima(wiki)) for one in (small, large))
    assert low is not None
    assert high is not None
    assert 0 < low < high < 1
