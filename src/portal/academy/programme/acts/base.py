"""An edition in; the same edition held for one transaction, and the words for what cannot be done, out."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.academy.programme.looks import alias
from portal.academy.programme.models import Application, Edition, Participant
from portal.academy.programme.states import EditionState
from portal.ground.languages.plain import plain

OVER = (EditionState.CLOSED, EditionState.CANCELLED)
Actor = str | Participant | Application
"""Who does it: the handle of somebody of the crew, or a participant or applicant, whom the ledger calls by an alias."""


class AcademyError(ValueError):
    """What was asked for cannot be done; the words say why and what to do."""


class FullError(AcademyError):
    """There is no seat left."""


class ConsentError(AcademyError):
    """A guardian has to agree first."""


def actor(by: Actor) -> str:
    """What the ledger calls who does something."""
    return by if isinstance(by, str) else alias(by)


def hold(edition: Edition) -> Edition:
    """The edition as it stands now; nobody else who holds it goes on before this transaction ends.

    Every act that counts seats, members or numbers begins with it, before it writes anything. SQLite lets one writer
    in at a time anyway.
    """
    return Edition.objects.select_for_update(no_key=True).select_related(None).get(pk=edition.pk)


def must_go_on(edition: Edition) -> None:
    """Raise AcademyError where an edition is over."""
    if edition.state in OVER:
        raise AcademyError(_("This edition is over."))


def line(text: str, longest: int) -> str:
    """One line of text as it is kept."""
    return " ".join(plain(text).split())[:longest]


def lines(text: str, longest: int, field: str = "text") -> str:
    """Some lines of text as they are kept. Raises ValidationError at the field where they are too long."""
    tidy = plain(text).strip()
    if len(tidy) > longest:
        raise ValidationError({field: too_long(longest)})
    return tidy


def too_long(longest: int) -> str:
    """The words for a text that does not fit."""
    return _("Please use at most %(number)d letters.") % {"number": longest}
