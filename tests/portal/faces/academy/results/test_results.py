"""Pages of results: each figure opens to its rows, what is not known is said, and nobody's name is shown."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from portal.academy.programme.models import Edition
from portal.academy.results.looks import FIGURES
from portal.faces.academy.results.words import GROUPS, SAID
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import make_edition
from tests.portal.faces.academy.results.make import make_results

pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> BeautifulSoup:
    answer = client.get(f"/en/academy/{path}")
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.content, "html.parser")


def plain(tag: object) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()  # type: ignore[attr-defined]


def figures(soup: BeautifulSoup) -> dict[str, str]:
    return {plain(one.select_one("dt")): plain(one.select_one(".stat__figure")) for one in soup.select(".stat")}


def table(soup: BeautifulSoup, heading: str) -> list[list[str]]:
    found = soup.select_one(f'.table[aria-labelledby="{heading}"]')
    return [[plain(cell) for cell in row.select("th, td")] for row in found.select("tbody tr")]  # type: ignore[union-attr]


@pytest.fixture
def edition() -> Edition:
    return make_results(slug="autumn")


def test_every_figure_has_words_and_a_place_on_the_page() -> None:
    shown = [key for _, _, keys in GROUPS for key in keys]
    assert set(SAID) == set(FIGURES)
    assert set(shown) | {"words_latn", "words_cyrl", "words_other"} == set(FIGURES)


def test_all_figures_are_on_one_page(client: Client, edition: Edition) -> None:
    assert figures(read(client, "autumn/results/")) == {
        "New articles": "1",
        "Articles worked on": "2",
        "Words added": "42",
        "Edits": "4",
        "Active participants": "2",
        "Bytes added": "240",
        "Bytes removed": "30",
        "Footnotes added": "2",
        "Different sources": "2",
        "Quality gained": "0.30",
        "Pictures": "1",
        "Videos": "1",
        "Files in use": "1",
        "Articles with our files": "1",
        "Readers' visits": "340",
        "Edits that were undone": "1",
        "Articles proposed for deletion": "1",
        "Edits no longer public": "1",
    }


def test_what_is_not_known_is_said_with_its_count(client: Client, edition: Edition) -> None:
    said = {
        plain(one.select_one("dt")): plain(one.select_one(".stat__missing"))
        for one in read(client, "autumn/results/").select(".stat:has(.stat__missing)")
    }
    one = "1 more is not known."
    assert said == {
        "Words added": one,
        "Bytes added": one,
        "Bytes removed": one,
        "Footnotes added": one,
        "Different sources": one,
        "Quality gained": one,
        "Readers' visits": one,
    }


def test_a_figure_opens_to_its_rows_and_they_to_the_wiki(client: Client, edition: Edition) -> None:
    overview = read(client, "autumn/results/")
    way = next(
        one.select_one(".stat__figure a")["href"] for one in overview.select(".stat") if "Bytes added" in plain(one)
    )
    page = read(client, way.removeprefix("/en/academy/"))
    rows = table(page, "rows")
    assert [row[:3] for row in rows] == [
        ["The old bridge sqwiki of a test", "+120", "Boris"],
        ["The fort sqwiki of a test", "not known", "Arta"],
        ["The old bridge sqwiki of a test", "+120", "Arta"],
    ]
    assert "The text before is not public any more, so nobody can measure this change." in rows[1][4]
    diffs = [a["href"] for a in page.select('td[data-label="The change"] a')]
    assert [re.sub(r"\d+", "N", href) for href in diffs] == ["https://sqwiki.example/w/index.php?diff=N&oldid=prev"] * 3


def test_the_rows_of_a_part_add_up_to_its_figure(client: Client, edition: Edition) -> None:
    for query, value, rows in (("?person=1", "120", 2), ("?person=2", "120", 1), ("?person=3", "0", 0)):
        page = read(client, f"autumn/results/figures/bytes_added/{query}")
        assert (figures(page)["Bytes added"], len(page.select("tbody tr"))) == (value, rows)


@pytest.mark.parametrize(
    "query", ["?person=9", "?person=x", "?team=1000000", "?wiki=nowiki", "?day=yesterday", "?person=" + "9" * 30]
)
def test_a_part_that_is_not_there_is_no_page(client: Client, edition: Edition, query: str) -> None:
    assert client.get(f"/en/academy/autumn/results/figures/edits/{query}").status_code == 404


def test_every_figure_has_a_page_of_rows(client: Client, edition: Edition) -> None:
    for key in FIGURES:
        assert plain(read(client, f"autumn/results/figures/{key}/").select_one("h1")) == SAID[key].name
    assert client.get("/en/academy/autumn/results/figures/love/").status_code == 404


def test_people_and_teams_stand_in_the_order_of_their_edits(client: Client, edition: Edition) -> None:
    page = read(client, "autumn/results/people/")
    assert table(page, "teams") == [["Owls Arta, Boris", "1", "42", "2", "4", "1"]]
    assert table(page, "people") == [
        ["Arta Owls", "1", "22", "1", "3", "0"],
        ["Boris Owls", "0", "20", "1", "1", "1"],
        ["Cen no account on a wiki yet", "0", "0", "0", "0", "0"],
    ]


def test_one_participant_has_the_same_figures_as_their_row(client: Client, edition: Edition) -> None:
    found = figures(read(client, "autumn/results/people/1/"))
    assert [found[name] for name in ("New articles", "Words added", "Footnotes added", "Edits", "Pictures")] == [
        "1", "22", "1", "3", "0",
    ]  # fmt: skip


def test_an_article_tells_how_it_fared(client: Client, edition: Edition) -> None:
    rows = table(read(client, "autumn/results/articles/"), "found")
    unknown = "90 days not known 365 days not known"
    assert rows == [
        [
            "The old bridge sqwiki of a test · new", "+240", "0.00 → 0.50",
            f"7 days 100 % 30 days 75 % {unknown}", "340",
        ],
        [
            "The fort sqwiki of a test proposed for deletion", "−30", "0.20 → 0.10",
            f"7 days not known 30 days not known {unknown}", "not known",
        ],
    ]  # fmt: skip
    new = table(read(client, "autumn/results/articles/?which=new"), "found")
    improved = table(read(client, "autumn/results/articles/?which=improved"), "found")
    assert (len(new), len(improved)) == (1, 1)


def test_one_article_lists_every_change(client: Client, edition: Edition) -> None:
    listed = read(client, "autumn/results/articles/")
    way = listed.select_one("tbody th a")["href"]  # type: ignore[index]
    rows = table(read(client, str(way).removeprefix("/en/academy/")), "changes")
    assert [(row[1], row[2], row[3]) for row in rows] == [("Boris", "+120", "+20"), ("Arta", "+120", "+20")]


def test_files_say_where_they_are_shown(client: Client, edition: Edition) -> None:
    rows = table(read(client, "autumn/results/files/"), "rows")
    licence, bridge = "CC BY-SA 4.0", "The old bridge sqwiki of a test"
    assert [[row[0], row[1], row[3], row[4], row[5]] for row in rows] == [
        ["File:Bridge at night.jpg commons of a test", "Boris", "4000 × 3000", licence, bridge],
        ["File:Bridge.webm commons of a test · video", "Boris", "4000 × 3000 31 seconds", licence, "no article"],
    ]


def test_sources_are_listed_once_with_who_named_them(client: Client, edition: Edition) -> None:
    assert table(read(client, "autumn/results/sources/"), "rows") == [
        ["ISBN 9780000000002", "sqwiki of a test", "1", "1"],
        ["example.org/bridge", "sqwiki of a test", "1", "2"],
    ]


def test_one_wiki_alone_is_shown(client: Client, edition: Edition) -> None:
    found = figures(read(client, "autumn/results/?wiki=commons"))
    assert (found["Edits"], found["Pictures"]) == ("0", "1")


def test_an_edition_without_wikis_says_so(client: Client) -> None:
    make_edition(slug="early")
    assert "No wiki is followed yet" in plain(read(client, "early/results/"))


def test_drafts_are_not_there_for_strangers(client: Client) -> None:
    make_results(slug="secret", state="draft")
    for page in ("", "people/", "articles/", "files/", "sources/", "figures/edits/"):
        assert client.get(f"/en/academy/secret/results/{page}").status_code == 404


def test_no_name_of_a_person_is_shown(client: Client, edition: Edition) -> None:
    names = [one.private.full_name for one in edition.applications.select_related("private")]
    pages = ("results/", "results/people/", "results/people/1/", "results/articles/", "results/files/")
    for page in pages:
        shown = client.get(f"/en/academy/autumn/{page}").content.decode()
        assert [name for name in names if name in shown] == []


def test_results_are_drawn_in_few_queries(
    client: Client, edition: Edition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for page, most in (("results/", 34), ("results/people/", 15), ("results/articles/", 12), ("results/files/", 10)):
        with django_assert_max_num_queries(most):
            client.get(f"/en/academy/autumn/{page}")
    with django_assert_max_num_queries(1):
        client.get("/en/academy/autumn/results/")
    assert Entry.objects.count() == 0


def test_a_rehearsal_without_figures_says_what_it_waits_for(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = make_edition(is_rehearsal=True)
    where = f"/en/academy/{edition.slug}/results/"
    monkeypatch.setenv("PATH", "/nowhere")  # a machine without php
    lacking = client.get(where).content.decode()
    assert ("sudo apt-get install --no-install-recommends" in lacking, "php-cli" in lacking) == (True, True)
