"""A name that somebody would be called by in public in; the same in one plain form, or why not; and proposals, out."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.academy.programme.models import Application, Edition, Participant
from portal.academy.programme.words import load
from portal.ground.languages.fold import fold
from portal.ground.people.models import Person
from portal.ground.people.names import clean_name

LONGEST = 40
_WORD = re.compile(r"[^\W\d_]+")


def propose(edition: Edition, real: Iterable[str] = (), count: int = 5) -> list[str]:
    """Free pseudonyms of a pleasant word and a number; none has a word in common with the real names."""
    taken, choose = _taken(edition), random.SystemRandom()
    words = [word for word in load("pseudonyms")["words"] if not is_telling(word, real)]
    found: list[str] = []
    for digits in (2, 3, 4):
        for word in choose.sample(words, len(words)):
            name = f"{word} {choose.randrange(10 ** (digits - 1), 10**digits)}"
            if fold(name) not in taken:
                found.append(name)
                taken.add(fold(name))
            if len(found) == count:
                return found
    return found


def clean_pseudonym(edition: Edition, typed: str, real: Iterable[str] = (), own: Participant | None = None) -> str:
    """The pseudonym as it is shown. `real`: names that it must not tell; `own`: whose it is to be.

    Raises ValidationError where it is empty, cannot be shown, tells a real name, or somebody else has it.
    """
    name = clean_name(typed)
    if not name:
        raise ValidationError(_("Please choose a pseudonym."))
    if len(name) > LONGEST:
        raise ValidationError(_("Please use at most %(number)d letters.") % {"number": LONGEST})
    if is_telling(name, real):
        raise ValidationError(_("This tells your real name. Please choose a name that does not."))
    if fold(name) in _taken(edition, own):
        raise ValidationError(_("Somebody in this edition has this name already. Please choose another."))
    return name


def is_telling(name: str, real: Iterable[str]) -> bool:
    """Whether a pseudonym tells a real name: it has a word of it, or a longer word of it inside."""
    words, whole = set(_WORD.findall(fold(name))), "".join(_WORD.findall(fold(name)))
    for text in real:
        parts = _WORD.findall(fold(text))
        if any(part in words for part in parts if len(part) > 1) or any(
            part in whole for part in parts if len(part) > 3
        ):
            return True
        if parts and "".join(parts) in whole:
            return True
    return False


def real_names(person: Person | None, application: Application | None) -> list[str]:
    """What a pseudonym must not tell: the name, the one that the public knows elsewhere, and the address."""
    private = getattr(application, "private", None) if application else None
    names = [private.full_name] if private else []
    if person is not None:
        names += [person.name, (person.email or "").partition("@")[0]]
    return [name for name in names if name]


def _taken(edition: Edition, own: Participant | None = None) -> set[str]:
    others = edition.participants.exclude(pk=own.pk) if own else edition.participants.all()
    return {fold(name) for name in others.values_list("pseudonym", flat=True)}
