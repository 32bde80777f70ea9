"""What flows out of the letters: a subject, a body and the parts it was made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.request.letters.diagnosis import Diagnosis, Sender


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a letter: `text` not yet wrapped; `shape` paragraph, list, code, quote, lines, checks or heading."""

    id: str
    text: str
    shape: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Order:
    """What a letter was written from, so that it can be written again in another language.

    `purpose`: `ask`, `remind` or the kind of objection that is answered. `sent`: when the first letter went out.
    """

    diagnosis: Diagnosis
    sender: Sender
    channel: str
    purpose: str = "ask"
    sent: date | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that is ready to send.

    `facts`: ids of data/letters/facts.toml and `owner/repo#number` of precedents that it leans on.
    """

    subject: str
    body: str
    language: str
    channel: str
    facts: tuple[str, ...]
    parts: tuple[Part, ...]
    order: Order

    @property
    def words(self) -> int:
        """How many words a reader meets: no web addresses, code to paste, ticks or the citizen's own words."""
        read = (part.text for part in self.parts if part.shape not in ("code", "quote", "checks"))
        return sum(any(map(str.isalnum, word)) and "://" not in word for text in read for word in text.split())
