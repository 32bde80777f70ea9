"""What a target is called and how it stands in; the picture that stands beside a shared link, 1200 by 630, out.

Typst sets it, as it sets letters: it breaks lines by the language's rules and finds the size that fits, which neither
a rasteriser of SVG nor Pillow does.
"""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.audit.models import Verdict
from portal.faces.paper.press import pressed

DAYS_KEPT = 7
# The light scheme of css/tokens.css: a picture cannot follow its reader's.
TONES = {
    "listed": ("#12673a", "#e1f2e7"),
    "qualified": ("#735400", "#faf0d2"),
    "under-serbia": ("#67409a", "#eee7f8"),
    "mixed": ("#0b5b85", "#e1eff8"),
    "missing": ("#ab2318", "#fce8e4"),
    "not-expected": ("#566067", "#eceee9"),
    "unclear": ("#566067", "#eceee9"),
}
# How the row of the list is drawn: filled where Kosovo stands, a gap where it should, grey where nobody can say.
ROWS = {"missing": "gap", "under-serbia": "gap", "not-expected": "unknown", "unclear": "unknown"}


def share_card(title: str, verdict: str, language: str, words: str = "") -> bytes:
    """The picture as PNG, made once for the same content. `words`: what to say in place of the verdict's own words."""
    known = Verdict(verdict)
    with override(language):
        tone, tint = TONES[known.value]
        data = {
            "title": " ".join(title.split())[:120],
            "words": words or str(known.label),
            "site": settings.SITE_NAME,
            "tone": tone,
            "tint": tint,
            "row": ROWS.get(known.value, "place"),
            # Translators: the list stands in alphabetical order; name other countries where these would break it.
            "before": [_("Kenya"), _("Kiribati")],
            "place": _("Kosovo"),
            # Translators: as above, countries that follow Kosovo in the alphabet of your language.
            "after": [_("Kuwait"), _("Kyrgyzstan"), _("Laos")],
        }
    key = "card:" + hashlib.sha256(json.dumps([data, language], sort_keys=True).encode()).hexdigest()
    made: bytes | None = cache.get(key)
    if made is None:
        made = pressed("card", data, language, "png")
        cache.set(key, made, DAYS_KEPT * 86400)
    return made
