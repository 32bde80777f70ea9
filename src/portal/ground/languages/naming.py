"""The code of a language in; its name in the language of the reader out."""

from __future__ import annotations

from django.utils.translation import get_language_info


def language_name(code: str) -> str | None:
    """What a language is called in the language that is switched on; None for one that Django does not know."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return None
