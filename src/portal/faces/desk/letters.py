"""A request's letter in; its versions side by side, and its translation, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import translation as tongues
from django.utils.safestring import SafeString

from portal.faces.desk.marks import difference
from portal.request.letters.compose import write
from portal.request.letters.letter import Letter as Text
from portal.request.letters.tongue import load_letters
from portal.request.models import Letter, Request
from portal.request.writing import NothingToAskError, order_for


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions, the newest first, and how two of them differ; `difference` is empty where there is only one."""

    all: list[Letter]
    old: Letter | None
    new: Letter | None
    difference: SafeString


def versions(about: Request, chosen: Mapping[str, str]) -> Versions:
    """The versions of a request's letter, and the difference of the two that were chosen, else of the last two."""
    found = list(about.letters.order_by("-version"))
    known = {str(letter.version): letter for letter in found}
    new = known.get(chosen.get("new", ""), found[0] if found else None)
    old = known.get(chosen.get("old", ""), found[1] if len(found) > 1 else None)
    if old is None or new is None:
        return Versions(found, old, new, SafeString(""))
    return Versions(found, old, new, difference(f"{old.subject}\n\n{old.body}", f"{new.subject}\n\n{new.body}"))


def translation(about: Request, letter: Letter) -> Text | None:
    """The letter as composed now in the language of the desk; None where it is in it, or nothing is missing."""
    language = tongues.get_language() or "en"
    composed = next((one for one in about.letters.order_by("-version") if one.diagnosis), None)
    if composed is None or letter.language == language or language not in load_letters():
        return None
    try:
        return write(order_for(about, composed.diagnosis.get("purpose", "ask")), language)
    except (NothingToAskError, ValueError):
        return None
