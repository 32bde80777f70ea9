"""Somebody who is signed in, in; whether they may begin a programme or an edition, out."""

from __future__ import annotations

from portal.academy.programme.models import Crew, CrewRole, Programme
from portal.ground.people.models import Person, Role


def may_found(person: Person | None) -> bool:
    """Whether somebody may make programmes and change them: the portal's coordinators."""
    return person is not None and person.is_at_least(Role.COORDINATOR)


def may_add_edition(person: Person | None, programme: Programme) -> bool:
    """Whether somebody may make an edition: who may make programmes, and who organised one of its editions."""
    if person is None or not person.is_active:
        return False
    organised = Crew.objects.filter(person=person, role=CrewRole.ORGANISER, edition__programme=programme)
    return may_found(person) or organised.exists()
