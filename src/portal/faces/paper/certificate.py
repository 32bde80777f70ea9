"""A certificate as it was issued in; one page to print and frame, with the code by which anybody verifies it, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from django.conf import settings

from portal.academy.programme.models import Certificate
from portal.academy.programme.qr import qr_svg
from portal.academy.programme.telling import day, page
from portal.academy.programme.words import phrase
from portal.faces.paper.press import pressed
from portal.ground.languages.said import said

FILE = "certificate"
COUNTED = ("sessions", "hours", "works")


@dataclass(frozen=True, slots=True)
class Diploma:
    """What stands on the paper, in one language. `facts`: pairs of a word and what it says; `code_picture`: SVG."""

    language: str
    site: str
    title: str
    to: str
    name: str
    why: str
    edition: str
    programme: str
    facts: tuple[tuple[str, str], ...]
    organiser: tuple[str, str]
    issued: tuple[str, str]
    code: tuple[str, str]
    verify: str
    address: str
    code_picture: str
    picture_says: str
    mark: str = ""


class NoNameError(ValueError):
    """The real name that stood on this certificate is kept no more, so it cannot be printed again."""


def certificate_pdf(certificate: Certificate, language: str) -> bytes:
    """The certificate as a tagged PDF. Raises NoNameError where the name that it bears was erased."""
    return diploma_pdf(diploma(certificate, language))


def diploma(certificate: Certificate, language: str) -> Diploma:
    """What stands on a certificate in a language. Raises NoNameError where the name that it bears was erased."""
    facts = certificate.facts
    name = certificate.name if facts["shown"] == "name" else facts["pseudonym"]
    if not name:
        raise NoNameError(f"the name of certificate {certificate.pk} was erased")

    def word(key: str) -> str:
        return phrase(FILE, key, language)

    return Diploma(
        language=language,
        site=settings.SITE_NAME,
        title=word("title"),
        to=word("to"),
        name=name,
        why=word(f"why.{facts['role']}"),
        edition=said(facts["edition"], language),
        programme=said(facts["programme"], language),
        facts=tuple(_facts(certificate, language)),
        organiser=(word("organiser"), facts["organiser"]),
        issued=(word("issued"), day(certificate.issued_at, language)),
        code=(word("code"), f"{certificate.code[:4]} {certificate.code[4:]}"),
        verify=word("verify"),
        address=page(f"certificates/{certificate.code}/", language),
        code_picture=qr_svg(page(f"certificates/{certificate.code}/", language)),
        picture_says=word("picture"),
        mark=word("rehearsal") if facts["is_rehearsal"] else "",
    )


def _facts(certificate: Certificate, language: str) -> list[tuple[str, str]]:
    facts = certificate.facts
    first, last = (day(dt.date.fromisoformat(facts[name]), language) for name in ("starts_on", "ends_on"))
    said_so = [("dates", first if first == last else f"{first} – {last}"), ("place", facts["place"])]
    said_so += [(name, str(facts[name])) for name in COUNTED if facts.get(name)]
    awards = [said(award, language) if isinstance(award, dict) else str(award) for award in facts.get("awards", [])]
    said_so.append(("awards", ", ".join(awards)))
    return [(phrase(FILE, name, language), value) for name, value in said_so if value]


def diploma_pdf(sheet: Diploma) -> bytes:
    """The page as PDF; the same sheet gives the same text. Whatever is written in it stays text."""
    return pressed("certificate", asdict(sheet), sheet.language, "pdf")
