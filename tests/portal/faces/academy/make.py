"""Clients for tests of academy pages: somebody signed in; a form as a browser sends it."""

from __future__ import annotations

from typing import Any

from django.test import Client

from portal.academy.programme.models import CrewRole, Edition
from portal.ground.people.models import Person
from tests.portal.academy.make import make_crew
from tests.portal.make import make_person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(person: Person | None = None) -> Client:
    """A browser of somebody who is signed in."""
    client = Client()
    client.force_login(person or make_person(), backend=BACKEND)
    return client


def crew_client(edition: Edition, role: CrewRole = CrewRole.ORGANISER) -> Client:
    """A browser of somebody of the crew."""
    return signed_in(make_crew(edition, role, name="Besa").person)


def filled(**changes: Any) -> dict[str, Any]:
    """An application of an adult, as the form sends it."""
    values = {
        "track": "writing",
        "motivation": "I want to write about my town.",
        "experience": "",
        "languages": ["sq", "en"],
        "wiki_name": "",
        "full_name": "Arta Secretfamily",
        "born_on_day": "1",
        "born_on_month": "5",
        "born_on_year": "2000",
        "municipality": "Prizren",
        "school": "",
        "phone": "",
        "needs": "",
        "guardian_name": "",
        "guardian_email": "",
    }
    return {**values, **changes}
