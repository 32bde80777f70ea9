"""An edition in; what a guardian is asked to agree to, word by word in their language, out. No name stands in it."""

from __future__ import annotations

import hashlib

from portal.academy.programme.models import Edition
from portal.academy.programme.telling import day
from portal.academy.programme.words import phrase
from portal.ground.languages.said import said


def consent_text(edition: Edition, language: str) -> str:
    """The text as it is shown and kept: paragraphs parted by empty lines."""
    return phrase(
        "consent",
        f"text.{edition.programme.kind}",
        language,
        edition=said(edition.names, language) or edition.slug,
        organiser=edition.organiser,
        begins=day(edition.starts_at, language),
        ends=day(edition.ends_at, language),
        place=edition.place or "–",
        contact=edition.contact or "–",
        days=edition.keep_days,
    )


def digest(text: str) -> str:
    """What a form carries so that nobody agrees to another text than the one they read."""
    return hashlib.sha256(text.encode()).hexdigest()
