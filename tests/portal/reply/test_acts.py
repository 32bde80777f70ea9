"""Replies: taken in once, matched, obeyed; what people decide about them, and that nothing shows before they do."""

from __future__ import annotations

import pytest

from portal.audit.models import Schedule
from portal.catalogue.looks import is_opted_out
from portal.catalogue.models import Channel
from portal.ground.ledger.models import Entry
from portal.ground.mail.acts import receive
from portal.ground.mail.addresses import reply_address
from portal.ground.moves import NotAllowedError
from portal.reply.acts import (
    ReplyError,
    decide,
    discard,
    match,
    name_contact,
    publish,
    restore,
    retract,
    take_in,
    unmatch,
)
from portal.reply.looks import thread
from portal.reply.models import Reply
from portal.reply.states import ReplyKind
from portal.request.models import Letter, LetterKind
from portal.request.writing import follow_up
from tests.portal.make import make_person, make_request
from tests.portal.reply.make import make_answer, make_bounce, make_mail, make_opt_out, make_raw, make_reply, make_sent

pytestmark = pytest.mark.django_db


def test_a_reply_to_the_secret_address_waits_and_its_request_is_answered() -> None:
    request = make_sent()
    reply = make_reply(request)
    request.refresh_from_db()
    assert (reply.request, reply.state, reply.matched_by, reply.suggested, reply.kind) == (
        request,
        "waiting",
        "address",
        "done",
        "",
    )
    assert (request.state, request.due_reason) == ("answered", "answer")
    assert "added" in reply.because


def test_the_same_message_is_taken_in_once() -> None:
    incoming = make_answer(make_sent())
    assert take_in(incoming) == take_in(incoming)
    assert Reply.objects.count() == 1


def test_an_automatic_answer_is_put_aside_and_the_request_still_waits() -> None:
    request = make_sent()
    reply = take_in(make_answer(request, "I am away.", Auto_Submitted="auto-replied"))
    request.refresh_from_db()
    assert (reply.state, reply.kind, reply.decided_by, request.state) == ("read", "automatic", "machine", "sent")


def test_a_ticket_receipt_without_headers_does_not_count_as_an_answer_before_a_person_says_so() -> None:
    request = make_sent()
    reply = take_in(make_answer(request, "This is an automated message. A ticket has been created."))
    request.refresh_from_db()
    assert (reply.state, reply.suggested, request.state) == ("waiting", "automatic", "sent")
    decide(reply, ReplyKind.CONSIDERING, "person-a")
    request.refresh_from_db()
    assert (request.state, request.due_reason) == ("answered", "considering")


def test_a_letter_that_was_ready_is_held_back_when_an_answer_comes() -> None:
    request = make_sent()
    follow_up(request, LetterKind.REMINDER, "machine", "remind")
    make_reply(request)
    request.refresh_from_db()
    assert request.state == "to-check"


@pytest.mark.parametrize(
    ("status", "contact", "request_state"),
    [("5.1.1", "broken", "to-check"), ("5.2.2", "confirmed", "to-check"), ("4.4.1", "confirmed", "to-check")],
)
def test_what_came_back_goes_to_the_queue_and_breaks_a_contact_only_for_good(
    status: str, contact: str, request_state: str
) -> None:
    request = make_sent()
    reply = take_in(make_bounce(make_mail(request), status))
    request.refresh_from_db()
    assert request.contact is not None
    assert (reply.kind, request.contact.state, request.state, request.due_reason) == (
        "automatic",
        contact,
        request_state,
        "bounced",
    )
    assert [(letter.version, letter.sent_at is None) for letter in Letter.objects.order_by("version")] == [
        (1, False),
        (2, True),
    ]


def test_a_forged_bounce_to_the_reply_address_breaks_nothing() -> None:
    request = make_sent()
    raw = make_raw(
        "--b\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--",
        Content_Type="multipart/report; report-type=delivery-status; boundary=b",
    )
    reply = take_in(receive(raw, "imap", reply_address(request.key)))
    request.refresh_from_db()
    assert request.contact is not None
    assert (reply.state, request.state, request.contact.state) == ("waiting", "sent", "confirmed")


def test_who_presses_unsubscribe_is_obeyed_at_once() -> None:
    request = make_sent()
    assert request.contact is not None
    take_in(make_opt_out(make_mail(request)))
    request.refresh_from_db()
    assert (request.state, is_opted_out(request.target.owner)) == ("opted-out", True)
    assert is_opted_out(make_request().target.owner, request.contact.address)


