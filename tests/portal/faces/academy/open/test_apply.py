"""Applying: one page, kept over signing in, sent by one press more; every fault at its field, nothing lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from portal.academy.programme.models import Application, Consent, Programme
from portal.ground.mail.models import Outgoing
from tests.portal.academy.make import make_application, make_edition
from tests.portal.faces.academy.make import filled, signed_in
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db


def young(years: int = 15) -> dict[str, str]:
    today = timezone.localdate()
    return {"born_on_day": "1", "born_on_month": "1", "born_on_year": str(today.year - years)}


def test_who_is_signed_in_applies_at_once(client: Client) -> None:
    edition, person = make_edition(state="applying"), make_person()
    answer = signed_in(person).post(f"/en/academy/{edition.slug}/apply/", filled())
    made = Application.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/en/academy/{edition.slug}/mine/")
    assert (made.person, made.state, made.motivation, made.languages) == (
        person,
        "applied",
        "I want to write about my town.",
        ["sq", "en"],
    )
    assert (made.private.full_name, made.private.born_on) == ("Arta Secretfamily", dt.date(2000, 5, 1))


def test_what_was_typed_survives_signing_in_and_needs_one_more_press(client: Client) -> None:
    edition = make_edition(state="applying")
    answer = client.post(f"/en/academy/{edition.slug}/apply/", filled(photo="on"))
    assert answer["Location"].startswith("/en/sign-in/?next=")
    kept = client.session["intents"]
    client = signed_in()
    session = client.session
    session["intents"] = kept
    session.save()
    page = client.get(f"/en/academy/{edition.slug}/apply/send/").content.decode()
    assert "I want to write about my town." in page
    assert Application.objects.count() == 0
    for _ in range(2):
        client.post(f"/en/academy/{edition.slug}/apply/send/")
    assert [one.photo for one in Application.objects.all()] == [True]


def test_a_minor_names_a_guardian_who_is_asked_by_mail() -> None:
    edition, client = make_edition(state="applying"), signed_in()
    address = f"/en/academy/{edition.slug}/apply/"
    without = client.post(address, filled(**young())).content.decode()
    assert "Please name a parent or guardian" in without
    assert "I want to write about my town." in without
    client.post(address, filled(**young(), guardian_name="Drita", guardian_email="drita@example.org"))
    consent = Consent.objects.get()
    assert (Application.objects.get().state, consent.state) == ("awaits-guardian", "asked")
    letters = Outgoing.objects.filter(recipient="drita@example.org")
    assert [consent.token.encode() in bytes(one.raw).replace(b"=\r\n", b"") for one in letters] == [True]
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("track", {"track": "flying"}),
        ("motivation", {"motivation": ""}),
        ("languages", {"languages": []}),
        ("full_name", {"full_name": " "}),
        ("born_on", {"born_on_day": "31", "born_on_month": "2"}),
        ("born_on", {"born_on_year": "abc"}),
        ("born_on", {"born_on_year": "1850"}),
        ("born_on", {"born_on_year": ""}),
        ("guardian_email", {**young(), "guardian_name": "Drita", "guardian_email": "drita"}),
        ("motivation", {"motivation": "x" * 2001}),
        ("phone", {"phone": "4" * 41}),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_stays(field: str, change: dict[str, object]) -> None:
    edition = make_edition(state="applying")
    answer = signed_in().post(f"/en/academy/{edition.slug}/apply/", filled(school="Lyceum <b>", **change))
    form = answer.context["form"]
    page = answer.content.decode()
    assert (answer.status_code, list(form.errors)) == (200, [field])
    assert "Lyceum &lt;b&gt;" in page
    assert Application.objects.count() == 0


def test_a_link_alone_applies_for_nobody() -> None:
    edition, client = make_edition(state="applying"), signed_in()
    for path in ("apply/", "apply/send/", "mine/"):
        client.get(f"/en/academy/{edition.slug}/{path}")
    assert Application.objects.count() == 0


@pytest.mark.parametrize("state", ["announced", "selecting", "running", "closed", "cancelled"])
def test_where_applications_are_closed_the_page_says_so_and_takes_none(state: str) -> None:
    edition, client = make_edition(state=state), signed_in()
    answer = client.post(f"/en/academy/{edition.slug}/apply/", filled())
    assert "Applications are not open" in answer.content.decode()
    assert Application.objects.count() == 0


def test_who_applied_is_led_to_their_application() -> None:
    edition, person = make_edition(state="applying"), make_person()
    make_application(edition, person)
    answer = signed_in(person).post(f"/en/academy/{edition.slug}/apply/", filled())
    assert answer["Location"] == f"/en/academy/{edition.slug}/mine/"
    assert Application.objects.count() == 1


def test_an_application_is_corrected_until_somebody_decides() -> None:
    edition, person = make_edition(state="applying"), make_person()
    made = make_application(edition, person)
    client, address = signed_in(person), f"/en/academy/{edition.slug}/mine/application/"
    assert made.private.full_name in client.get(address).content.decode()
    client.post(address, filled(motivation="A better reason.", full_name=made.private.full_name))
    made.refresh_from_db()
    assert made.motivation == "A better reason."
    Application.objects.update(state="accepted")
    late = client.post(address, filled(motivation="Too late."))
    assert "can be changed no more" in late.content.decode()
    made.refresh_from_db()
    assert made.motivation == "A better reason."


def test_a_stranger_cannot_correct_the_application_of_somebody() -> None:
    edition = make_edition(state="applying")
    made = make_application(edition)
    answer = signed_in().post(f"/en/academy/{edition.slug}/mine/application/", filled(motivation="Mine now."))
    made.refresh_from_db()
    assert (answer.status_code, made.motivation) == (302, "I want to write about my town.")


@pytest.mark.parametrize(("kind", "is_said"), [("wiki", True), ("app", False)])
def test_who_applies_to_write_reads_that_a_wiki_is_public_for_ever(client: Client, kind: str, is_said: bool) -> None:
    edition = make_edition(state="applying")
    Programme.objects.update(kind=kind)
    page = client.get(f"/en/academy/{edition.slug}/apply/").content.decode()
    words = ("stays public for ever under the name of your account", "link that account to your pseudonym")
    assert [one in page for one in words] == [is_said] * 2
