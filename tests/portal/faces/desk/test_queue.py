"""The queue: one for all kinds of work, each item with its age, reason and who is at it; bulk deeds with a preview."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.faces.desk.queue import KINDS, counts, items, kinds_for
from portal.ground.people.models import Person, Role
from portal.reply.models import Reply
from portal.request.models import Request, Signature
from portal.request.writing import approve
from tests.portal.faces.desk.make import make_client, make_desk, make_letter, make_words
from tests.portal.make import make_person
from tests.portal.reply.make import make_reply

pytestmark = pytest.mark.django_db


def preview(client: Client, deed: str, rows: list[int], **fields: str) -> dict[str, object]:
    """The answer to a chosen bulk deed, and what its preview would send."""
    data = {"do": deed, "pk": rows, **{f"{deed}-{name}": value for name, value in fields.items()}}
    page = client.post("/desk/bulk/", data).content.decode()
    stamps = dict(re.findall(r'name="(stamp-\d+)" value="(\d+)"', page))
    return {**data, **stamps, "confirm": "yes", "page": page}


def test_every_kind_of_work_is_in_the_one_queue() -> None:
    make_desk()
    person = make_person(Role.ADMIN)
    waiting = counts(person)
    assert set(waiting) == set(KINDS)
    assert {word for word, count in waiting.items() if not count} <= {"due"}
    found = items(person, waiting)
    assert sorted({item.kind for item in found} | {"due"}) == sorted(KINDS)
    assert found == sorted(found, key=lambda item: item.since)
    assert all(item.reason and item.title for item in found)


@pytest.mark.parametrize(
    ("role", "kinds"),
    [(Role.EDITOR, 2), (Role.MODERATOR, 6), (Role.COORDINATOR, 14), (Role.ADMIN, 14)],
)
def test_people_see_the_work_that_is_theirs(role: Role, kinds: int) -> None:
    assert len(kinds_for(make_person(role))) == kinds


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_can_be_shown_alone(kind: str) -> None:
    make_desk()
    assert make_client().get(f"/desk/?kind={kind}").status_code == 200


def test_the_queue_asks_the_database_no_more_often_when_it_is_long() -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get("/desk/")
        return len(found)

    client = make_client()
    make_desk()
    before = asked()
    for _ in range(3):
        make_letter()
        make_reply()
    assert asked() <= before


def test_somebody_takes_an_item_and_leaves_it_again() -> None:
    request, client = make_letter(), make_client(Role.COORDINATOR, name="Besa")
    other = make_client(Role.COORDINATOR)
    client.post("/desk/take/", {"subject": f"request/{request.pk}"})
    assert b"Besa" in other.get("/desk/?kind=letter").content
    client.post("/desk/take/", {"subject": f"request/{request.pk}"})
    assert b"Besa" not in other.get("/desk/?kind=letter").content


def test_letters_are_approved_at_once_after_a_preview_and_that_is_undone() -> None:
    requests, client = [make_letter(), make_letter()], make_client(Role.COORDINATOR)
    shown = preview(client, "approve", [one.pk for one in requests])
    assert "Nothing has changed yet" in str(shown["page"])
    assert all(one.target.name in str(shown["page"]) for one in requests)
    assert {one.state for one in Request.objects.all()} == {"to-check"}
    done = client.post("/desk/bulk/", shown)
    assert {one.state for one in Request.objects.all()} == {"ready"}
    assert b"Undo" in done.content
    client.post("/desk/bulk/", preview(client, "hold", [one.pk for one in requests]))
    assert {one.state for one in Request.objects.all()} == {"to-check"}


def test_a_row_that_changed_since_the_preview_is_left_alone_and_the_others_are_done() -> None:
    first, second, client = make_letter(), make_letter(), make_client(Role.COORDINATOR)
    shown = preview(client, "approve", [first.pk, second.pk])
    approve(first, "person-a")
    done = client.post("/desk/bulk/", shown).content.decode()
    assert "meanwhile" in done
    assert Request.objects.get(pk=second.pk).state == "ready"


def test_replies_of_one_kind_are_decided_at_once() -> None:
    replies, client = [make_reply(), make_reply()], make_client(Role.MODERATOR)
    client.post("/desk/bulk/", preview(client, "decide", [one.pk for one in replies], kind="considering"))
    assert {(one.state, one.kind) for one in Reply.objects.all()} == {("read", "considering")}


def test_signatures_are_hidden_at_once_with_one_reason() -> None:
    signatures, client = [make_words("One."), make_words("Two.")], make_client(Role.MODERATOR)
    chosen = [one.pk for one in signatures]
    missing = client.post("/desk/bulk/", {"do": "hide", "pk": chosen})
    assert missing.status_code == 400
    client.post("/desk/bulk/", preview(client, "hide", chosen, reason="an advertisement"))
    assert {one.state for one in Signature.objects.filter(pk__in=chosen)} == {"hidden"}


def test_a_date_that_is_too_near_changes_nothing_and_says_so() -> None:
    from tests.portal.reply.make import make_sent

    request, client = make_sent(), make_client(Role.COORDINATOR)
    before = request.due_at
    done = client.post("/desk/bulk/", preview(client, "due", [request.pk], day="2001-01-01", reason="x"))
    assert b"Not changed" in done.content
    assert Request.objects.get(pk=request.pk).due_at == before


@pytest.mark.parametrize("data", [{}, {"do": "no-such-deed"}, {"do": "approve"}, {"do": "approve", "pk": "x"}])
def test_a_bulk_deed_without_rows_changes_nothing(data: dict[str, str]) -> None:
    make_letter()
    assert make_client().post("/desk/bulk/", data).status_code in (302, 400)
    assert {one.state for one in Request.objects.all()} == {"to-check"}


def test_people_are_unknown_to_the_public_names_of_the_queue() -> None:
    make_desk()
    page = make_client().get("/desk/").content.decode()
    assert not any(address in page for address in Person.objects.values_list("email", flat=True))
