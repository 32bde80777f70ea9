"""Very many of everything: real people still get through, a machine does not, and pages stay as cheap as before."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from portal.catalogue.models import Target
from portal.evidence.models import Report
from portal.ground.ledger.models import Entry
from portal.ground.limits import rules
from portal.ground.limits.acts import allow_rule
from portal.ground.limits.proof import LEAST, work
from portal.ground.people.models import Person, Role
from portal.request.acts import stand_behind
from portal.request.models import Signature
from tests.portal.hostile.test_stored import signed_in
from tests.portal.make import make_contact, make_look, make_person, make_target

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM = {"name": "", "words": "", "old_enough": "on"}
REPORT = {"address": "example.org", "seen-country": "missing"}


def make_missing() -> str:
    target = make_target()
    make_contact(target)
    make_look(target, country="missing")
    return target.slug


def test_sixty_people_of_one_class_sign_and_report_within_one_hour() -> None:
    slug, codes = make_missing(), set()
    for _ in range(60):
        client = signed_in(make_person())
        codes.add(client.post(f"/en/targets/{slug}/stand/", FORM, REMOTE_ADDR="192.0.2.1")["Location"])
        codes.add(client.post("/en/report/", REPORT, REMOTE_ADDR="192.0.2.1")["Location"])
    assert codes == {f"/en/targets/{slug}/thanks/", "/en/report/thanks/"}
    assert (Signature.objects.count(), Report.objects.count()) == (60, 60)


def test_thousands_of_sign_ups_from_one_network_cost_more_than_they_are_worth() -> None:
    cost = [work(done) for done in (0, 60, 100, 500, 1000, 5000)]
    assert cost[:3] == [LEAST] * 3
    assert (cost[3] > 1000 * LEAST, cost[4] > 10**9, cost[5] >= cost[4]) == (True, True, True)
    without = [allow_rule(rules.WITHOUT_PROOF, "192.0.2.1") for _ in range(60)]
    assert (without.count(True), without.count(False)) == (rules.WITHOUT_PROOF.limit, 60 - rules.WITHOUT_PROOF.limit)


def test_one_person_cannot_fill_the_queue() -> None:
    client = signed_in(make_person())
    for number in range(rules.REPORT.limit + 5):
        client.post("/en/report/", REPORT | {"address": f"https://a{number}.example.org/"})
    assert Report.objects.count() == rules.REPORT.limit


def test_pictures_are_opened_so_often_and_no_oftener() -> None:
    out, codes = io.BytesIO(), []
    Image.new("RGB", (4, 4)).save(out, "PNG")
    for _ in range(rules.PICTURE_OPENED.limit):
        allow_rule(rules.PICTURE_OPENED, "127.0.0.1")
    for form in (REPORT, {}):
        picture = SimpleUploadedFile("a.png", out.getvalue(), "image/png")
        codes.append(Client().post("/en/report/", {**form, "picture": picture}).status_code)
    assert (codes, Client().post("/en/report/", REPORT).status_code) == ([429, 429], 302)


def test_ten_thousand_signatures_keep_pages_cheap() -> None:
    slug = make_missing()
    admin = make_person(Role.ADMIN)
    person = make_person()
    asked = stand_behind(Target.objects.get(slug=slug), person, "Arta").signature.request
    now = timezone.now()
    Signature.objects.bulk_create(
        [Signature(request=asked, handle=f"p-{n}", name="Arta" if n % 3 else "", signed_at=now) for n in range(10_000)],
        batch_size=2000,
    )
    costs = {}
    pages = (
        "",
        "?page=2",
        "targets/",
        f"targets/{slug}/",
        f"targets/{slug}/stand/",
        f"targets/{slug}/thanks/",
        "requests/",
    )
    for page in pages:
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/en/{page}")
        costs[page] = len(queries)
        assert (answer.status_code, len(answer.content) < 100_000) == (200, True), page
    desk = signed_in(Person.objects.get(pk=admin.pk))
    with CaptureQueriesContext(connection) as queries:
        answer = desk.get(f"/desk/requests/{asked.pk}/signatures/")
    assert (answer.status_code, len(queries) < 12, len(answer.content) < 100_000) == (200, True, True)
    assert {page: cost for page, cost in costs.items() if cost > 10} == {}


def make_target_of(slug: str):  # type: ignore[no-untyped-def]
    from portal.catalogue.models import Target

    return Target.objects.get(slug=slug)


@pytest.mark.parametrize("page", ["1000000000", "-5", "0", "x", "1e9", "٣", "9" * 5000, "1.0", "%00", "last", "+1"])
@pytest.mark.parametrize("path", ["targets/", "wins/", "requests/", "ledger/"])
def test_any_page_number_leads_to_a_page(client: Client, path: str, page: str) -> None:
    make_missing()
    assert client.get(f"/en/{path}?page={page}&before={page}").status_code == 200


@pytest.mark.parametrize("form", ["e\u0301", "é", "ｅ", "E"])
def test_words_are_found_however_they_are_written(client: Client, form: str) -> None:
    make_target(name="Café", found="cafe")
    assert "Café" in client.get("/en/targets/", {"q": f"caf{form}"}).content.decode()


def test_huge_and_deep_addresses_are_answered(client: Client) -> None:
    codes = [
        client.get("/en/targets/?" + "q=a&" * 20_000).status_code,
        client.get("/en/targets/?q=" + "ž" * 50_000).status_code,
        client.get("/en/" + "targets/" * 2000).status_code,
        client.get("/en/targets/" + "a" * 20_000 + "/").status_code,
        client.get("/en/wins/?language=sq&x=" + "y" * 5000).status_code,
        client.get("/desk/?x=" + "y" * 5000).status_code,
        client.get("/", headers={"accept-language": "sq," * 20_000}).status_code,
        client.get(
            "/en/", headers={"cookie": "language=" + "%00" * 900 + "; theme=<x>; sessionid=" + "z" * 3000}
        ).status_code,
    ]
    assert [code for code in codes if code not in (200, 302, 400, 404)] == []


def test_a_note_of_a_thousand_emoji_is_kept_through_signing_in(client: Client) -> None:
    answer = client.post("/en/report/", REPORT | {"note": "🦅" * 1000, "name": "Ж" * 160})
    assert (answer.status_code, answer["Location"].startswith("/en/sign-in/")) == (302, True)
    long = client.post("/en/report/", REPORT | {"note": "🦅" * 1001})
    assert (long.status_code, "faults" in long.content.decode()) == (200, True)


def test_too_many_fields_and_files_are_refused_in_words(client: Client) -> None:
    codes = [
        client.post("/en/report/", {f"f{n}": "x" for n in range(2000)}).status_code,
        client.post("/en/report/", {f"f{n}": SimpleUploadedFile("a", b"x") for n in range(200)}).status_code,
        client.post("/en/report/", b"\xff\xfe", content_type="multipart/form-data; boundary=").status_code,
        client.post("/en/report/", b"x", content_type="multipart/form-data; boundary=\xe9" + "x" * 500).status_code,
        client.generic(
            "POST", "/en/sign-in/", b"\xff" * 100, "application/x-www-form-urlencoded; charset=x"
        ).status_code,
    ]
    assert [code for code in codes if code not in (200, 400)] == []


def test_looking_again_is_not_a_way_to_flood_others() -> None:
    slug = make_missing()
    for _ in range(40):
        Client().post(f"/en/targets/{slug}/check/")
    assert Entry.objects.filter(verb="look.asked").count() <= rules.CHECK_AGAIN.limit
