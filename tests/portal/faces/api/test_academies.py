"""Calls about academies: the same figures as the pages, page by page, and nothing that is not public."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.portal.academy.make import make_participant
from tests.portal.faces.academy.results.make import make_account, make_results, make_revision

pytestmark = pytest.mark.django_db
HERE = "/api/1/editions"


def ask(client: Client, path: str = "") -> Any:
    answer = client.get(HERE + path)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_editions_are_listed_with_their_page(client: Client) -> None:
    make_results(slug="autumn")
    make_results_hidden()
    found = ask(client)["items"]
    assert [(one["slug"], one["kind"], one["participants"]) for one in found] == [("autumn", "wiki", 3)]
    assert found[0]["page"].endswith("/en/academy/autumn/results/")


def make_results_hidden() -> None:
    from tests.portal.academy.make import make_edition

    make_edition(slug="draft", state="draft")
    make_edition(slug="rehearsal", is_rehearsal=True)


def test_an_edition_has_every_figure_with_what_is_not_known(client: Client) -> None:
    make_results(slug="autumn")
    found = ask(client, "/autumn")
    figures = {one["name"]: (one["value"], one["unknown"]) for one in found["figures"]}
    names = ("created", "words", "bytes_added", "sources", "images", "uses")
    assert [figures[name] for name in names] == [(1, 0), (42, 1), (240, 1), (2, 1), (1, 0), (1, 0)]
    assert [(one["days"], one["added"], one["alive"], one["known"], one["unknown"]) for one in found["survival"]] == [
        (7, 20, 20, 1, 1),
        (30, 20, 15, 1, 1),
        (90, 0, 0, 0, 0),
        (365, 0, 0, 0, 0),
    ]


def test_so_few_people_are_not_told_apart(client: Client) -> None:
    edition = make_results(slug="autumn")
    assert ask(client, "/autumn")["retention"] == []
    site, page = edition.readings.earliest("pk").site, None
    for _ in range(3):
        account = make_account(make_participant(edition), site)
        page = page or site.pages.first()
        make_revision(account, page)
    assert [(one["days"], one["active"]) for one in ask(client, "/autumn")["retention"]] == [
        (7, 5), (30, 5), (90, 5), (365, 5),
    ]  # fmt: skip


def test_rows_come_in_pages(client: Client) -> None:
    make_results(slug="autumn")
    for rows, many in (("participants", 3), ("revisions", 4), ("pages", 2), ("uploads", 2)):
        first = ask(client, f"/autumn/{rows}?limit=1")
        seen, after = len(first["items"]), first["next"]
        while after:
            part = client.get(after).json()
            seen, after = seen + len(part["items"]), part["next"]
        assert (rows, seen) == (rows, many)


def test_a_change_leads_to_its_difference(client: Client) -> None:
    make_results(slug="autumn")
    one = ask(client, "/autumn/revisions")["items"][0]
    assert (one["participant"], one["title"], one["bytes"], one["undone"]) == (1, "The old bridge", 120, False)
    assert one["difference"] == f"https://sqwiki.example/w/index.php?diff={one['revision']}&oldid=prev"


@pytest.mark.parametrize("rest", ["", "/participants", "/revisions", "/pages", "/uploads"])
def test_what_is_not_public_is_not_there(client: Client, rest: str) -> None:
    make_results_hidden()
    assert [client.get(f"{HERE}/{slug}{rest}").status_code for slug in ("draft", "rehearsal", "none")] == [404] * 3
