"""A letter as it went out in; the text that the public may read, without what only its receiver may hold, out."""

from __future__ import annotations

import re

from django.conf import settings
from django.utils.translation import gettext as _

# Who holds the address for leaving may end all mail to an owner; who holds the address for replies may answer for it.
_LEAVE = re.compile(r"https?://[^\s<>\"]*/leave/[^\s<>\"]+")


def public_text(text: str) -> str:
    """The text with the owner's signed address and our secret reply addresses taken out, and said so."""
    reply = re.compile(rf"[^\s<>\"@]+(?:@|&#64;){re.escape(settings.MAIL_DOMAIN)}", re.IGNORECASE)
    text = _LEAVE.sub(_("[an address for the owner alone]"), text)
    return reply.sub(_("[our address for replies]"), text)
