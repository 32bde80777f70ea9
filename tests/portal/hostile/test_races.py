"""Two people at the same moment, with real threads and transactions: what may be done once is done once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client

from portal.catalogue.acts import decide_contact, propose_contact
from portal.catalogue.models import Channel, Contact
from portal.evidence.acts import confirm, report
from portal.ground.ledger import looks
from portal.ground.ledger.chain import verify
from portal.ground.ledger.models import Entry
from portal.ground.mail.models import Outgoing
from portal.ground.moves import NotAllowedError
from portal.ground.people.acts import give_role, leave, welcome
from portal.ground.people.models import Person, Role
from portal.request.acts import stand_behind
from portal.request.models import Letter, Request, Signature
from portal.request.tasks import send_ready
from portal.request.writing import approve
from tests.portal.faces.desk.make import addresses, make_desk
from tests.portal.hostile.test_stored import signed_in
from tests.portal.make import make_contact, make_look, make_person, make_target

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do all of them at the same moment, each with a connection of its own; what each gave back, or its refusal."""
    start = threading.Barrier(len(deeds))
    came: list[Any] = [None] * len(deeds)

    def run(number: int) -> None:
        start.wait()
        try:
            came[number] = deeds[number]()
        except Exception as error:
            came[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def rows(verb: str) -> int:
    return Entry.objects.filter(verb=verb).count()


def make_missing() -> Any:
    target = make_target()
    make_contact(target)
    make_look(target, country="missing")
    return target


def test_six_people_open_one_request() -> None:
    target, people = make_missing(), [make_person() for _ in range(6)]
    came = at_once(*(lambda one=one: stand_behind(target, one, "Arta").opened for one in people))  # type: ignore[misc]
    assert sorted(map(str, came)) == ["False"] * 5 + ["True"]
    assert (Request.objects.count(), Letter.objects.count(), Signature.objects.count()) == (1, 1, 6)
    assert (rows("request.opened"), rows("request.signed"), rows("letter.written")) == (1, 6, 1)


def test_one_person_presses_twice() -> None:
    target, clients = make_missing(), [signed_in(person) for person in [make_person()] * 2]
    form = {"name": "Arta", "words": "x", "old_enough": "on"}
    came = at_once(
        *(lambda one=one: one.post(f"/en/targets/{target.slug}/stand/", form).status_code for one in clients)
    )  # type: ignore[misc]
    assert (came, Signature.objects.count(), rows("request.signed")) == ([302, 302], 1, 1)


def test_the_same_code_makes_one_person() -> None:
    came = at_once(*[lambda: welcome("ana@example.org", "sq").pk] * 3)
    assert (len(set(came)), Person.objects.count(), rows("person.joined")) == (1, 1, 1)


def test_two_workers_send_a_letter_once() -> None:
    asked = stand_behind(make_missing(), make_person()).signature.request
    approve(asked, "person-a")
    at_once(*[send_ready.func] * 3)
    assert (Outgoing.objects.count(), rows("letter.sent"), rows("mail.queued")) == (1, 1, 1)


def test_two_staff_decide_on_a_contact_once() -> None:
    contact = propose_contact(make_missing(), Channel.EMAIL, "x@y.example", "a page", "person-a")
    came = at_once(
        lambda: decide_contact(Contact.objects.get(pk=contact.pk), True, "person-b"),
        lambda: decide_contact(Contact.objects.get(pk=contact.pk), False, "person-c"),
    )
    assert (sum(one is None for one in came), rows("contact.decided")) == (1, 1)


def test_two_staff_confirm_a_report_once() -> None:
    made = report(make_person(), "https://new.example/", {"country": "missing"}, name="New")
    staff = [make_person(Role.EDITOR).handle for _ in range(2)]
    came = at_once(*(lambda by=by: confirm(type(made).objects.get(pk=made.pk), by).slug for by in staff))  # type: ignore[misc]
    assert ("new" in came, rows("report.confirmed"), rows("look.made"), rows("target.added")) == (True, 1, 1, 1)


def test_an_administrator_is_left() -> None:
    for _ in range(4):
        Person.objects.update(role=Role.CITIZEN)
        first, second = make_person(Role.ADMIN), make_person(Role.ADMIN)
        came = at_once(
            lambda one=first, other=second: give_role(other, Role.CITIZEN, one),  # type: ignore[misc]
            lambda one=second: leave(one),  # type: ignore[misc]
            lambda one=first: leave(one),  # type: ignore[misc]
        )
        assert Person.objects.filter(role=Role.ADMIN, is_active=True).count() == 1, came
        assert any(isinstance(one, NotAllowedError) for one in came)


FILLED = {
    "reason": "because", "day": "2027-01-20", "kind": "considering", "subject": "A subject", "body": "A text",
    "shown": "A text", "said": "They said no", "note": "A note", "address": "office@site.example", "source": "a page",
    "role": "moderator", "name": "A name", "category": "other", "letter_language": "en", "channel": "email",
    "via": "email", "purpose": "remind", "read": "on", "criteria": "country",
}  # fmt: skip


# The same however often it is done: nothing is counted twice.
AGAIN = ("look", "add", "role", "propose", "change")


def press(client: Client, path: str, form: dict[str, str]) -> Callable[[], int]:
    """A press of one button."""
    return lambda: client.post(path, form).status_code


def forms(page: BeautifulSoup) -> list[dict[str, str]]:
    """What each form of a page of the desk would send, filled in."""
    found = []
    for form in page.select("form.deed[method=post]"):
        sent = {}
        for field in form.select("input[name], textarea[name], select[name]"):
            name = str(field["name"])
            plain = name.rpartition("-")[2]
            options = [str(one["value"]) for one in field.select("option[value]") if one["value"]]
            value = str(field.get("value") or field.get_text()) if field.name != "select" else ""
            wanted = FILLED.get(plain, "")
            sent[name] = (wanted if wanted in options else next(iter(options), "")) if options else value or wanted
            if field.get("type") == "checkbox":
                sent[name] = "on" if plain == "read" else sent[name]
                if plain == "hidden":
                    del sent[name]
        found.append(sent)
    return found


def test_every_button_of_the_desk_pressed_by_two_at_once_is_pressed_once() -> None:
    desk = make_desk()
    staff = [signed_in(make_person(Role.ADMIN)) for _ in range(2)]
    twice, done = {}, 0
    for name, path in addresses(desk).items():
        answer = staff[0].get(path)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        for form in forms(BeautifulSoup(answer.content, "html.parser")):
            if "do" not in form:
                continue
            came = at_once(*(press(one, path, form) for one in staff))
            done += came.count(302)
            if not set(came) <= {302, 400, 409} or (
                came.count(302) > 1 and form["do"] not in ("look", "add", "role", "propose", "change")
            ):
                twice[name, form["do"]] = came
    assert (twice, done > 12) == ({}, True)
    assert verify(looks.rows()).fault is None
