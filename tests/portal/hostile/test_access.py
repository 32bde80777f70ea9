"""What belongs to others or is not public yet: no address, number or file gives it out, and nobody changes it."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.catalogue.models import Owner, Target
from portal.evidence.models import Report
from portal.ground.people.models import Person, Role
from portal.reply.models import Reply
from portal.request.models import Follow, Letter, Request, Signature
from tests.portal.faces.desk.make import make_report
from tests.portal.hostile.test_stored import signed_in, text_of
from tests.portal.hostile.world import Hostile, make_everything, paths
from tests.portal.make import make_contact, make_look, make_person, make_target

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SECRET = "Zqx"


def make_secrets() -> tuple[Hostile, dict[str, str]]:
    """Marks in everything that is not public, by what they stand in."""
    world = make_everything()
    hidden = Target.objects.get(slug="d-hidden")
    Target.objects.filter(pk=hidden.pk).update(
        name=f"{SECRET}hidden", policy=f"{SECRET}policy", found=f"{SECRET}hidden"
    )
    Owner.objects.filter(pk=hidden.owner_id).update(name=f"{SECRET}owner")
    Signature.objects.filter(pk=world.desk.signature.pk).update(words=f"{SECRET}unread")
    Signature.objects.create(
        request=world.asked, person=None, handle="person-x", name=f"{SECRET}name", words=f"{SECRET}words",
        state="hidden", words_shown=True, signed_at=world.asked.opened_at,
    )  # fmt: skip
    Letter.objects.filter(request=world.desk.letter).update(body=f"{SECRET}draft", subject=f"{SECRET}subject")
    for reply in Reply.objects.exclude(state="published"):
        Reply.objects.filter(pk=reply.pk).update(
            text=f"{SECRET}text", subject=f"{SECRET}line", shown=f"{SECRET}shown", shown_subject=f"{SECRET}title"
        )
    Reply.objects.filter(state="published").update(text=f"{SECRET}original", subject=f"{SECRET}first")
    Report.objects.filter(pk=world.desk.report.pk).update(name=f"{SECRET}report", note=f"{SECRET}note")
    Report.objects.update(note=f"{SECRET}note")
    Person.objects.filter(pk=world.desk.person.pk).update(name=f"{SECRET}person")
    return world, {"key": world.asked.key}


def test_nothing_that_is_not_public_is_on_any_page_feed_picture_or_file() -> None:
    world, keys = make_secrets()
    outside = {name: each for name, each in paths(world).items() if not name.startswith("desk")}
    outside["search"] = [f"/en/targets/?q={SECRET}", f"/api/1/targets?q={SECRET}"]
    outside["hidden"] = [
        path.replace(world.api.won.slug, "d-hidden")
        for each in outside.values()
        for path in each
        if world.api.won.slug in path
    ]
    outside["requests"] = [f"/api/1/requests/{pk}" for pk in Request.objects.values_list("pk", flat=True)]
    outside["letters"] = [
        f"/en/targets/{world.desk.letter.target.slug}/{page}/" for page in ("letter", "thanks", "stand", "")
    ]
    outside["letters"] = [path.replace("//", "/") for path in outside["letters"]]
    found = []
    programs = ("/api/", "/open/", "/feeds/", "/embed/", "/e/", "/t/")  # they know nobody, so they say the same to all
    for who, client in (("anonymous", Client()), ("citizen", signed_in(world.citizen))):
        for name, each in outside.items():
            for path in each:
                if who == "citizen" and path.startswith(programs):
                    continue
                said = (
                    text_of(client.get(path))
                    .decode("utf-8", "replace")
                    .replace(f"q={SECRET}", "")
                    .replace(f'value="{SECRET}"', "")
                )
                found += [
                    (who, name, path, secret)
                    for secret in (SECRET, *keys.values())
                    if secret in said and "search" not in name
                ]
                if name == "search":
                    found += [(who, path, said.count("d-hidden"))] if "d-hidden" in said else []
    assert found == []


def test_the_address_that_ends_all_mail_to_an_owner_is_on_no_page() -> None:
    world = make_everything()
    missing = make_target(name="Nobody asked yet")
    make_contact(missing)
    make_look(missing, country="missing")
    everywhere = {
        name: each for name, each in paths(world).items() if name not in ("leave-alone", "short-leave", "opt-out")
    }
    everywhere["sign"] = [*everywhere["sign"], f"/en/targets/{missing.slug}/stand/"]
    found = []
    for name, each in everywhere.items():
        for path in each:
            if not name.startswith("desk"):
                said = (
                    text_of(signed_in(world.citizen).get(path))
                    if name in ("letter", "mine")
                    else text_of(Client().get(path))
                )
                found += [path] if b"/leave/" in said and b":" in said.partition(b"/leave/")[2][:60] else []
    assert found == []


def test_what_belongs_to_another_citizen_cannot_be_changed_or_read() -> None:
    world = make_everything()
    other = signed_in(make_person())
    theirs = world.asked.signatures.get(person=world.citizen)
    waiting = make_report()
    before = [list(model.objects.order_by("pk").values()) for model in (Signature, Report, Follow, Person)]
    codes = [
        other.post(f"/en/mine/signature/{theirs.pk}/withdraw/").status_code,
        other.post(f"/en/mine/report/{waiting.pk}/withdraw/").status_code,
        Client().post(f"/en/mine/signature/{theirs.pk}/withdraw/").status_code,
        other.get(f"/en/settings/passkeys/{1}/").status_code,
        other.post(f"/en/targets/{world.asked.target.slug}/due/", {"day": "2027-01-15"}).status_code,
    ]
    after = [list(model.objects.order_by("pk").values()) for model in (Signature, Report, Follow, Person)]
    last = {row["id"]: row.pop("last_login") for rows in (before[3], after[3]) for row in rows}
    assert (codes, len(last) > 0, before == after) == ([404, 404, 302, 404, 302], True, True)
    assert "Arta" not in other.get("/en/mine/").content.decode()


@pytest.mark.parametrize("role", [None, *Role])
def test_each_page_of_the_desk_opens_for_its_role_alone(role: Role | None) -> None:
    from portal.faces.desk.rights import RIGHTS

    world = make_everything()
    client = signed_in(make_person(role)) if role else Client()
    order = list(Role)
    for name, each in paths(world).items():
        if name in RIGHTS:
            may = role is not None and order.index(role) >= order.index(RIGHTS[name])
            codes = {client.get(path).status_code for path in each} | {client.post(path).status_code for path in each}
            assert (codes <= {302} if role is None else codes == {403}) or may, name


def test_a_picture_that_nobody_confirmed_is_not_public() -> None:
    world = make_everything()
    Report.objects.filter(pk=world.seen.pk).update(state="waiting")
    codes = [Client().get(path).status_code for path in (f"/e/{world.seen.picture}", f"/e/{world.seen.picture}.webp")]
    assert codes == [404, 404]


def test_people_have_no_pages() -> None:
    world = make_everything()
    for who in (world.citizen.handle, world.citizen.pk, "Arta"):
        for path in (f"/en/people/{who}/", f"/people/{who}", f"/api/1/people/{who}", f"/en/targets/{who}/", f"/@{who}"):
            assert Client().get(path, follow=True).status_code == 404, path
    assert Client().get(reverse("desk-person", args=[world.citizen.handle])).status_code == 302


def test_known_and_unknown_addresses_cost_the_same_queries_and_mails() -> None:
    make_person(email="known@example.org")
    from portal.faces.people import waits

    cost = []
    for email in ("warm@example.org", "known@example.org", "unknown@example.org"):
        client, before = Client(), len(mail.outbox)
        client.get("/en/sign-in/")
        text = waits.ticket(email, "")
        with (
            pytest.MonkeyPatch.context() as patch,
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            patch.setattr(waits, "SECONDS", -1)
            answer = client.post("/en/sign-in/wait/", {"ticket": text})
        cost.append((answer.status_code, answer["Location"], len(queries), len(mail.outbox) - before))
    assert cost[1] == cost[2]
    assert cost[1][3] == 1
