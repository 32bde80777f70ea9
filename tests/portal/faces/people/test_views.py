"""Signing in, as honest people and as others do it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.ground.ledger.models import Entry
from portal.ground.people.models import Person
from tests.portal.faces.people.conftest import Visitor, code_in

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def make_person(email: str = "ana@example.org") -> Person:
    """Somebody who was here before."""
    return Person.objects.create_user(email, confirmed_at=NOON)


def signed_in(visitor: Visitor) -> bool:
    """Whether the portal knows who this is."""
    return "_auth_user_id" in visitor.client.session


def wrong(code: str) -> str:
    """Another code of the same form."""
    return "".join(letter if letter == "-" else str((int(letter) + 1) % 10) for letter in code)


def test_a_new_person_is_made_when_the_code_is_typed_and_not_before(visitor: Visitor) -> None:
    assert visitor.ask("Ana@Example.org").url == "/en/sign-in/code/"
    assert not Person.objects.exists()
    answer = visitor.post("sign-in/code/", {"code": code_in(mail.outbox[0].body)})
    assert (answer.status_code, answer.url, signed_in(visitor)) == (302, "/en/settings/", True)
    person = Person.objects.get()
    assert (person.email, person.locale, person.name, person.role) == ("ana@example.org", "en", "", "citizen")
    assert person.confirmed_at is not None
    assert not person.has_usable_password()
    assert list(Entry.objects.values_list("verb", "actor", "body")) == [("person.joined", person.handle, {})]


def test_a_known_person_signs_in_the_same_way(visitor: Visitor) -> None:
    person = make_person()
    visitor.sign_in("ana@example.org")
    assert visitor.client.session["_auth_user_id"] == str(person.pk)
    assert Person.objects.count() == 1


def test_the_code_is_the_first_line_of_a_plain_mail_in_the_language_of_the_page(visitor: Visitor) -> None:
    visitor.ask("ana@example.org")
    (message,) = mail.outbox
    assert (message.to, message.subject, message.content_subtype) == (
        ["ana@example.org"],
        "Your code for Digital Kosovo",
        "plain",
    )
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert code_in(message.body) not in message.subject


def test_a_code_is_read_with_spaces_and_without_a_dash(visitor: Visitor) -> None:
    visitor.ask("ana@example.org")
    visitor.post("sign-in/code/", {"code": f" {code_in(mail.outbox[0].body).replace('-', ' ')} "})
    assert signed_in(visitor)


def test_known_and_unknown_addresses_cannot_be_told_apart() -> None:
    make_person("known@example.org")
    seen = []
    for email in ("known@example.org", "other@example.org"):
        visitor, before = Visitor(), len(mail.outbox)
        asked = visitor.ask(email)
        page = visitor.get("sign-in/code/")
        failed = visitor.post("sign-in/code/", {"code": "0000-0000"})
        (message,) = mail.outbox[before:]
        text = message.body.replace(code_in(message.body), "")
        shown = [answer.content.decode().replace(email, "") for answer in (page, failed)]
        plain = [without_tokens(each) for each in shown]
        seen.append(
            (asked.status_code, asked.url, sorted(asked.cookies), page.status_code, plain, text, message.subject)
        )
    assert seen[0] == seen[1]


def without_tokens(page: str) -> str:
    """A page without what is random in it."""
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_asking_does_the_same_in_the_database_for_known_and_unknown_addresses() -> None:
    make_person("known@example.org")
    done = []
    for email, network in (("known@example.org", "192.0.2.8"), ("other@example.org", "192.0.2.9")):
        visitor = Visitor(network=network)
        proof = visitor.proof()
        with CaptureQueriesContext(connection) as queries:
            visitor.post("sign-in/", {"email": email, "proof": proof})
        done.append([query["sql"].split()[0] for query in queries])
        assert not any("people_person" in query["sql"] for query in queries)
    assert done[0] == done[1]


def test_an_expired_code_is_worth_nothing(visitor: Visitor) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        visitor.ask("ana@example.org")
        clock.shift(15 * 60 + 1)
        answer = visitor.post("sign-in/code/", {"code": code_in(mail.outbox[0].body)})
    assert (answer.url, signed_in(visitor)) == ("/en/sign-in/", False)


def test_the_sixth_try_is_refused_even_when_right(visitor: Visitor) -> None:
    visitor.ask("ana@example.org")
    code = code_in(mail.outbox[0].body)
    for _ in range(5):
        assert visitor.post("sign-in/code/", {"code": wrong(code)}).status_code == 200
    answer = visitor.post("sign-in/code/", {"code": code})
    assert (answer.url, signed_in(visitor)) == ("/en/sign-in/", False)


def test_tries_do_not_come_back_with_an_older_session(visitor: Visitor) -> None:
    visitor.ask("ana@example.org")
    code, kept = code_in(mail.outbox[0].body), dict(visitor.client.session.items())
    for _ in range(5):
        visitor.post("sign-in/code/", {"code": wrong(code)})
    session = visitor.client.session
    session.update(kept)
    session.save()
    assert visitor.post("sign-in/code/", {"code": code}).url == "/en/sign-in/"


def test_a_code_works_once(visitor: Visitor) -> None:
    visitor.ask("ana@example.org")
    code, kept = code_in(mail.outbox[0].body), dict(visitor.client.session.items())
    visitor.post("sign-in/code/", {"code": code})
    thief = Visitor()
    session = thief.client.session
    session.update(kept)
    session.save()
    thief.client.cookies["sessionid"] = session.session_key
    thief.post("sign-in/code/", {"code": code})
    assert (signed_in(visitor), signed_in(thief)) == (True, False)


def test_a_code_works_only_where_it_was_asked_for(visitor: Visitor) -> None:
    visitor.ask("ana@example.org")
    thief = Visitor()
    thief.ask("ana@example.org")
    thief.post("sign-in/code/", {"code": code_in(mail.outbox[0].body)})
    assert not signed_in(thief)


def test_the_session_does_not_hold_the_code(visitor: Visitor) -> None:
    visitor.ask("ana@example.org")
    code, kept = code_in(mail.outbox[0].body), str(dict(visitor.client.session))
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_a_session_planted_before_signing_in_is_worth_nothing_after(visitor: Visitor) -> None:
    visitor.get("sign-in/")
    visitor.ask("ana@example.org")
    planted = visitor.client.session.session_key
    visitor.post("sign-in/code/", {"code": code_in(mail.outbox[0].body)})
    thief = Visitor()
    thief.client.cookies["sessionid"] = planted
    assert thief.get("settings/").status_code == 302


def test_a_new_code_replaces_the_one_before_and_there_are_few(visitor: Visitor) -> None:
    visitor.ask("ana@example.org")
    for _ in range(4):
        visitor.post("sign-in/code/resend/")
    assert len(mail.outbox) == 4  # the first and three more
    visitor.post("sign-in/code/", {"code": code_in(mail.outbox[0].body)})
    assert not signed_in(visitor)
    visitor.post("sign-in/code/", {"code": code_in(mail.outbox[-1].body)})
    assert signed_in(visitor)


def test_nobodys_mailbox_is_filled_and_no_one_network_can_keep_a_person_out() -> None:
    statuses = [Visitor().ask("ana@example.org").status_code for _ in range(7)]
    assert (statuses, len(mail.outbox)) == ([302] * 5 + [429] * 2, 5)
    assert Visitor(network="198.51.100.7").ask("ana@example.org").status_code == 302
    for number in range(30):
        Visitor(network=f"203.0.113.{number}").ask("ana@example.org")
    assert len(mail.outbox) == 15


@pytest.mark.parametrize(
    "email",
    [
        "ana@example.org\r\nBcc: all@example.org",
        "ana@example.org\nSubject: x",
        "ana@example.org,ben@example.org",
        "ana@example.org%0d%0aBcc:x@example.org",
        "Ana <ana@example.org>",
        "<script>@example.org",
        "ana",
        "",
        "a" * 300 + "@example.org",
    ],
)
def test_no_header_gets_in_through_the_address(visitor: Visitor, email: str) -> None:
    answer = visitor.ask(email)
    sent = [message.message().as_string() for message in mail.outbox]
    assert all("all@example.org" not in each and "ben@example.org" not in each for each in sent)
    assert (answer.status_code, sent) == (200, []) or "%0d" in email


@pytest.mark.parametrize(
    "after",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "http:/evil.example",
        "/%0d%0aLocation:https://evil.example",
        "http://testserver.evil.example/",
    ],
)
def test_nobody_is_led_elsewhere(visitor: Visitor, after: str) -> None:
    answer = visitor.sign_in("ana@example.org", next=after)
    assert answer.status_code == 302
    assert answer.url in {"/en/settings/", "/%0d%0aLocation:https://evil.example"}
    again = visitor.client.get("/en/sign-in/", {"next": after})
    assert "evil.example" not in again.url or again.url.startswith("/%0d%0a")


def test_who_came_for_a_page_of_ours_gets_there(visitor: Visitor) -> None:
    assert visitor.get("settings/leave/").url == "/en/sign-in/?next=/en/settings/leave/"
    page = visitor.get("sign-in/?next=/en/settings/leave/").content.decode()
    assert 'name="next" value="/en/settings/leave/"' in page
    assert visitor.sign_in("ana@example.org", next="/en/settings/leave/").url == "/en/settings/leave/"


def test_a_closed_account_is_told_so_after_the_code_and_not_before(visitor: Visitor) -> None:
    Person.objects.filter(pk=make_person().pk).update(is_active=False)
    assert visitor.ask("ana@example.org").url == "/en/sign-in/code/"
    answer = visitor.post("sign-in/code/", {"code": code_in(mail.outbox[0].body)})
    assert (answer.url, signed_in(visitor)) == ("/en/sign-in/closed/", False)
    assert visitor.get("sign-in/closed/").status_code == 403


def test_when_no_mail_can_be_sent_the_page_says_so(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend", EmailBackend)
    monkeypatch.setattr("django.conf.settings.EMAIL_HOST", "127.0.0.1")
    monkeypatch.setattr("django.conf.settings.EMAIL_PORT", 1)
    assert visitor.ask("ana@example.org").status_code == 503


def test_signing_out_needs_more_than_a_link(visitor: Visitor) -> None:
    visitor.sign_in("ana@example.org")
    visitor.get("sign-out/")
    assert signed_in(visitor)
    visitor.post("sign-out/")
    assert not signed_in(visitor)


def test_forms_without_their_token_are_refused() -> None:
    visitor = Visitor(client=Client(enforce_csrf_checks=True))
    for path in ("sign-in/", "sign-in/code/", "sign-in/code/resend/", "sign-in/wait/", "sign-out/"):
        assert visitor.post(path, {"email": "ana@example.org"}).status_code == 403


def test_pages_of_signing_in_are_kept_by_nobody(visitor: Visitor) -> None:
    visitor.ask("ana@example.org")
    for path in ("sign-in/", "sign-in/code/", "sign-in/proof/"):
        assert "no-store" in visitor.get(path)["Cache-Control"]
