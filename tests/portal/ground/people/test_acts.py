"""People come, change and leave."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator

from portal.ground.ledger.models import Entry
from portal.ground.moves import NotAllowedError
from portal.ground.people import acts
from portal.ground.people.models import Person, Role

pytestmark = pytest.mark.django_db


def deeds() -> list[tuple[str, str, dict[str, object]]]:
    """What the ledger says, without handles."""
    return [(entry.verb, entry.actor.split("-")[0], entry.body) for entry in Entry.objects.order_by("number")]


def make_admin() -> Person:
    """Somebody who gives roles."""
    return acts.give_role(acts.welcome("admin@example.org", "en"), Role.ADMIN, "owner")


def test_somebody_is_welcomed_once() -> None:
    first = acts.welcome("Ana@Example.org ", "sq")
    again = acts.welcome("ana@example.org", "en")
    assert (first.pk, again.locale, Person.objects.count()) == (again.pk, "sq", 1)
    assert deeds() == [("person.joined", "person", {})]


def test_somebody_not_confirmed_yet_is_confirmed() -> None:
    Person.objects.create_user("ana@example.org")
    assert acts.welcome("ana@example.org", "en").confirmed_at is not None
    assert deeds() == [("person.joined", "person", {})]


def test_changes_leave_rows_without_names_and_addresses() -> None:
    ana = acts.welcome("ana@example.org", "en")
    acts.rename(ana, "Ana Hoxha")
    acts.wish(ana, locale="sq", wants_mail=False)
    ana.refresh_from_db()
    assert (ana.name, ana.locale, ana.wants_mail) == ("Ana Hoxha", "sq", False)
    assert deeds() == [
        ("person.joined", "person", {}),
        ("person.renamed", "person", {}),
        ("person.wished", "person", {"fields": ["locale", "wants_mail"]}),
    ]


def test_leaving_erases_what_is_private_and_keeps_the_handle() -> None:
    ana = acts.rename(acts.welcome("ana@example.org", "en"), "Ana Hoxha")
    Authenticator.objects.create(user=ana, type=Authenticator.Type.WEBAUTHN, data={})
    acts.leave(ana)
    kept = Person.objects.values("handle", "email", "name", "role", "is_active", "wants_mail", "last_login").get()
    assert kept == {
        "handle": ana.handle,
        "email": None,
        "name": "",
        "role": "citizen",
        "is_active": False,
        "wants_mail": False,
        "last_login": None,
    }
    assert Authenticator.objects.count() == 0
    assert deeds()[-1] == ("person.left", "person", {})
    with pytest.raises(NotAllowedError):
        acts.leave(ana)


def test_only_an_administrator_gives_roles() -> None:
    admin, ana, ben = make_admin(), acts.welcome("ana@example.org", "en"), acts.welcome("ben@example.org", "en")
    acts.give_role(ana, Role.MODERATOR, admin)
    assert deeds()[-1] == ("person.given-role", "person", {"from": "citizen", "to": "moderator"})
    for by in (ana, ben):
        with pytest.raises(NotAllowedError):
            acts.give_role(ben, Role.EDITOR, by)
    with pytest.raises(NotAllowedError):
        acts.give_role(ben, Role.ADMIN, ben)
    assert Person.objects.get(pk=ben.pk).role == Role.CITIZEN


def test_one_administrator_always_stays() -> None:
    admin = make_admin()
    with pytest.raises(NotAllowedError):
        acts.give_role(admin, Role.CITIZEN, admin)
    with pytest.raises(NotAllowedError):
        acts.leave(admin)
    second = acts.give_role(acts.welcome("ana@example.org", "en"), Role.ADMIN, admin)
    acts.give_role(admin, Role.CITIZEN, second)
    assert Person.objects.get(role=Role.ADMIN) == second


def test_who_left_gets_no_role() -> None:
    ana = acts.welcome("ana@example.org", "en")
    acts.leave(ana)
    with pytest.raises(NotAllowedError):
        acts.give_role(ana, Role.EDITOR, make_admin())


def test_an_administrator_who_was_closed_gives_none() -> None:
    admin, ana = make_admin(), acts.welcome("ana@example.org", "en")
    admin.is_active = False
    admin.save(update_fields=["is_active"])
    with pytest.raises(NotAllowedError):
        acts.give_role(ana, Role.EDITOR, admin)


def test_joining_is_dated() -> None:
    before = datetime.now(UTC)
    person = acts.welcome("ana@example.org", "en")
    assert person.confirmed_at is not None
    assert before <= person.confirmed_at <= datetime.now(UTC)
