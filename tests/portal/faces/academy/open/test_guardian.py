"""The guardian's page: by its secret address alone, clear, and every answer can be changed later."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from portal.academy.programme.acts.guardians import ask
from portal.academy.programme.models import Application, Consent
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import make_application, make_edition

pytestmark = pytest.mark.django_db


def make_asked(language: str = "en") -> Consent:
    edition = make_edition(state="applying")
    with transaction.atomic():
        return ask(
            make_application(
                edition,
                is_minor=True,
                state="awaits-guardian",
                full_name="Arta Secretfamily",
                guardian_name="Drita",
                guardian_email="drita@example.org",
            ),
            language,
        )


def test_the_page_tells_what_is_asked_what_is_kept_and_whom_to_write_to(client: Client) -> None:
    consent = make_asked()
    answer = client.get(f"/en/academy/guardian/{consent.token}/")
    page = answer.content.decode()
    wanted = (
        "May Arta take part?",
        "erased 180 days after the end",
        "academy@example.org",
        "A pseudonym and the works",
    )
    assert [words for words in wanted if words not in page] == []
    assert "Secretfamily" not in page
    assert (answer["Referrer-Policy"], "no-store" in answer["Cache-Control"]) == ("same-origin", True)
    assert "noindex" in page


def test_opening_the_link_says_nothing_for_the_guardian(client: Client) -> None:
    consent = make_asked()
    before = Entry.objects.count()
    client.get(f"/en/academy/guardian/{consent.token}/")
    consent.refresh_from_db()
    assert (consent.state, Entry.objects.count()) == ("asked", before)


def test_agreeing_needs_an_answer_about_pictures_and_can_be_changed_and_taken_back(client: Client) -> None:
    consent = make_asked()
    address = f"/en/academy/guardian/{consent.token}/"
    half = client.post(address, {"do": "give"})
    assert (half.status_code, Consent.objects.get().state) == (400, "asked")
    client.post(address, {"do": "give", "give-photo": "no"})
    assert (Consent.objects.get().state, Consent.objects.get().photo) == ("given", False)
    assert Application.objects.get().state == "applied"
    client.post(address, {"do": "photo", "photo-photo": "yes"})
    assert Consent.objects.get().photo is True
    client.post(address, {"do": "withdraw"})
    assert (Consent.objects.get().state, Application.objects.get().state) == ("withdrawn", "refused")
    assert "You took your agreement back" in client.get(address).content.decode()


def test_refusing_and_agreeing_after_all(client: Client) -> None:
    consent = make_asked()
    address = f"/en/academy/guardian/{consent.token}/"
    client.post(address, {"do": "refuse"})
    assert Application.objects.get().state == "refused"
    client.post(address, {"do": "give", "give-photo": "yes"})
    assert (Consent.objects.get().state, Application.objects.get().state) == ("given", "applied")


def test_what_is_kept_is_the_text_in_the_language_in_which_it_was_read(client: Client) -> None:
    consent = make_asked()
    client.post(f"/sq/academy/guardian/{consent.token}/", {"do": "give", "give-photo": "no"})
    consent.refresh_from_db()
    assert consent.language == "sq"
    assert consent.text.splitlines()[0] in client.get(
        f"/sq/academy/guardian/{consent.token}/"
    ).content.decode().replace("&quot;", '"')


def test_a_guessed_or_an_old_address_leads_nowhere(client: Client) -> None:
    consent = make_asked()
    with transaction.atomic():
        ask(consent.application, "en")
    tokens = [consent.token, "x" * 32, str(consent.pk)]
    assert [client.get(f"/en/academy/guardian/{one}/").status_code for one in tokens] == [404, 404, 404]
