"""Organisers: a round from the first form to the signed result and the prizes, with bad input at its field."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from portal.academy.jury.looks import prizes, seats_of
from portal.academy.jury.models import Award, Result, Round
from portal.academy.programme.models import CrewRole, Edition
from tests.portal.academy.jury.make import fresh, judge, judge_all, make_jury, waiting
from tests.portal.academy.make import make_crew, make_edition, make_work

pytestmark = pytest.mark.django_db
ROUND = {
    "names_en": "Finals", "kinds": ["article", "app"], "method": "stars", "quorum": "2", "public_weight": "0",
    "public_limit": "1", "is_blind": "on",
}  # fmt: skip


def make_organiser(edition: Edition) -> Client:
    client = Client()
    client.force_login(make_crew(edition, CrewRole.ORGANISER).person)
    return client


def press(client: Client, path: str, name: str, **fields: Any) -> Any:
    """Press a button of a page, with what its form asks for."""
    return client.post(path, {"do": name, **{f"{name}-{field}": value for field, value in fields.items()}}, follow=True)


def test_a_round_is_made_filled_opened_closed_signed_and_its_prizes_announced() -> None:
    edition = make_edition(state="judging")
    works = [make_work(edition), make_work(edition, kind="app")]
    jurors = [make_crew(edition, CrewRole.JUROR, name=f"Juror {number}") for number in range(2)]
    client, base = make_organiser(edition), f"/en/academy/{edition.slug}/crew/"
    press(client, f"{base}jury/", "new", **ROUND)
    page = f"{base}jury/1/"
    press(client, page, "criterion", names_en="Sources", weight="2")
    for juror in jurors:
        press(client, page, "seat", crew=str(juror.pk))
    answer = press(client, page, "open")
    assert "4 works were given to jurors." in answer.content.decode()
    about = Round.objects.get()
    assert "4 of 4 ballots" in client.get(page).content.decode()
    refused = press(client, page, "close", reason="")
    assert "4 ballots or works are still missing" in refused.content.decode()
    judge_all(about, {1: 5, 2: 3})
    press(client, page, "close", reason="")
    result = f"{page}result/"
    assert "5.00 of 5 stars" in client.get(result).content.decode()
    press(client, result, "sign")
    signed = Result.objects.get()
    assert signed.facts()["works"][0]["total"] == "1"
    best = signed.facts()["works"][0]["work"]
    press(
        client, f"{base}prizes/", "add", names_en="Best of all", place="1", value="500", currency="EUR", work=str(best)
    )
    press(client, f"{base}prizes/", "announce")
    assert [(one.award.name, one.award.work_id) for one in prizes(edition)] == [("Best of all", best)]
    public = Client().get(f"/en/academy/{edition.slug}/prizes/").content.decode()
    assert all(words in public for words in ("Best of all", "500.00 EUR", "Finals"))
    assert {work.pk for work in works} >= {best}


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"kinds": []}, "This field is required."),
        ({"quorum": "0"}, "greater than or equal to 1"),
        ({"quorum": "many"}, "Enter a whole number."),
        ({"public_weight": "20"}, "The public can only have weight where it votes."),
        ({"method": "dice"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_with_a_round_stands_at_its_field_and_nothing_typed_is_lost(
    fields: dict[str, Any], fault: str
) -> None:
    edition = make_edition()
    answer = press(make_organiser(edition), f"/en/academy/{edition.slug}/crew/jury/", "new", **{**ROUND, **fields})
    page = answer.content.decode()
    assert (answer.status_code, fault in page, "Finals" in page, Round.objects.count()) == (400, True, True, 0)


def test_a_stalled_jurors_works_go_on_by_one_press() -> None:
    about = make_jury(works=6, jurors=4)
    client, slow = make_organiser(about.edition), seats_of(about)[0]
    page = f"/en/academy/{about.edition.slug}/crew/jury/1/"
    assert "3 works were given to jurors." in press(client, page, f"rest-{slow.number}").content.decode()
    assert waiting(about, slow) == []
    assert "Judges again" in client.get(page).content.decode()


def test_ties_are_decided_with_a_reason_and_wrong_orders_are_refused() -> None:
    about = make_jury(works=3, jurors=2, goes_on=1)
    judge_all(about, {1: 4, 2: 4, 3: 2})
    client, page = make_organiser(about.edition), f"/en/academy/{about.edition.slug}/crew/jury/1/"
    press(client, page, "close", reason="")
    result = f"{page}result/"
    shown = client.get(result).content.decode()
    assert shown.count("at the border") == 2
    assert "Decide on the tie" in press(client, result, "sign").content.decode()
    for order, fault in (("1", "Write the numbers"), ("1, 3", "exactly the works that are equal"), ("x", "Write the")):
        answer = press(client, result, "tie", order=order, reason="Better sources.")
        assert (fault in answer.content.decode(), "Better sources." in answer.content.decode()) == (True, True)
    press(client, result, "tie", order="2, 1", reason="Better sources.")
    press(client, result, "sign")
    facts = Result.objects.get().facts()
    assert [(one["number"], one["place"], one["goes_on"]) for one in facts["works"]] == [
        (2, 1, True), (1, 2, False), (3, 3, False)
    ]  # fmt: skip
    assert facts["ties"] == [{"order": [2, 1], "reason": "Better sources."}]


def test_the_order_is_hidden_from_organisers_while_the_jury_judges() -> None:
    about = make_jury(works=2, jurors=2)
    judge(waiting(about)[0], 5)
    page = make_organiser(about.edition).get(f"/en/academy/{about.edition.slug}/crew/jury/1/result/").content.decode()
    assert "The order is shown when the round is closed" in page
    assert 'id="order"' not in page


def test_disputed_works_are_listed_with_what_each_juror_gave() -> None:
    about = make_jury(works=1, jurors=2)
    first, second = waiting(about)
    judge(first, 5, note="Wonderful.")
    judge(second, 1, note="No sources at all.")
    page = make_organiser(about.edition).get(f"/en/academy/{about.edition.slug}/crew/jury/1/result/").content.decode()
    assert all(words in page for words in ("Works to talk about", "No sources at all.", "Krippendorff"))


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"names_en": ""}, "Write a title in at least one language."),
        ({"value": "500", "currency": ""}, "An amount needs its currency"),
        ({"value": "-1"}, "greater than or equal to 0"),
        ({"kinds": ["video"]}, "This prize is for other kinds of works."),
        ({"work": "999999"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_with_a_prize_stands_at_its_field(fields: dict[str, Any], fault: str) -> None:
    edition = make_edition()
    work = make_work(edition)
    form = {"names_en": "First", "work": str(work.pk), "sponsor": "The library", **fields}
    page = press(make_organiser(edition), f"/en/academy/{edition.slug}/crew/prizes/", "add", **form).content.decode()
    assert (fault in page, "The library" in page, Award.objects.count()) == (True, True, 0)


def test_a_prize_is_changed_taken_back_with_a_reason_and_announced_anew() -> None:
    edition = make_edition()
    client, base = make_organiser(edition), f"/en/academy/{edition.slug}/crew/prizes/"
    work = make_work(edition)
    press(client, base, "add", names_en="First", work=str(work.pk))
    press(client, f"{base}1/", "change", names_en="First prize", work=str(work.pk))
    press(client, base, "announce")
    assert "The prize is taken back" not in press(client, f"{base}1/", "back", reason="").content.decode()
    press(client, f"{base}1/", "back", reason="Copied from a book.")
    assert (prizes(edition), Award.objects.get().name, Result.objects.count()) == ([], "First prize", 1)


def test_only_organisers_open_these_pages() -> None:
    about = make_jury(works=1, jurors=1)
    juror = Client()
    juror.force_login(seats_of(about)[0].person)
    base = f"/en/academy/{about.edition.slug}/crew/"
    paths = [f"{base}jury/", f"{base}jury/1/", f"{base}jury/1/result/", f"{base}jury/1/picture/", f"{base}prizes/"]
    assert [juror.get(path).status_code for path in paths] == [403] * 5
    assert [Client().get(path).status_code for path in paths] == [302] * 5
    assert fresh(about).state == "open"
