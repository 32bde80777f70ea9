"""What flows out of the letters: a subject, a body and the parts it was made of."""

from __future__ import annotations

from dataclasses import dataclass

from portal.request.letters.diagnosis import Diagnosis, Sender


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a letter. `shape`: paragraph, list, code, quote, lines, checks or heading; `text`: not yet wrapped."""

    id: str
    text: str
    shape: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Order:
    """What a letter was written from, so that it can be written again in another language.

    `purpose`: `ask`, `remind` or `answer:KIND` with a kind of objection.
    """

    diagnosis: Diagnosis
    sender: Sender
    channel: str
    purpose: str = "ask"


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
        """How many words a reader meets, without code to paste, ticks for the poster and the citizen's own words."""
        return sum(len(part.text.split()) for part in self.parts if part.shape not in ("code", "quote", "checks"))
