"""What people do at the desk, page by page: the deed, or the page again with all that was typed where it cannot be."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.catalogue.models import Channel, Contact, OptOut, Target
from portal.ground.ledger.models import Entry
from portal.ground.mail.acts import receive
from portal.ground.mail.models import Outgoing
from portal.ground.people.models import Person, Role
from portal.outcome.acts import refuse
from portal.outcome.models import Outcome
from portal.reply.acts import take_in
from portal.reply.models import Reply
from portal.request.acts import stand_behind
from portal.request.models import Request
from tests.portal.faces.desk.make import (
    make_by_hand,
    make_client,
    make_letter,
    make_regression,
    make_report,
    make_words,
)
from tests.portal.make import make_contact, make_person, make_target
from tests.portal.reply.make import make_mail, make_raw, make_reply, make_sent

pytestmark = pytest.mark.django_db


def send(client: Client, address: str, deed: str, /, **fields: Any) -> HttpResponse:
    """Open a page, fill in one of its forms and send it, as a browser does; the page that follows."""
    shown = client.get(address).content.decode()
    stamp = re.search(r'name="stamp" value="(\d+)"', shown)
    assert stamp, "the page has no form"
    data = {"do": deed, "stamp": stamp[1], **{f"{deed}-{name}": value for name, value in fields.items()}}
    answer: HttpResponse = client.post(address, data, follow=True)  # type: ignore[assignment]
    return answer


def fresh(row: Any) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


def test_a_report_is_confirmed_by_a_second_person_for_a_known_target() -> None:
    report, target = make_report(), make_target()
    answer = send(
        make_client(Role.EDITOR), reverse("desk-report", args=[report.pk]), "confirm", target=target.pk, kind="website"
    )
    assert (answer.status_code, fresh(report).state, fresh(report).target) == (200, "confirmed", target)


def test_a_report_is_rejected_with_a_reason_and_that_can_be_taken_back() -> None:
    report, client = make_report(), make_client(Role.EDITOR)
    address = reverse("desk-report", args=[report.pk])
    assert send(client, address, "reject", reason="").status_code == 400
    send(client, address, "reject", reason="The picture shows another site.")
    assert (fresh(report).state, fresh(report).reason) == ("rejected", "The picture shows another site.")
    send(client, address, "reopen")
    assert fresh(report).state == "waiting"


def test_nobody_confirms_their_own_report_and_what_was_typed_stays() -> None:
    report = make_report()
    client = Client()
    assert report.reporter is not None
    Person.objects.filter(pk=report.reporter.pk).update(role=Role.EDITOR)
    client.force_login(fresh(report.reporter), backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = send(client, reverse("desk-report", args=[report.pk]), "confirm", target="", kind="app")
    assert answer.status_code == 409
    assert b"second person" in answer.content
    assert b'<option value="app" selected' in answer.content


def test_a_letter_is_approved_and_taken_back() -> None:
    request, client = make_letter(), make_client(Role.COORDINATOR)
    address = reverse("desk-request", args=[request.pk])
    send(client, address, "approve")
    assert fresh(request).state == "ready"
    send(client, address, "hold", reason="a typing error")
    assert fresh(request).state == "to-check"


def test_a_changed_letter_is_a_new_version_and_the_page_shows_the_difference() -> None:
    request, client = make_letter(), make_client(Role.COORDINATOR)
    address = reverse("desk-request", args=[request.pk])
    answer = send(client, address, "edit", subject="Kosovo, please", body="Hello,\n\nplease <b>add</b> it.")
    assert [letter.version for letter in request.letters.all()] == [1, 2]
    assert b"<ins>" in answer.content
    assert b"<b>add" not in answer.content


def test_a_letter_that_somebody_sent_from_their_own_mailbox_is_not_sent_by_the_server() -> None:
    from portal.request.tasks import send_ready

    request, client = make_letter(), make_client(Role.COORDINATOR)
    send(client, reverse("desk-request", args=[request.pk]), "sent", via="email")
    send_ready.func()
    assert (fresh(request).state, Outgoing.objects.filter(about=f"request/{request.pk}").count()) == ("sent", 0)


def test_a_letter_into_a_form_is_noted_as_sent_by_hand() -> None:
    request = make_by_hand()
    send(make_client(Role.COORDINATOR), reverse("desk-request", args=[request.pk]), "sent", via="form")
    assert (fresh(request).state, request.letters.get().sent_via) == ("sent", "form")


def test_another_contact_is_chosen_before_sending() -> None:
    request = make_letter()
    other = make_contact(request.target, Channel.FORM, address="https://shop.example/contact")
    send(make_client(Role.COORDINATOR), reverse("desk-request", args=[request.pk]), "contact", contact=other.pk)
    assert (fresh(request).contact, fresh(request).channel) == (other, "form")


@pytest.mark.parametrize("purpose", ["iso-only", "no-time", "political", "remind", "ask", "wrong-person"])
def test_the_next_letter_is_a_draft_that_a_person_reads(purpose: str) -> None:
    reply = make_reply()
    assert reply.request is not None
    answer = send(
        make_client(Role.COORDINATOR), reverse("desk-request", args=[reply.request.pk]), "answer", purpose=purpose
    )
    assert (answer.status_code, fresh(reply.request).state, reply.request.letters.count()) == (200, "to-check", 2)


def test_dates_move_refusals_close_and_reopen() -> None:
    request, client = make_sent(), make_client(Role.COORDINATOR)
    address = reverse("desk-request", args=[request.pk])
    day = timezone.localdate() + dt.timedelta(days=30)
    assert send(client, address, "due", day="2001-01-01", reason="x").status_code == 409
    send(client, address, "due", day=day.isoformat(), reason="They asked for time.")
    assert timezone.localtime(fresh(request).due_at).date() == day
    send(client, address, "refuse", said="We follow ISO only.")
    assert (fresh(request).state, Outcome.objects.get().said) == ("refused", "We follow ISO only.")
    send(client, address, "reopen")
    assert fresh(request).state == "to-check"


def test_who_wants_no_letters_is_obeyed_from_the_page_and_from_the_list() -> None:
    request, client = make_sent(), make_client(Role.COORDINATOR)
    send(client, reverse("desk-request", args=[request.pk]), "peace")
    assert fresh(request).state == "opted-out"
    send(client, reverse("desk-opt-outs"), "add", address="Quiet.example", reason="by phone")
    assert OptOut.objects.filter(address="quiet.example").exists()


def test_a_reply_is_matched_read_and_published_only_after_it_was_compared() -> None:
    request, client = make_sent(), make_client(Role.MODERATOR)
    reply = take_in(receive(make_raw("We added it. Ask bob@site.example", "x@nowhere.example", Subject="Hi"), "imap"))
    address = reverse("desk-reply", args=[reply.pk])
    send(client, address, "match", request=request.pk)
    send(client, address, "decide", kind="done")
    page = client.get(address).content.decode()
    assert "<mark>bob@site.example</mark>" in page
    assert send(client, address, "publish", subject="Hi", shown="We added it.").status_code == 400
    send(client, address, "publish", subject="Hi", shown="We added it.", read="on")
    assert (fresh(reply).state, fresh(reply).kind, fresh(reply).shown) == ("published", "done", "We added it.")
    send(client, address, "retract", reason="names a person")
    assert (fresh(reply).state, fresh(reply).shown) == ("read", "")


def test_a_reply_is_put_aside_and_taken_back() -> None:
    reply, client = make_reply(), make_client(Role.MODERATOR)
    address = reverse("desk-reply", args=[reply.pk])
    send(client, address, "discard", reason="an advertisement")
    send(client, address, "restore")
    assert fresh(reply).state == "unmatched"


def test_markup_in_a_reply_is_text() -> None:
    reply = make_reply(text="<script>alert(1)</script> <img src=x onerror=alert(1)> a@b.example")
    page = make_client().get(reverse("desk-reply", args=[reply.pk])).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    original = make_client().get(reverse("desk-original", args=[reply.pk]))
    assert (original.headers["Content-Type"], original.headers["X-Content-Type-Options"]) == (
        "text/plain; charset=latin-1",
        "nosniff",
    )


def test_contacts_need_two_people() -> None:
    target, first = make_target(), make_client(Role.EDITOR)
    address = reverse("desk-target", args=[target.slug])
    wrong = {"channel": "email", "address": "no address", "source": "x"}
    assert send(first, address, "propose", **wrong).status_code == 400
    send(first, address, "propose", channel="email", address="data@office.example", source="their imprint")
    contact = Contact.objects.get(target=target)
    page = reverse("desk-contact", args=[contact.pk])
    assert send(first, page, "agree").status_code == 409
    assert fresh(contact).state == "proposed"
    send(make_client(Role.EDITOR), page, "agree")
    assert fresh(contact).state == "confirmed"


def test_facts_of_a_target_need_their_source_and_the_history_keeps_the_old_ones() -> None:
    target, client = make_target(name="Old name"), make_client(Role.EDITOR)
    address = reverse("desk-target", args=[target.slug])
    facts = {"name": "New name", "category": "other", "criteria": ["country"], "letter_language": "sq"}
    assert send(client, address, "change", **facts, reach=5).status_code == 400
    send(client, address, "change", **facts)
    assert (fresh(target).name, fresh(target).letter_language) == ("New name", "sq")
    assert Entry.objects.filter(verb="target.changed").latest("number").body["name"] == ["Old name", "New name"]


def test_a_target_is_added_once() -> None:
    client = make_client(Role.EDITOR)
    for _ in range(2):
        client.post(reverse("desk-target-new"), {"name": "Shop", "address": "https://shop.example", "kind": "website"})
    assert Target.objects.filter(address="https://shop.example").count() == 1
    assert client.post(reverse("desk-target-new"), {"name": "!!!", "address": "y", "kind": "app"}).status_code == 400


def test_words_are_shown_and_a_signature_is_hidden_with_a_reason() -> None:
    signature, client = make_words(), make_client(Role.MODERATOR)
    address = reverse("desk-words", args=[signature.pk])
    send(client, address, "show")
    assert fresh(signature).words_shown
    send(client, address, "unshow")
    send(client, address, "hide", reason="an insult")
    assert (fresh(signature).state, fresh(signature).words_shown) == ("hidden", False)
    send(client, address, "unhide")
    assert fresh(signature).state == "counts"


@pytest.mark.parametrize(("deed", "state"), [("confirm", "sent"), ("again", "queued"), ("stop", "stopped")])
def test_mail_whose_end_is_unknown_is_decided_by_a_person(deed: str, state: str) -> None:
    mail = make_mail(make_sent())
    Outgoing.objects.filter(pk=mail.pk).update(state="unknown")
    send(make_client(Role.COORDINATOR), reverse("desk-mail", args=[mail.pk]), deed)
    assert fresh(mail).state == state


def test_a_regression_is_explained() -> None:
    regression = make_regression()
    address = reverse("desk-regression", args=[regression.pk])
    send(make_client(Role.COORDINATOR), address, "explain", note="They took the list of another supplier.")
    assert (fresh(regression).state, fresh(regression).note) == ("explained", "They took the list of another supplier.")


def test_an_administrator_gives_a_role_and_the_last_one_keeps_theirs() -> None:
    admin, person = make_client(), make_person()
    send(admin, reverse("desk-person", args=[person.handle]), "role", role="editor")
    assert fresh(person).role == "editor"
    me = Person.objects.get(role="admin")
    assert send(admin, reverse("desk-person", args=[me.handle]), "role", role="citizen").status_code == 409
    assert fresh(me).role == "admin"


def test_citizens_are_found_by_their_whole_address_alone() -> None:
    person, admin = make_person(email="arta@example.org"), make_client()
    pages = {
        words: person.handle in admin.get(f"/desk/people/?q={words}").content.decode()
        for words in ("arta", "", "arta@example.org")
    }
    assert pages == {"arta": False, "": False, "arta@example.org": True}


def test_the_second_of_two_people_is_told_and_nothing_is_lost() -> None:
    request = make_letter()
    address = reverse("desk-request", args=[request.pk])
    first, second = make_client(Role.COORDINATOR), make_client(Role.COORDINATOR)
    page = second.get(address).content.decode()
    stamp = re.search(r'name="stamp" value="(\d+)"', page)
    assert stamp
    send(first, address, "edit", subject="From the first", body="First text.")
    data = {"do": "edit", "stamp": stamp[1], "edit-subject": "From the second", "edit-body": "Second text."}
    answer = second.post(address, data)
    assert answer.status_code == 409
    assert b"Somebody else changed this meanwhile" in answer.content
    assert b"Second text." in answer.content
    assert request.letters.count() == 2


def test_a_signature_of_a_citizen_meanwhile_disturbs_nobody() -> None:
    request, client = make_letter(), make_client(Role.COORDINATOR)
    address = reverse("desk-request", args=[request.pk])
    stamp = re.search(r'name="stamp" value="(\d+)"', client.get(address).content.decode())
    assert stamp
    stand_behind(request.target, make_person())
    client.post(address, {"do": "approve", "stamp": stamp[1]})
    assert fresh(request).state == "ready"


def test_a_deed_that_is_gone_is_told_kindly() -> None:
    request, client = make_sent(), make_client(Role.COORDINATOR)
    refuse(request, "No.", "person-a")
    answer = client.post(reverse("desk-request", args=[request.pk]), {"do": "approve", "stamp": "1"})
    assert answer.status_code == 409
    assert b"can no longer be done" in answer.content


def test_the_letter_is_a_pdf() -> None:
    request = make_letter()
    answer = make_client().get(reverse("desk-paper", args=[request.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_the_history_is_found_by_subject_actor_and_deed() -> None:
    request, client = make_letter(), make_client(Role.EDITOR)
    for query in (f"subject=request/{request.pk}", "verb=request.opened", f"actor={request.opened_by.handle}"):  # type: ignore[union-attr]
        assert b"request.opened" in client.get(f"/desk/history/?{query}").content
    assert b"request.opened" not in client.get("/desk/history/?actor=nobody").content


def test_a_translation_stands_beside_a_letter_in_another_language() -> None:
    request = make_letter()
    Request.objects.filter(pk=request.pk).update(language="sq")
    request.letters.update(language="sq")
    assert b"In your language" in make_client().get(reverse("desk-request", args=[request.pk])).content


def test_a_proposed_contact_of_a_reply_waits_for_a_second_person() -> None:
    reply = make_reply(text="Wrong department, please contact data@site.example")
    client = make_client(Role.MODERATOR)
    send(client, reverse("desk-reply", args=[reply.pk]), "name", address="data@site.example")
    assert Contact.objects.get(address="data@site.example").state == "proposed"
    assert Reply.objects.get().state == "waiting"
