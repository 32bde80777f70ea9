"""Standing behind a letter: read it, sign in by code if need be, sign once, never by a link alone."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.request.models import Follow, Request, Signature
from portal.request.writing import approve
from tests.portal.make import make_contact, make_look, make_person, make_request, make_target

FORM = {"name": "Arta", "words": "I could not order a book.", "old_enough": "on"}


def make_missing(**fields: object) -> str:
    target = make_target(**fields)
    make_contact(target)
    make_look(target, country="missing")
    return target.slug


@pytest.mark.django_db
def test_the_page_shows_the_letter_in_both_languages_before_anything_is_asked(client: Client) -> None:
    page = client.get(f"/sq/targets/{make_missing(letter_language='de')}/stand/").content.decode()
    assert 'lang="de"' in page
    assert 'lang="sq"' in page
    assert Request.objects.count() == 0


@pytest.mark.django_db
def test_who_is_signed_in_signs_at_once_and_follows(client: Client) -> None:
    slug, person = make_missing(), make_person()
    client.force_login(person)
    answer = client.post(f"/en/targets/{slug}/stand/", FORM)
    signature = Signature.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/en/targets/{slug}/thanks/")
    assert (signature.name, signature.words, signature.words_shown) == ("Arta", "I could not order a book.", False)
    assert Follow.objects.get().person == person
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.django_db
def test_what_was_typed_survives_signing_in_and_needs_one_more_press(client: Client) -> None:
    slug = make_missing()
    answer = client.post(f"/en/targets/{slug}/stand/", FORM)
    assert answer["Location"].startswith("/en/sign-in/?next=")
    kept = client.session["intents"]
    client.force_login(make_person())
    session = client.session
    session["intents"] = kept
    session.save()
    page = client.get(f"/en/targets/{slug}/stand/sign/").content.decode()
    assert "I could not order a book." in page
    assert Signature.objects.count() == 0
    for _ in range(2):
        client.post(f"/en/targets/{slug}/stand/sign/")
    assert Signature.objects.get().name == "Arta"


@pytest.mark.django_db
def test_a_link_alone_signs_nothing(client: Client) -> None:
    slug = make_missing()
    client.force_login(make_person())
    client.get(f"/en/targets/{slug}/stand/")
    client.get(f"/en/targets/{slug}/stand/sign/")
    assert Signature.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("words", "Buy at https://spam.example"),
        ("words", "write to me@spam.example"),
        ("words", "x" * 501),
        ("name", "www.spam.example"),
        ("old_enough", ""),
    ],
)
def test_what_cannot_be_signed_is_said_and_what_was_typed_stays(client: Client, field: str, value: str) -> None:
    slug = make_missing()
    client.force_login(make_person())
    answer = client.post(f"/en/targets/{slug}/stand/", {**FORM, field: value})
    assert answer.status_code == 200
    assert "I could not order a book." in answer.content.decode() or field == "words"
    assert Signature.objects.count() == 0


@pytest.mark.django_db
def test_words_and_names_cannot_become_script(client: Client) -> None:
    slug = make_missing(name="<script>alert(1)</script>")
    client.force_login(make_person())
    page = client.post(f"/en/targets/{slug}/stand/", {**FORM, "words": '"><script>alert(2)</script>'}, follow=True)
    assert "<script>alert" not in page.content.decode()


@pytest.mark.django_db
def test_where_nothing_is_missing_the_page_says_so(client: Client) -> None:
    target = make_target()
    make_look(target, country="listed")
    page = client.get(f"/en/targets/{target.slug}/stand/").content.decode()
    assert "Nothing to ask for at the moment" in page


@pytest.mark.django_db
def test_a_letter_nobody_read_yet_is_not_passed_on(client: Client) -> None:
    request = make_request()
    address = f"/en/targets/{request.target.slug}/letter/"
    before = client.get(address).status_code
    approve(request, make_person().handle)
    assert (before, client.get(address).status_code) == (404, 200)
    assert client.get(f"/en/targets/{request.target.slug}/letter.pdf").content[:5] == b"%PDF-"


@pytest.mark.django_db
def test_the_card_is_a_picture(client: Client) -> None:
    answer = client.get(f"/en/targets/{make_missing()}/card.png")
    assert (answer["Content-Type"], answer.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