def test_a_wish_for_peace_in_a_reply_is_obeyed_once_a_person_read_it() -> None:
    request = make_sent()
    reply = make_reply(request, "Please remove us from your list and do not contact us again.")
    request.refresh_from_db()
    assert (reply.suggested, request.state) == ("removal-asked", "answered")
    decide(reply, ReplyKind.REMOVAL_ASKED, "person-a")
    request.refresh_from_db()
    assert (request.state, is_opted_out(request.target.owner)) == ("opted-out", True)


def test_a_target_is_looked_at_again_when_they_say_it_is_done() -> None:
    reply = make_reply()
    assert reply.request is not None
    decide(reply, ReplyKind.DONE, "person-a")
    assert Schedule.objects.get(target=reply.request.target).asked_by == "person-a"


def test_the_contact_that_a_reply_names_waits_for_a_second_person() -> None:
    reply = make_reply(text="Wrong department: please contact data@site.example")
    contact = name_contact(reply, Channel.EMAIL, "data@site.example", "person-a")
    assert (contact.state, contact.proposed_by, reply.suggested) == ("proposed", "person-a", "wrong-person")


def test_a_reply_that_nothing_names_waits_to_be_matched_by_a_person() -> None:
    request = make_sent()
    reply = take_in(receive(make_raw("Who are you?", "x@nowhere.example", Subject="Hello"), "imap"))
    assert (reply.state, reply.request) == ("unmatched", None)
    match(reply, request, "person-a")
    request.refresh_from_db()
    assert (reply.state, reply.matched_by, request.state) == ("waiting", "person", "answered")
    unmatch(reply, "person-a")
    assert (reply.state, reply.request) == ("unmatched", None)


def test_nothing_of_a_reply_shows_before_it_is_published_and_nothing_after_it_is_retracted() -> None:
    reply = make_reply(text="We added it. Call Anna at +49 30 1234567.")
    assert reply.request is not None
    decide(reply, ReplyKind.DONE, "person-a")
    assert [entry.kind for entry in thread(reply.request)] == ["letter"]
    publish(reply, "Re: Kosovo", "We added it. Call […: name].", "person-a")
    assert [(entry.kind, entry.text) for entry in thread(reply.request)][1:] == [
        ("reply", "We added it. Call […: name].")
    ]
    retract(reply, "names a person", "person-b")
    assert [entry.kind for entry in thread(reply.request)] == ["letter"]
    assert (reply.shown, reply.state) == ("", "read")


@pytest.mark.parametrize("shown", ["", "  \n"])
def test_an_empty_text_is_not_published(shown: str) -> None:
    with pytest.raises(ReplyError):
        publish(make_reply(), "Re", shown, "person-a")


def test_what_is_put_aside_can_be_taken_back() -> None:
    reply = make_reply()
    discard(reply, "an advertisement", "person-a")
    assert reply.state == "spam"
    restore(reply, "person-a")
    assert reply.state == "unmatched"


def test_two_people_cannot_both_decide_where_a_reply_belongs() -> None:
    request, other = make_sent(), make_sent()
    reply = take_in(receive(make_raw("Hello", "x@nowhere.example", Subject="Hello"), "imap"))
    stale = Reply.objects.get(pk=reply.pk)
    match(reply, request, "person-a")
    with pytest.raises(NotAllowedError, match="meanwhile"):
        match(stale, other, "person-b")


def test_the_ledger_holds_no_word_of_a_reply() -> None:
    reply = make_reply(text="Private words of anna@site.example")
    decide(reply, ReplyKind.POLITICAL, make_person().handle)
    said = " ".join(str(entry.body) for entry in Entry.objects.all())
    assert "anna" not in said
    assert "Private" not in said


def test_files_are_kept_or_refused_by_what_they_are() -> None:
    request = make_sent()
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nHere it is.\r\n"
        "--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=shot.png\r\n\r\nMZ program\r\n"
        "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=list.txt\r\n\r\nAlbania\r\n--b--"
    )
    reply = take_in(make_answer(request, body, Content_Type="multipart/mixed; boundary=b"))
    files = {file.name: (bool(file.sha256), bool(file.refused)) for file in reply.attachments.all()}
    assert files == {"shot.png": (False, True), "list.txt": (True, False)}
    assert reply.text == "Here it is."
