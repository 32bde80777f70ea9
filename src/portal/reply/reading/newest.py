"""A message of a thread goes in; what its writer wrote this time, without the letters quoted below it, comes out."""

from __future__ import annotations

import re

from mailparser_reply import EmailReplyParser

LONGEST = 20_000
"""Letters that are read: whoever writes more is shown in full to a person."""

_LIBRARY_LINE = 300
"""The longest line for the library: its patterns are slow on lines without end."""
_LIBRARY_LINES = 400
_LIBRARY = EmailReplyParser(languages=["en", "cs", "da", "de", "es", "fr", "it", "nl", "pl", "sv"])

_WROTE = re.compile(
    r"(?i)\b(?:wrote|schrieb|geschrieben|a écrit|ha scritto|escribió|shkroi|ka shkruar|shkruajti|написао|написала"
    r"|написао/ла|је писао|је писала|napisao|napisala|napisao/la|je pisao|je pisala|пише|piše)\b"
)
_BEGINS = re.compile(r"(?i)^(?:on|am|le|il|el|më|me|në|ne|dana|дана|dne|u|у|mon|tue|wed|thu|fri|sat|sun)\b")
_NUMBER = re.compile(r"\d|@")
_FROM = re.compile(r"(?i)^[*> ]{0,6}(?:from|von|de|da|nga|od|од|dërguesi|пошиљалац|pošiljalac)\s?:[* ]{0,3}\S")
_FURTHER = re.compile(
    r"(?i)^[*> ]{0,6}(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|objet|à|inviato|data|a|oggetto|enviado"
    r"|fecha|para|asunto|dërguar|dërguar më|për|te|tema|subjekti|послато|датум|за|предмет|наслов|тема|poslato|za"
    r"|predmet|naslov)\s?:"
)
_MARK = re.compile(
    r"(?i)^[-_=* ]{2,80}(?:original message|ursprüngliche nachricht|original-nachricht|originalnachricht"
    r"|message d.origine|message original|messaggio originale|mensaje original|mesazhi origjinal|mesazhi original"
    r"|оригинална порука"
    r"|originalna poruka|изворна порука|izvorna poruka|forwarded message|weitergeleitete nachricht)[-_=* ]{0,80}$"
)


def newest_part(text: str) -> str:
    """Return what was written this time: no quoted lines, no heads of quotes, nothing below a signature's dashes.

    Reads the first 20,000 letters. Returns the text as it is where nothing else would be left of it.
    """
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.rstrip() for line in text.split("\n")]
    kept: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if _MARK.match(line) or _outlook(lines, number) or line in ("--", "-- "):
            break
        head = _head(lines, number)
        if head:
            number += head
            continue
        if not line.lstrip().startswith(">"):
            kept.append(line)
        number += 1
    own = "\n".join(kept).strip()
    return _by_library(own) or own or text.strip()


def _head(lines: list[str], number: int) -> int:
    """Return over how many lines the head of a quote runs that begins here, 0 where none does."""
    joined = ""
    for count, line in enumerate(lines[number : number + 3], 1):
        joined = f"{joined} {line.strip()}".strip()[:600]
        if joined.endswith(":") and _WROTE.search(joined) and _NUMBER.search(joined):
            return count
        if not _BEGINS.match(joined) or not line:
            return 0
    return 0


def _outlook(lines: list[str], number: int) -> bool:
    """Say whether the head of a quoted letter begins here: who wrote it, and two more lines of that kind."""
    if not _FROM.match(lines[number]):
        return False
    return sum(bool(_FURTHER.match(line)) for line in lines[number + 1 : number + 6]) >= 2


def _by_library(text: str) -> str:
    """Return what a library of many more mail programs makes of it, or nothing where the text could be a trap."""
    lines = text.split("\n")
    if len(lines) > _LIBRARY_LINES or max(map(len, lines)) > _LIBRARY_LINE:
        return ""
    return (_LIBRARY.parse_reply(text) or "").strip()
