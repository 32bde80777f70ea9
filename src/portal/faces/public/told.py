"""A letter as it went out in; the text that the public may read, without what only its receiver may hold, out."""

from __future__ import annotations

import re

from django.conf import settings
from django.utils.translation import gettext as _

# Who holds the address for leaving may end all mail to an owner; who holds the address for replies may answer for it.
_LEAVE = re.compile(r"https?://[^\s<>\"]*/leave/[^\s<>\"]+")
# One note at the end of a letter: a line with a dash, and the lines that go on below it.
_NOTE = re.compile(r"^[-*] .*(?:\n[ \t]+\S.*)*\n?", re.MULTILINE)


def public_text(text: str) -> str:
    """The text with the owner's signed address and our secret reply addresses taken out, and said so."""
    text = _LEAVE.sub(_("[an address for the owner alone]"), text)
    return _replies().sub(_("[our address for replies]"), text)


def letter_of_anybody(text: str) -> str:
    """The letter as anybody may send it: the notes that hold these addresses are left out whole."""

    def kept(note: re.Match[str]) -> str:
        return "" if _LEAVE.search(note[0]) or _replies().search(note[0]) else note[0]

    return public_text(_NOTE.sub(kept, text))


def _replies() -> re.Pattern[str]:
    return re.compile(rf"[^\s<>\"@]+(?:@|&#64;){re.escape(settings.MAIL_DOMAIN)}", re.IGNORECASE)
