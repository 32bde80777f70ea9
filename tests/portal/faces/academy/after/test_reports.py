"""The report as a page and on paper, and editions side by side: the same figures, a mark where counting differs."""

from __future__ import annotations

import io
import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from PIL import Image

from portal.academy.jury.models import Award
from portal.academy.programme.models import WorkKind
from portal.ground.store.acts import keep
from tests.portal.academy.make import make_edition, make_programme, make_work
from tests.portal.faces.academy.results.make import make_reading, make_results, make_site
from tests.portal.faces.paper.reading import words

pytestmark = pytest.mark.django_db
REPORT = "/en/academy/autumn/report"


def read(client: Client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.content, "html.parser")


def plain(tag: object) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()  # type: ignore[attr-defined]


def make_reported() -> None:
    programme = make_programme(slug="academy", names={"en": "Wiki Academy", "sr": "Вики академија"})
    edition = make_results(
        programme=programme, slug="autumn", names={"en": "Prizren", "sr": "Призрен"}, funders=["A city"]
    )
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "#445566").save(file, "WEBP")
    arta = edition.participants.get(number=1)
    picture = keep(file.getvalue(), "image/webp")
    work = make_work(edition, arta, kind=WorkKind.IMAGE, title="The bridge", picture=picture)
    Award.objects.create(
        edition=edition, number=1, place=1, names={"en": "First prize"}, work=work, made_at=edition.ends_at,
        given_at=edition.ends_at,
    )  # fmt: skip


def test_the_report_tells_the_figures_the_prizes_and_the_pictures(client: Client) -> None:
    make_reported()
    page = read(client, f"{REPORT}/")
    said = {plain(one.select_one("dt")): plain(one.select_one(".stat__figure")) for one in page.select(".stat")}
    assert {key: said[key] for key in ("Participants", "New articles", "Words added", "Applications")} == {
        "Participants": "3",
        "New articles": "1",
        "Words added": "42",
        "Applications": "3",
    }
    assert [plain(one) for one in page.select('[aria-labelledby="prizes"] tbody tr')] == ["First prize The bridge Arta"]
    assert [one["src"] for one in page.select('[aria-labelledby="pictures"] img')] == [
        one["src"] for one in page.select('img[src$=".webp"]')
    ]
    assert "After 30 days 75 % of the words that were written still stood." in plain(page)
    assert "Fewer than five participants wrote." in plain(page)


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Prizren"), ("sq", "Prizren"), ("sr", "Призрен"), ("sr-latn", "Prizren")]
)
def test_the_same_on_paper_in_each_language(client: Client, language: str, title: str) -> None:
    make_reported()
    answer = client.get(f"/{language}/academy/autumn/report.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    said = words(answer.content)
    assert [part for part in (title, "42", "Arta", "CCBY-SA4.0") if part not in said.replace(" ", "")] == []


def test_a_report_is_set_once_for_the_same_content(client: Client) -> None:
    make_reported()
    first, second = (client.get(f"{REPORT}.pdf").content for _ in range(2))
    assert first == second


def test_a_spoilt_picture_does_not_stop_the_report(client: Client) -> None:
    edition = make_results(slug="autumn")
    make_work(edition, kind=WorkKind.IMAGE, picture=keep(b"no picture", "image/webp"))
    make_work(edition, kind=WorkKind.IMAGE, picture="0" * 64)
    assert client.get(f"{REPORT}.pdf").status_code == 200


def test_an_edition_of_which_nothing_is_known_has_a_report(client: Client) -> None:
    make_edition(slug="autumn")
    assert "Nothing is known of this yet" in plain(read(client, f"{REPORT}/"))
    assert client.get(f"{REPORT}.pdf").status_code == 200


def test_drafts_have_no_report_for_strangers(client: Client) -> None:
    make_edition(slug="autumn", state="draft")
    assert [client.get(path).status_code for path in (f"{REPORT}/", f"{REPORT}.pdf")] == [404, 404]


def compared(page: BeautifulSoup) -> dict[str, list[str]]:
    return {plain(row.select_one("th")): [plain(cell) for cell in row.select("td")] for row in page.select("tbody tr")}


def test_editions_stand_beside_each_other_with_cited_ones(client: Client) -> None:
    make_results(slug="autumn", names={"en": "Autumn"})
    page = read(client, "/en/academy/compare/")
    rows = compared(page)
    assert [
        rows[name] for name in ("Participants", "New articles", "Words added", "Words still there after 30 days")
    ] == [
        ["3", "230 Note 1", "not known"],
        ["1", "about 40 Note 1", "about 200 Note 2"],
        ["42 1 not known", "not known", "not known"],
        ["75 % 3 not known", "not known", "not known"],
    ]
    assert "140 writers" in plain(page.select_one("#note-1"))
    assert "https://ipkofoundation.org/activities/wiki-academy-in-full-swing/" in [a["href"] for a in page.select("a")]


def test_figures_per_participant_and_per_day(client: Client) -> None:
    make_results()
    for by, value in (("participants", "14.0"), ("days", "14.0")):
        rows = compared(read(client, f"/en/academy/compare/?by={by}"))
        assert rows["Words added"][0] == f"{value} 1 not known"
        assert rows["Participants"][0] == "3"
    assert compared(read(client, "/en/academy/compare/?by=participants"))["Pictures"][1] == "6.2 Note 1"


def test_other_wikis_are_marked(client: Client) -> None:
    make_results()
    other = make_edition(state="closed")
    make_reading(other, make_site("srwiki"))
    page = read(client, "/en/academy/compare/")
    assert [plain(note) for note in page.select(".notes-below li")][:1] == [
        "Other wikis: commons of a test, sqwiki of a test."
    ]


def test_only_what_is_chosen_is_compared(client: Client) -> None:
    make_results(slug="one", names={"en": "One"})
    make_edition(slug="two", state="closed", names={"en": "Two"})
    heads = read(client, "/en/academy/compare/?edition=two").select("thead th.number a")
    assert [plain(one) for one in heads] == ["Two"]
