"""People are found."""

from __future__ import annotations

import pytest

from portal.ground.people import acts, looks
from portal.ground.people.models import Role


@pytest.mark.django_db
def test_a_person_is_found_by_address_and_by_handle() -> None:
    ana = acts.welcome("ana@example.org", "en")
    assert looks.by_email(" ANA@example.org") == ana
    assert looks.by_handle(ana.handle) == ana
    assert (looks.by_email("ben@example.org"), looks.by_handle("person-0")) == (None, None)


@pytest.mark.django_db
def test_administrators_are_counted() -> None:
    assert looks.admins() == 0
    acts.give_role(acts.welcome("ana@example.org", "en"), Role.ADMIN, "owner")
    assert looks.admins() == 1
