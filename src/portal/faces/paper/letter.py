"""The parts of a letter in, a PDF of A4 pages out: what is printed, folded twice and put into a window envelope."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.faces.paper.press import pressed

_BLANK = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the paper, in the language of the letter; lines are parted by one line break.

    `body` and `close` have paragraphs parted by empty lines; `snippet` stands between them, letter by letter. `foot`
    stands at the end of each page. `date` is written out already. `language` is a language code of the portal.
    """

    sender: str
    recipient: str
    date: str
    subject: str
    body: str
    language: str
    snippet: str = ""
    close: str = ""
    foot: str = ""


def letter_pdf(sheet: Sheet) -> bytes:
    """The letter as PDF; the same sheet gives the same text. Whatever is written in it stays text."""
    data = {
        "sender": _plain(sheet.sender),
        "recipient": _plain(sheet.recipient),
        "date": _plain(sheet.date),
        "subject": " ".join(sheet.subject.split()),
        "body": _paragraphs(sheet.body),
        "snippet": _plain(sheet.snippet),
        "close": _paragraphs(sheet.close),
        "foot": " ".join(sheet.foot.split()),
    }
    return pressed("letter", data, sheet.language, "pdf")


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _paragraphs(words: str) -> list[str]:
    return [paragraph for paragraph in _BLANK.split(_plain(words)) if paragraph.strip()]
