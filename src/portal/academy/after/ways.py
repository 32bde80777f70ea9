"""A page that a mail speaks of in; its whole address in the language that is switched on, out. Faces answer each."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language

from portal.academy.programme.models import Edition, Participant


def edition(which: Edition) -> str:
    """The front page of an edition."""
    return _page(f"{which.slug}/")


def own_numbers(which: Edition, participant: Participant) -> str:
    """The figures of one participant, by pseudonym."""
    return _page(f"{which.slug}/results/people/{participant.number}/")


def notes(which: Edition) -> str:
    """Where a participant reads what their mentor wrote."""
    return _page(f"{which.slug}/notes/")


def talk(which: Edition, participant: Participant) -> str:
    """Where a mentor reads what a participant wrote."""
    return _page(f"{which.slug}/notes/{participant.number}/")


def alumni() -> str:
    """The alumni, and what each wishes to hear."""
    return _page("alumni/")


def _page(rest: str) -> str:
    return f"{settings.SITE_ADDRESS.rstrip('/')}/{get_language() or settings.LANGUAGE_CODE}/academy/{rest}"
