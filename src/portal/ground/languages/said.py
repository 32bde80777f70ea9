"""A text in several languages in; the one that this reader reads best out."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

from portal.ground.languages.script import to_latin

LANGUAGES = ("sq", "sr", "en")
_ELSE = ("en", "sq", "sr")


def said(texts: Mapping[str, str], language: str | None = None) -> str:
    """The text in a language, by default in that of the page; else in the first of English, Albanian, Serbian there is.

    Serbian is written once in Cyrillic: `sr-latn` has it in Latin. Empty where there is no text at all.
    """
    wanted = language or get_language() or "en"
    for tongue in (wanted.partition("-")[0], *_ELSE):
        if text := texts.get(tongue, "").strip():
            return to_latin(text) if tongue == "sr" and wanted == "sr-latn" else text
    return ""
