"""An address or a handle in, the person out."""

from __future__ import annotations

from portal.ground.people.models import Person, Role


def tidy(email: str) -> str:
    """The one form in which an address is kept, counted and compared."""
    return email.strip().lower()


def by_email(email: str) -> Person | None:
    """The person with this address, also one who may not sign in any more."""
    return Person.objects.filter(email=tidy(email)).first()


def by_handle(handle: str) -> Person | None:
    """The person whom the ledger calls so."""
    return Person.objects.filter(handle=handle).first()


def hold_admins() -> None:
    """Let nobody else change who is an administrator until this transaction ends: the last two cannot go at once."""
    list(Person.objects.select_for_update().filter(role=Role.ADMIN, is_active=True).order_by("pk").values_list("pk"))


def admins() -> int:
    """How many people can give roles."""
    return Person.objects.filter(role=Role.ADMIN, is_active=True).count()
