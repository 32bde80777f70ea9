"""Figures of earlier academies: read from the data, each as people say it, with their source."""

from __future__ import annotations

from django.utils import translation

from portal.faces.academy.open.past import Past, Source, figures


def test_figures_have_words_in_the_language_of_the_reader_and_a_source() -> None:
    with translation.override("en"):
        past, source = figures()
    assert past[0] == Past("over 600", "visitors of open houses")
    assert past[-1] == Past("1,418", "photographs")
    assert source == Source(
        "IPKO Foundation", "https://ipkofoundation.org/activities/wiki-academy-in-full-swing/", 2013
    )
