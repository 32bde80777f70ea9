"""Reporting a page: what was seen is kept through the code by mail, and waits for a second person."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from portal.audit.models import Observation
from portal.evidence.models import Report
from portal.ground.limits import rules
from portal.ground.store.looks import read
from tests.portal.make import make_person

FORM = {"address": "shop.example/sign-up?utm_source=x", "name": "A shop", "seen-country": "missing", "note": "Sign-up"}


def make_upload() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(out, "PNG")
    return SimpleUploadedFile("../../etc/passwd.png", out.getvalue(), "image/png")


@pytest.mark.django_db
def test_a_report_of_a_person_who_is_signed_in_waits_for_a_second_one(client: Client) -> None:
    person = make_person()
    client.force_login(person)
    answer = client.post("/en/report/", {**FORM, "picture": make_upload()})
    made = Report.objects.get()
    assert answer["Location"] == "/en/report/thanks/"
    assert (made.address, made.seen, made.state, made.reporter) == (
        "https://shop.example/sign-up",
        {"country": "missing"},
        "waiting",
        person,
    )
    assert (read(made.picture) or b"")[8:12] == b"WEBP"
    assert Observation.objects.count() == 0


@pytest.mark.django_db
def test_a_report_survives_signing_in_and_needs_one_more_press(client: Client) -> None:
    answer = client.post("/sq/report/", FORM)
    assert answer["Location"].startswith("/sq/sign-in/?next=")
    kept = client.session["intents"]
    client.force_login(make_person())
    session = client.session
    session["intents"] = kept
    session.save()
    page = client.get("/sq/report/send/")
    assert "https://shop.example/sign-up" in page.content.decode()
    assert Report.objects.count() == 0
    client.post("/sq/report/send/")
    client.post("/sq/report/send/")
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_a_flood_of_forms_from_one_network_fills_no_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "BEGUN", rules.Rule("begun", 2, rules.HOUR))
    strangers = [Client() for _ in range(4)]
    for stranger in strangers:
        stranger.post("/en/report/", FORM)
    assert ["intents" in stranger.session for stranger in strangers] == [True, True, False, False]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("address", "http://127.0.0.1/", "This is not the address of a public web page."),
        ("address", "javascript:alert(1)", "This is not the address of a public web page."),
        ("seen-country", "", "Please say for at least one list whether Kosovo is on it."),
        ("seen-country", "yes", "Select a valid choice."),
    ],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(
    client: Client, field: str, value: str, fault: str
) -> None:
    page = client.post("/en/report/", {**FORM, field: value}).content.decode()
    assert fault in page
    assert "A shop" in page
    assert Report.objects.count() == 0


@pytest.mark.django_db
def test_a_file_that_is_no_picture_is_refused(client: Client) -> None:
    page = client.post("/en/report/", {**FORM, "picture": SimpleUploadedFile("a.png", b"<svg onload=alert(1)>")})
    assert "Please choose a whole PNG, JPEG or WebP picture" in page.content.decode()


@pytest.mark.django_db
def test_own_reports_can_be_taken_back_and_those_of_others_cannot(client: Client) -> None:
    person = make_person()
    client.force_login(person)
    client.post("/en/report/", FORM)
    made = Report.objects.get()
    stranger = Client()
    stranger.force_login(make_person())
    assert stranger.post(f"/en/mine/report/{made.pk}/withdraw/").status_code == 404
    client.post(f"/en/mine/report/{made.pk}/withdraw/")
    made.refresh_from_db()
    assert made.state == "withdrawn"
