"""Somebody who took part, or ran an edition, in; a certificate with a code that anybody can verify, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.programme.acts.base import AcademyError, Actor, actor, hold
from portal.academy.programme.looks import works_of
from portal.academy.programme.models import Certificate, Crew, Edition, Participant, Private
from portal.academy.programme.naming import sealed
from portal.academy.programme.states import EditionState, ParticipantState
from portal.ground.ledger.acts import record
from portal.ground.people.names import clean_name

ISSUED_IN = (EditionState.JUDGING, EditionState.CLOSED)
PSEUDONYM, NAME = "pseudonym", "name"


@transaction.atomic
def issue_certificate(
    to: Participant | Crew, shown: str, by: Actor, *, more: Mapping[str, Any] | None = None
) -> Certificate:
    """Issue a certificate; what stands on it is frozen now. An earlier one of the same person is revoked.

    `shown`: `pseudonym`, or `name` for the real name, which stands on the paper and of which a digest is kept once
    private data are erased. `more`: further public facts to freeze, such as {"awards": […]}.
    Raises AcademyError before the edition's work is over, for who withdrew, or where the real name is erased.
    """
    edition = hold(to.edition)
    if edition.state not in ISSUED_IN:
        raise AcademyError(_("Certificates are issued when the work of the edition is over."))
    named = _of_participant(to) if isinstance(to, Participant) else _of_crew(to)
    whose = {"participant": to} if isinstance(to, Participant) else {"crew": to}
    name = _real_name(to) if shown == NAME else ""
    facts = {**_frozen(edition), **_done(to), **(more or {}), "shown": NAME if name else PSEUDONYM}
    facts |= sealed(name) if name else {"pseudonym": named}
    for earlier in Certificate.objects.filter(revoked_at=None, **whose):
        _revoke(earlier, actor(by))
    made = Certificate.objects.create(
        edition=edition, name=name, facts=facts, issued_at=timezone.now(), issued_by=actor(by), **whose
    )
    record(
        "certificate.issued", f"edition/{edition.slug}", actor(by), {"certificate": made.pk, "shown": facts["shown"]}
    )
    return made


@transaction.atomic
def revoke_certificate(certificate: Certificate, by: str) -> Certificate:
    """Say that a certificate no longer holds; its code says so then. Nothing happens where it was revoked before."""
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if certificate.revoked_at is None:
        _revoke(certificate, by)
    return certificate


def _revoke(certificate: Certificate, by: str) -> None:
    certificate.revoked_at, certificate.name = timezone.now(), ""
    certificate.save(update_fields=["revoked_at", "name"])
    record("certificate.revoked", f"edition/{certificate.edition.slug}", by, {"certificate": certificate.pk})


def _of_participant(to: Participant) -> str:
    to.refresh_from_db(fields=["state", "pseudonym"])
    if to.state == ParticipantState.WITHDRAWN:
        raise AcademyError(_("Who withdrew gets no certificate."))
    return to.pseudonym


def _of_crew(to: Crew) -> str:
    if not to.name:
        raise ValidationError({"name": _("Give the name that stands on the certificate.")})
    return clean_name(to.name)


def _real_name(to: Participant | Crew) -> str:
    if isinstance(to, Crew):
        return _of_crew(to)
    private = Private.objects.filter(application=to.application_id).first() if to.application_id else None
    if private is None:
        raise AcademyError(_("The real name is not kept any more. A certificate can bear the pseudonym."))
    return private.full_name


def _frozen(edition: Edition) -> dict[str, Any]:
    programme = edition.programme
    return {
        "kind": programme.kind,
        "programme": programme.names,
        "edition": edition.names,
        "place": edition.place,
        "organiser": edition.organiser,
        "starts_on": timezone.localtime(edition.starts_at).date().isoformat(),
        "ends_on": timezone.localtime(edition.ends_at).date().isoformat(),
        "is_rehearsal": edition.is_rehearsal,
    }


def _done(to: Participant | Crew) -> dict[str, Any]:
    """What somebody did: their role; of a participant also the sessions, their hours, and the works handed in."""
    if isinstance(to, Crew):
        return {"role": str(to.role), "sessions": to.sessions.count()}
    visits = list(to.visits.select_related("session"))
    seconds = sum((visit.session.ends_at - visit.session.starts_at).total_seconds() for visit in visits)
    works = works_of(to.edition).filter(authors=to).count()
    return {"role": "participant", "sessions": len(visits), "hours": round(seconds / 3600), "works": works}
