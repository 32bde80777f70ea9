"""What proves something is public; nothing else that is kept is."""

from __future__ import annotations

import hashlib
import io
import json

import pytest
from django.test import Client
from PIL import Image

from portal.catalogue.models import Target
from portal.evidence.acts import confirm, report
from portal.evidence.models import Report
from portal.evidence.pictures import clean
from portal.ground.store.acts import keep
from tests.portal.faces.public.pages import get, make_read_look, section, text, texts
from tests.portal.make import make_person, make_target

pytestmark = pytest.mark.django_db


def make_report(target: Target, *, confirmed: bool) -> Report:
    body = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(body, "PNG")
    made = report(make_person(), target.address, {"country": "missing"}, picture=clean(body.getvalue()), target=target)
    if confirmed:
        confirm(made, make_person().handle, target)
    return made


def test_what_was_read_is_shown_and_its_bytes_have_the_digest() -> None:
    look = make_read_look(make_target(slug="a", name="Alpha"))
    page = get(f"/e/{look.evidence}")
    assert text(page, "h1") == "What was read of Alpha"
    assert section(page, "What the machine says").startswith(
        "What the machine says Country list Missing The list means"
    )
    assert "Kosovo would stand here XK" in texts(page, ".reading li")
    answer = Client().get(f"/e/{look.evidence}.json")
    assert hashlib.sha256(answer.content).hexdigest() == look.evidence
    assert json.loads(answer.content)["criteria"][0]["verdict"] == "missing"
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"] == f'attachment; filename="{look.evidence}.json"'


def test_a_picture_is_public_once_a_second_person_confirmed_it() -> None:
    target = make_target(slug="a", name="Alpha", address="https://alpha.example/")
    waiting = make_report(target, confirmed=False)
    for path in (f"/e/{waiting.picture}", f"/e/{waiting.picture}.webp"):
        assert Client().get(path).status_code == 404
    confirm(waiting, make_person().handle, target)
    page = get(f"/e/{waiting.picture}")
    assert page.select_one("figure img")["src"] == f"/e/{waiting.picture}.webp"  # type: ignore[index]
    picture = Client().get(f"/e/{waiting.picture}.webp")
    assert picture["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(picture.content)).size == (40, 30)
    assert get("/en/targets/a/").select_one(f'a[href="/e/{waiting.picture}"] img')
    assert "What was seen Country list Missing" in section(get(f"/e/{waiting.look.evidence}"), "What was seen")  # type: ignore[union-attr]


def test_nothing_else_that_is_kept_can_be_read() -> None:
    mail = keep(b"{From: a private person}", "message/rfc822")
    hidden = make_read_look(make_target(hidden=True)).evidence
    for sha256 in (mail, hidden, "0" * 64, "nothing", "A" * 64):
        for ending in ("", ".json", ".webp"):
            assert Client().get(f"/e/{sha256}{ending}").status_code == 404


def test_a_record_is_not_served_as_a_picture_nor_a_picture_as_a_record() -> None:
    made = make_report(make_target(), confirmed=True)
    look = make_read_look(make_target())
    assert Client().get(f"/e/{made.picture}.json").status_code == 404
    assert Client().get(f"/e/{look.evidence}.webp").status_code == 404


@pytest.mark.parametrize(
    ("cookie", "wishes", "language"),
    [
        ("sq", "de, en", "sq"),
        ("", "sr-Latn-RS, en;q=0.5", "sr-latn"),
        ("", "hr", "sr-latn"),
        ("xx", "sr", "sr"),
        ("", "fr", "en"),
    ],
)
def test_a_short_address_leads_to_the_page_in_the_readers_language(cookie: str, wishes: str, language: str) -> None:
    client = Client(headers={"accept-language": wishes})
    if cookie:
        client.cookies["language"] = cookie
    answer = client.get("/t/a")
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/targets/a/")
    assert "Accept-Language" in answer["Vary"]
    assert "Cookie" in answer["Vary"]
