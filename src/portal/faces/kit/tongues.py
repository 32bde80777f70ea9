"""An address in, the same page in each language out."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language

TAGS = {"sr": "sr-Cyrl", "sr-latn": "sr-Latn"}


@dataclass(frozen=True)
class Tongue:
    """A language of the portal: its BCP 47 tag, its own name, this page in it, and whether it is the one shown."""

    code: str
    tag: str
    name: str
    address: str
    here: bool

    @property
    def choice(self) -> str:
        """The link that goes there and remembers the choice: `?language=` is read by faces/people/choice.py."""
        return f"{self.address}{'&' if '?' in self.address else '?'}language={self.code}"


def tag(code: str) -> str:
    """The BCP 47 tag of a language of the portal: both scripts of Serbian say which they are."""
    return TAGS.get(code, code)


def tongues(path: str) -> list[Tongue]:
    """The page at a path of this portal, in each of its languages; none for a page whose path names no language."""
    now = get_language()
    if not path.startswith(f"/{now}/"):
        return []
    return [Tongue(code, tag(code), name, translate_url(path, code), code == now) for code, name in settings.LANGUAGES]
