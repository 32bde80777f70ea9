"""Selection: read without names, marked, decided in bulk after a look at what would happen, each told by mail."""

from __future__ import annotations

import pytest

from portal.academy.programme.models import Application, CrewRole, Mark
from portal.ground.ledger.models import Entry
from portal.ground.mail.models import Outgoing
from tests.portal.academy.make import make_application, make_edition
from tests.portal.faces.academy.make import crew_client

pytestmark = pytest.mark.django_db
ONE_SEAT = [{"slug": "writing", "names": {"en": "Writing"}, "seats": 1}]


def test_nobodys_name_age_or_school_stands_where_applications_are_read() -> None:
    edition = make_edition(state="selecting")
    made = make_application(edition, full_name="Arta Secretfamily", school="Lyceum Nine", wiki_name="ArtaWrites")
    client, crew = crew_client(edition), f"/en/academy/{edition.slug}/crew/applications"
    pages = [client.get(path).content.decode() for path in (f"{crew}/", f"{crew}/read/", f"{crew}/{made.pk}/")]
    hidden = ("Secretfamily", "Lyceum Nine", "ArtaWrites", "2000", "044 000 000")
    assert [word for page in pages for word in hidden if word in page] == []
    assert all("I want to write about my town." in page for page in pages)


def test_a_trainer_marks_one_after_the_other() -> None:
    edition = make_edition(state="selecting")
    first, second = make_application(edition), make_application(edition, motivation="Another reason.")
    client, address = crew_client(edition, CrewRole.TRAINER), f"/en/academy/{edition.slug}/crew/applications/read/"
    client.post(address, {"do": f"mark-{first.pk}", f"mark-{first.pk}-points": "4", f"mark-{first.pk}-note": "Good."})
    assert [(mark.application, mark.points, mark.note) for mark in Mark.objects.all()] == [(first, 4, "Good.")]
    assert "Another reason." in client.get(address).content.decode()
    bad = client.post(f"{address}{second.pk}/", {"do": f"mark-{second.pk}", f"mark-{second.pk}-points": "9"})
    assert (bad.status_code, Mark.objects.count()) == (400, 1)


def test_a_bulk_decision_is_shown_first_and_then_done_and_told() -> None:
    edition = make_edition(state="selecting")
    rows = [make_application(edition) for _ in range(2)]
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/applications/decide/"
    data = {"verb": "accept", "pk": [row.pk for row in rows]}
    assert "Exactly 2 people would get this answer" in client.post(address, data).content.decode()
    assert {row.state for row in Application.objects.all()} == {"applied"}
    assert Outgoing.objects.count() == 0
    client.post(address, {**data, "confirm": "yes"})
    assert {row.state for row in Application.objects.all()} == {"accepted"}
    assert Outgoing.objects.count() == 2


def test_no_seat_is_given_twice_and_the_page_says_who_was_left_out() -> None:
    edition = make_edition(state="selecting", tracks=ONE_SEAT)
    rows = [make_application(edition) for _ in range(2)]
    data = {"verb": "accept", "pk": [row.pk for row in rows], "confirm": "yes"}
    page = crew_client(edition).post(f"/en/academy/{edition.slug}/crew/applications/decide/", data, follow=True)
    assert sorted(row.state for row in Application.objects.all()) == ["accepted", "applied"]
    assert "has no free seat" in page.content.decode()


@pytest.mark.parametrize("data", [{}, {"verb": "accept"}, {"verb": "erase", "pk": "1"}, {"pk": ["x", "9" * 30]}])
def test_hostile_and_empty_choices_change_nothing(data: dict[str, object]) -> None:
    edition = make_edition(state="selecting")
    make_application(edition)
    answer = crew_client(edition).post(
        f"/en/academy/{edition.slug}/crew/applications/decide/", {**data, "confirm": "yes"}
    )
    assert (answer.status_code, Application.objects.get().state) == (302, "applied")


def test_applications_to_another_edition_are_not_decided_here() -> None:
    mine, foreign = make_edition(state="selecting"), make_application(make_edition(state="selecting"))
    data = {"verb": "accept", "pk": [foreign.pk], "confirm": "yes"}
    crew_client(mine).post(f"/en/academy/{mine.slug}/crew/applications/decide/", data)
    foreign.refresh_from_db()
    assert foreign.state == "applied"


def test_who_it_is_is_shown_by_a_press_that_the_ledger_keeps_without_the_name() -> None:
    edition = make_edition(state="selecting")
    made = make_application(edition, full_name="Arta Secretfamily")
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/applications/{made.pk}/"
    assert "Arta Secretfamily" in client.post(address, {"do": "reveal"}).content.decode()
    (row,) = Entry.objects.filter(verb="private.seen")
    assert (row.subject, row.body) == (f"edition/{edition.slug}", {"what": "application", "count": 1})


def test_a_free_seat_goes_to_who_waits_first() -> None:
    edition = make_edition(state="selecting", tracks=ONE_SEAT)
    first = make_application(edition, state="waiting", decided_at=edition.made_at)
    second = make_application(edition, state="waiting", decided_at=edition.starts_at)
    crew_client(edition).post(f"/en/academy/{edition.slug}/crew/applications/fill/writing/")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("accepted", "waiting")


def test_one_decision_from_the_page_of_an_application() -> None:
    edition = make_edition(state="selecting")
    made = make_application(edition)
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/applications/{made.pk}/"
    client.post(address, {"do": "decline"})
    made.refresh_from_db()
    assert (made.state, "Accept" in client.get(address).content.decode()) == ("declined", True)
