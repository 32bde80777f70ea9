"""Addresses and titles of articles as people type them; the wiki and the title out."""

from __future__ import annotations

import pytest

from portal.academy.results.acts import add_site
from portal.academy.results.models import Page
from portal.faces.academy.open.wikipage import Place, find

pytestmark = pytest.mark.django_db
API = "https://sq.wikipedia.org/w/api.php"


@pytest.mark.parametrize(
    "typed",
    [
        "https://sq.wikipedia.org/wiki/Kalaja_e_Prizrenit",
        "https://sq.m.wikipedia.org/wiki/Kalaja_e_Prizrenit#Historia",
        "https://sq.wikipedia.org/w/index.php?title=Kalaja_e_Prizrenit&action=edit",
        "kalaja e Prizrenit",
        "  Kalaja_e_Prizrenit ",
    ],
)
def test_many_ways_to_name_one_article(typed: str) -> None:
    site = add_site("sq", "Shqip", API, "sq", by="owner")
    Page.objects.create(site=site, page=42, title="Kalaja e Prizrenit", ns=0)
    found = find(typed, [site], "sq")
    assert found is not None
    assert (found.site, found.title, found.page) == ("sq", "Kalaja e Prizrenit", 42)


def test_a_page_that_was_not_read_yet_has_no_number_and_an_address() -> None:
    site = add_site("sq", "Shqip", API, "sq", by="owner")
    wanted = Place("sq", "Ura e gurit", None, "https://sq.wikipedia.org/w/index.php?title=Ura_e_gurit")
    assert find("Ura e gurit", [site]) == wanted


@pytest.mark.parametrize("typed", ["https://en.wikipedia.org/wiki/Prizren", "https://sq.wikipedia.org/"])
def test_another_site_or_no_article_is_none(typed: str) -> None:
    assert find(typed, [add_site("sq", "Shqip", API, "sq", by="owner")]) is None
