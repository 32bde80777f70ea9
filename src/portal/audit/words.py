"""One side of a change, as it is kept, in; the same in words of the reader's language out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.audit.models import Shift, Verdict


def side(shift: str, word: str) -> str:
    """How it stood: a verdict where Kosovo came or went, else the name or the code itself."""
    if shift not in (Shift.APPEARED, Shift.DISAPPEARED):
        return word or "–"
    return str(Verdict(word).label) if word in Verdict.values else _("No such list")
