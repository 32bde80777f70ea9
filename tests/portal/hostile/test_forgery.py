"""Forged requests: no form is taken without the proof that a page of ours sent it; opening pages changes nothing."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import resolve

from portal.catalogue.models import OptOut, Owner
from portal.ground.ledger.models import Entry
from portal.ground.people.models import Person, Role
from tests.portal.hostile.test_stored import signed_in, text_of
from tests.portal.hostile.world import make_everything, paths
from tests.portal.make import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# What programs send, each with a reason: a mail program's one-click opt-out (RFC 8058).
WITHOUT_TOKEN = {"opt-out"}
# Paper and pictures cost most of the time to draw, and are drawn for HEAD as for GET.
DRAWN = ("letter-pdf", "desk-paper", "share-card")


def test_no_form_is_taken_without_its_token() -> None:
    world = make_everything()
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    taken = {}
    for name, each in paths(world).items():
        answer = client.post(each[0], {"do": "approve", "confirm": "yes"})
        if answer.status_code not in (403, 405):
            taken[name] = answer.status_code

    assert set(taken) - WITHOUT_TOKEN == set()


def test_views_without_the_check_are_known_by_name() -> None:
    world = make_everything()
    exempt = {name for name, each in paths(world).items() if getattr(resolve(each[0]).func, "csrf_exempt", False)}
    programs = {
        name for name, each in paths(world).items() if each[0].startswith(("/api/", "/open/", "/feeds/", "/embed/"))
    }

    # The media desk bounds a body before anything reads it; the view within has the guard.
    assert exempt - programs == WITHOUT_TOKEN | {"badge", "oembed", "edition-media"}


def test_opening_every_page_changes_nothing() -> None:
    world = make_everything()
    clients = signed_in(world.admin), signed_in(world.citizen), Client()
    before, sent = _everything(), len(mail.outbox)
    for client in clients:
        for name, each in paths(world).items():
            for path in each if client is clients[0] else each[:1]:
                text_of(client.get(path))
            if client is clients[0] and name not in DRAWN:
                client.head(each[0])

    after = _everything()
    assert {label: (before[label], after[label]) for label in after if before[label] != after[label]} == {}
    assert len(mail.outbox) == sent


def _everything() -> dict[str, list[object]]:
    """All rows but what counts visits, holds sessions, or is brought by Django itself.

    That an organiser reads private data is written down, so the ledger is looked at without that.
    """
    apart = {"limits.Count", "sessions.Session", "auth.Permission", "contenttypes.ContentType", "ledger.Entry"}
    rows = {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.label not in apart
    }
    deeds = Entry.objects.exclude(verb="private.seen").order_by("number")
    return rows | {"ledger": list(deeds.values_list("verb", "subject", "actor", "body"))}


def test_no_link_changes_the_language_of_somebodys_mail() -> None:
    person = make_person(locale="sq")
    client = signed_in(person)
    answer = client.get("/sq/settings/?language=sr")
    person.refresh_from_db()
    assert (answer["Location"], person.locale) == ("/sr/settings/", "sq")


def test_a_signed_address_is_opened_by_robots_without_effect(client: Client) -> None:
    world = make_everything()
    addresses = paths(world)
    for name in ("leave-alone", "short-leave", "opt-out"):
        client.get(addresses[name][0], follow=True)
    assert (OptOut.objects.count(), Owner.objects.exclude(opted_out_at=None).count()) == (0, 0)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options"])
def test_other_methods_do_nothing(method: str) -> None:
    world = make_everything()
    client, before = signed_in(world.admin), _everything()
    answers = {each[0]: getattr(client, method)(each[0]).status_code for each in paths(world).values()}
    assert ({path: code for path, code in answers.items() if code >= 500}, _everything()) == ({}, before)


def test_a_forged_origin_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get("/en/sign-in/")
    token = page.context["csrf_token"]
    own = {"email": "a@example.org", "csrfmiddlewaretoken": str(token)}
    answers = [client.post("/en/sign-in/", own, headers={"origin": origin}).status_code for origin in (
        "https://evil.example", "null", "http://testserver.evil.example", "http://127.0.0.1:8000",
    )]  # fmt: skip
    assert answers == [403, 403, 403, 200]


def test_a_role_is_given_by_nobody_who_only_asks_for_it() -> None:
    person = make_person()
    client = signed_in(person)
    for path, data in (
        ("/en/settings/name/", {"name": "A", "role": "admin"}),
        ("/en/settings/wishes/", {"locale": "en", "role": "admin", "is_active": "1", "email": "x@y.example"}),
    ):
        client.post(path, data)
    found = Person.objects.get(pk=person.pk)
    assert (found.role, found.email) == (Role.CITIZEN, person.email)


def test_the_check_of_a_deployment_has_nothing_to_say_about_forms() -> None:
    call_command("check", "--tag", "security")
