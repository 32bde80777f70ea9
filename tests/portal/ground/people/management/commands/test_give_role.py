"""The first administrator is made by the owner of the machine."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.ground.ledger.models import Entry
from portal.ground.people.models import Person, Role


@pytest.mark.django_db
def test_a_role_is_given_to_a_new_or_known_person() -> None:
    out = StringIO()
    call_command("give_role", "Ana@example.org", "admin", stdout=out)
    person = Person.objects.get()
    assert (person.email, person.role) == ("ana@example.org", Role.ADMIN)
    assert out.getvalue() == f"{person.handle} is now admin\n"
    done = [("person.joined", person.handle), ("person.given-role", "owner")]
    assert list(Entry.objects.values_list("verb", "actor")) == done


@pytest.mark.django_db
@pytest.mark.parametrize("words", [("ana", "admin"), ("ana@example.org", "king"), ("ana@example.org",)])
def test_what_is_no_address_or_no_role_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("give_role", *words)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_the_last_administrator_keeps_the_role() -> None:
    call_command("give_role", "ana@example.org", "admin", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("give_role", "ana@example.org", "citizen")
