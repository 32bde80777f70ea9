"""Requests: one open ask to a target, many citizens behind it, nobody written to who asked for peace."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from portal.catalogue.acts import opt_out
from portal.ground.ledger.models import Entry
from portal.request.acts import (
    RequestError,
    close,
    forget,
    set_due,
    show_words,
    stand_behind,
    withdraw_signature,
)
from portal.request.models import Request, Signature
from portal.request.writing import approve, order_for, preview, write_by_hand
from tests.portal.make import make_contact, make_look, make_person, make_request, make_target


@pytest.mark.django_db
def test_the_first_citizen_opens_the_request_with_its_letter_and_the_second_signs_it() -> None:
    target = make_target(name="A list")
    make_contact(target)
    make_look(target, country="missing")
    first = stand_behind(target, make_person(), "Arta")
    second = stand_behind(target, make_person(), "Bekim")
    request = first.signature.request
    letter = request.letters.get()
    assert (first.opened, second.opened, second.signature.request) == (True, False, request)
    assert (letter.version, letter.language, letter.made_by) == (1, "en", "machine")
    assert "A list" in letter.subject
    assert "user-assigned" in letter.body


@pytest.mark.django_db
def test_a_citizen_counts_once_however_often_they_sign() -> None:
    request = make_request()
    person = make_person()
    for _ in range(3):
        stand_behind(request.target, person, "Arta")
    assert request.signatures.count() == 2


@pytest.mark.django_db
def test_where_nothing_is_missing_nothing_is_asked() -> None:
    target = make_target()
    make_look(target, country="listed")
    with pytest.raises(RequestError, match="Nothing is known to be missing"):
        stand_behind(target, make_person())
    assert Request.objects.count() == 0


@pytest.mark.django_db
def test_a_standard_is_asked_only_where_a_way_to_ask_is_known() -> None:
    standard = make_target(kind="standard", layer=0)
    make_look(standard, country="missing")
    with pytest.raises(RequestError, match="that a letter could ask for"):
        stand_behind(standard, make_person())
    make_contact(standard)
    assert stand_behind(standard, make_person()).opened is True


@pytest.mark.django_db
def test_an_owner_who_asked_for_peace_is_left_alone_at_once_in_all_targets() -> None:
    target = make_target()
    contact = make_contact(target)
    other = make_target(owner=target.owner)
    make_look(other, country="missing")
    opt_out(contact.address.upper(), "they asked", "machine")
    with pytest.raises(RequestError, match="we obey"):
        stand_behind(other, make_person())


@pytest.mark.django_db
def test_a_whole_domain_can_ask_for_peace() -> None:
    target = make_target()
    make_contact(target, address="help@mail.shop.example")
    make_look(target, country="missing")
    opt_out("shop.example", "they asked", "machine")
    with pytest.raises(RequestError, match="we obey"):
        stand_behind(target, make_person())


@pytest.mark.django_db
def test_a_closed_request_makes_room_for_the_next() -> None:
    request = make_request()
    close(request, "win", "machine")
    make_look(request.target, timezone.now(), country="missing")
    assert stand_behind(request.target, make_person()).opened is True


@pytest.mark.django_db
def test_own_words_come_into_the_letter_once_a_person_read_them() -> None:
    target = make_target()
    make_look(target, country="missing")
    signature = stand_behind(target, make_person(), "Arta", "I could not order a book.").signature
    before = order_for(signature.request).sender.words
    show_words(signature, True, make_person().handle)
    assert (before, order_for(signature.request).sender.words) == ("", "I could not order a book.")


@pytest.mark.django_db
def test_a_name_that_is_taken_back_is_gone_and_no_longer_counts() -> None:
    request = make_request()
    signature = stand_behind(request.target, make_person(), "Arta", "Words").signature
    withdraw_signature(signature, signature.handle)
    row = Signature.objects.get(pk=signature.pk)
    assert (row.name, row.words, row.person, row.state) == ("", "", None, "withdrawn")


@pytest.mark.django_db
def test_who_leaves_is_forgotten_but_still_counted() -> None:
    request = make_request()
    signature = stand_behind(request.target, make_person(), "Arta", "Words").signature
    forget(signature.handle)
    row = Signature.objects.get(pk=signature.pk)
    assert (row.name, row.words, row.person, row.state) == ("", "", None, "counts")


@pytest.mark.django_db
def test_every_version_of_a_letter_is_kept_and_the_last_is_approved() -> None:
    request = make_request()
    editor = make_person().handle
    write_by_hand(request, "first", " A better\nsubject ", "A better text.", editor)
    approve(request, editor)
    assert list(request.letters.values_list("version", "subject", "approved_by"))[1:] == [
        (2, "A better subject", editor)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("days", [0, 1, 200])
def test_a_due_date_too_near_or_too_far_is_refused(days: int) -> None:
    with pytest.raises(RequestError, match="three days"):
        set_due(make_request(), timezone.now() + dt.timedelta(days=days), "", "machine")


@pytest.mark.django_db
def test_who_reads_a_language_without_letters_reads_english() -> None:
    target = make_target(letter_language="de")
    make_look(target, country="missing")
    shown = preview(target, "Arta", "", "email", "tr")
    assert shown is not None
    assert shown[1].language == "en"


@pytest.mark.django_db
def test_a_preview_shows_the_letter_in_both_languages_and_keeps_nothing() -> None:
    target = make_target(letter_language="de")
    make_look(target, country="missing")
    shown = preview(target, "Arta", "", "email", "sq")
    assert shown is not None
    assert [text.language for text in shown] == ["de", "sq"]
    assert Request.objects.count() == 0


@pytest.mark.django_db
def test_the_ledger_holds_no_name_no_address_and_no_private_word() -> None:
    target = make_target()
    make_contact(target, address="secret@shop.example")
    make_look(target, country="missing")
    person = make_person()
    stand_behind(target, person, "Arta Secretname", "private words")
    text = " ".join(f"{entry.actor} {entry.subject} {entry.body}" for entry in Entry.objects.all())
    assert [word for word in ("Secretname", "private", "secret@", str(person.email)) if word in text] == []
