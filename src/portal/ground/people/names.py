"""A name as somebody typed it in; the same name as others may see it, or the reason why not, out."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.ground.languages.fold import fold

LONGEST = 60
MOST_DIGITS = 4
_SIGNS = frozenset(" '-.,()")
_QUOTES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("‐‑–—", "-"))
_LIKE_AN_ADDRESS = re.compile(r"\.\w\w|\bwww\b|\bhttps?\b|\bdot\s+com\b", re.IGNORECASE)
_OURS = frozenset({"digital kosovo", "digital kosova", "administrator", "admin", "moderator", "koordinator"})


def clean_name(text: str) -> str:
    """Return a public name in one plain form; empty means that the person signs as a citizen.

    Letters of any script, a few signs, no addresses of pages or mail, no telephone numbers, not our own name.
    Raises ValidationError with the reason in the reader's language.
    """
    name = " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).split())
    if not name:
        return ""
    if len(name) > LONGEST:
        raise ValidationError(_("Please use at most %(number)d letters.") % {"number": LONGEST})
    if not all(letter in _SIGNS or letter.isdigit() or unicodedata.category(letter)[0] in "LM" for letter in name):
        raise ValidationError(_("Please use only letters, spaces and the signs ' - . ,"))
    if _LIKE_AN_ADDRESS.search(name):
        raise ValidationError(_("A name cannot hold the address of a page. Please put a space after a full stop."))
    if sum(letter.isdigit() for letter in name) > MOST_DIGITS or not any(letter.isalpha() for letter in name):
        raise ValidationError(_("Please give a name, not a number."))
    if fold(name) in _OURS or fold(name).startswith("digital kosov"):
        raise ValidationError(_("This name would look like ours. Please choose another."))
    return name
