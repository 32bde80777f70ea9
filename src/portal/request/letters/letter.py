"""What flows out of the letters: a subject, a body and the parts it was made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.request.letters.diagnosis import Diagnosis, Sender


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a letter: `text` not yet wrapped; `shape` says how it is laid out (see `layout`)."""

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


def words(parts: Iterable[Part]) -> int:
    """Return how many words a reader meets: no address, signature, code to paste, ticks or own words of the citizen."""
    read = (part.text for part in parts if part.shape not in ("code", "quote", "checks", "lines"))
    return sum(any(map(str.isalnum, word)) and "://" not in word for text in read for word in text.split())


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
        """How many words a reader meets."""
        return words(self.parts)
