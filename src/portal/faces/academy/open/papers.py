"""A certificate in; its words in the language of the reader, and the same as a PDF to print, out."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.academy.programme.models import Certificate, CrewRole
from portal.faces.kit.numbers import day
from portal.faces.paper.certificate import certificate_pdf
from portal.ground.languages.said import said


def title_of(certificate: Certificate) -> str:
    """The name of the edition in the language of the reader."""
    return said(certificate.facts.get("edition", {})) or certificate.edition.slug


def days_of(certificate: Certificate) -> str:
    """From when until when the edition was."""
    begins, ends = (dt.date.fromisoformat(certificate.facts[name]) for name in ("starts_on", "ends_on"))
    return day(begins) if begins == ends else f"{day(begins)} – {day(ends)}"


def words_of(certificate: Certificate) -> str:
    """What the certificate says in one sentence."""
    facts = certificate.facts
    role = {
        CrewRole.ORGANISER.value: _("organised %(edition)s in %(place)s (%(days)s)."),
        CrewRole.TRAINER.value: _("taught at %(edition)s in %(place)s (%(days)s)."),
        CrewRole.MENTOR.value: _("was a mentor at %(edition)s in %(place)s (%(days)s)."),
        CrewRole.JUROR.value: _("was in the jury of %(edition)s in %(place)s (%(days)s)."),
    }.get(facts.get("role", ""), _("took part in %(edition)s in %(place)s (%(days)s)."))
    return role % {"edition": title_of(certificate), "place": facts.get("place") or "–", "days": days_of(certificate)}


def done_of(certificate: Certificate) -> list[str]:
    """What was counted: sessions with their hours, works, prizes."""
    facts, found = certificate.facts, []
    if sessions := facts.get("sessions"):
        found.append(ngettext("%(number)s session", "%(number)s sessions", sessions) % {"number": sessions})
    if hours := facts.get("hours"):
        found.append(ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours})
    if works := facts.get("works"):
        found.append(ngettext("%(number)s work handed in", "%(number)s works handed in", works) % {"number": works})
    return [*found, *(str(award) for award in facts.get("awards", ()))]


def paper(certificate: Certificate) -> bytes:
    """The certificate as PDF, in the language of the reader. Raises NoNameError once the name on it is erased."""
    return certificate_pdf(certificate, get_language() or "en")
