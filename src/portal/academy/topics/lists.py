"""A list of subjects as somebody has it in, in any usual charset and with any separator; its lines and faults out."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.ground.languages.plain import plain

LONGEST_TITLE = 255
MOST_LINES = 5000
LARGEST = 2_000_000  # bytes
CHARSETS = ("utf-8", "utf-16", "windows-1250", "windows-1251", "windows-1252")
_ITEM = re.compile(r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d{0,11})", re.IGNORECASE)
_NOT_IN_TITLES = re.compile(r"[#<>\[\]|{}]")
_HEADS = {
    "title": ("title", "titulli", "tema", "subject", "topic", "naslov", "наслов", "тема", "name", "emri"),
    "item": ("item", "wikidata", "qid", "q", "id", "wikidata id"),
    "languages": ("language", "languages", "gjuha", "gjuhët", "jezik", "jezici", "језик", "језици", "lang"),
    "about": ("about", "note", "reason", "why", "arsyeja", "shënim", "opis", "опис", "napomena", "напомена"),
}
_TITLE_IN = re.compile(r"(?:title|titulli|naslov|наслов)[ _\-]+([a-z]{2,3}(?:-[a-z]+)?)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)?")


@dataclass(frozen=True)
class Line:
    """One subject: its Wikidata id if it has one, its title in each language, and words about it."""

    subject: str
    item: str
    titles: dict[str, str]
    about: str = ""
    number: int = 0


@dataclass(frozen=True)
class Fault:
    """A line that cannot be read, by its number, and what to do."""

    number: int
    words: str


@dataclass
class Read:
    """A list as it was read; `text` is all of it, so that nothing is lost."""

    text: str
    charset: str = ""
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class ListError(ValueError):
    """The list cannot be read at all; the words say what to do."""


def subject_of(title: str, item: str) -> str:
    """What a subject is called in all its languages."""
    return item.upper() if item else " ".join(title.replace("_", " ").split()).casefold()[:LONGEST_TITLE]


def decoded(body: bytes, charset: str = "") -> tuple[str, str]:
    """The text of a file and its charset, found out where it is not named. Raises ListError."""
    if len(body) > LARGEST:
        raise ListError(_("This list is too long. Cut it into parts of at most 2 MB."))
    if charset and charset not in CHARSETS:
        raise ListError(_("Choose one of the charsets of the list."))
    name = charset or charset_of(body)
    try:
        text = body.decode("utf-8-sig" if name == "utf-8" else name)
    except UnicodeDecodeError as error:
        words = _("This file is not written in %(charset)s. Choose another charset, or save it as UTF-8.")
        raise ListError(words % {"charset": name}) from error
    if "\0" in text or text.startswith(("PK\x03", "%PDF")):
        raise ListError(_("This is no list but another kind of file. Save the table as CSV, then add it."))
    return plain(text), name


def charset_of(body: bytes) -> str:
    """Which charset a list is written in: by its mark, else by what its bytes would say in each."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    high = [byte for byte in body if byte >= 0x80]
    runs = sum(len(run) for run in re.findall(rb"[\x80-\xff]{3,}", body))
    if runs * 2 > len(high):
        return "windows-1251"
    slavic = sum(high.count(byte) for byte in b"\xe8\xe6\xf0\xc8\xc6\xd0")  # č ć đ, where 1252 has è æ ð
    western = sum(high.count(byte) for byte in b"\xe9\xea\xe0\xf1\xfc\xf6")
    return "windows-1250" if slavic > western else "windows-1252"


def read(text: str, languages: Sequence[str]) -> Read:
    """The lines of a list. `languages`: for lines that name none. Raises ListError where there is nothing in it.

    Either one title or Wikidata id a line, or a table with commas, semicolons or tabs. A first line that names its
    columns is understood in English, Albanian and Serbian: title, item, languages, about, and `title sq` for a title in
    one language.
    """
    found = Read(text)
    rows = [(number, row) for number, row in _rows(text) if any(cell.strip() for cell in row)]
    if not rows:
        raise ListError(_("There is nothing in this list."))
    if len(rows) > MOST_LINES:
        words = _("This list has too many lines. Cut it into parts of at most %(most)d.")
        raise ListError(words % {"most": MOST_LINES})
    columns = _columns(rows[0][1])
    for number, row in rows[1:] if columns else rows:
        _take(found, number, [cell.strip() for cell in row], columns, languages)
    return found


def _rows(text: str) -> list[tuple[int, list[str]]]:
    first = next((row for row in text.splitlines() if row.strip()), "")
    separator = max("\t;,", key=first.count)
    if not first.count(separator) or (separator == "," and not _columns(first.split(","))):
        # “Prizren, Kosovo” is one title, unless a head says that commas part columns
        return [(number, [row]) for number, row in enumerate(text.split("\n"), start=1)]
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        return [(rows.line_num, row) for row in rows]
    except csv.Error as error:
        words = _("Line %(number)d cannot be read: a quotation mark is not closed.")
        raise ListError(words % {"number": rows.line_num}) from error


def _columns(row: Sequence[str]) -> dict[int, str]:
    """What each column holds, if this row says it."""
    named: dict[int, str] = {}
    for place, cell in enumerate(row):
        word = " ".join(cell.replace("_", " ").lower().split())
        told = _TITLE_IN.fullmatch(word)
        kind = f"title {told[1]}" if told else next((kind for kind, words in _HEADS.items() if word in words), "")
        if kind:
            named[place] = kind
    return named if any(kind.startswith(("title", "item")) for kind in named.values()) else {}


def _take(found: Read, number: int, row: list[str], columns: dict[int, str], languages: Sequence[str]) -> None:
    cells = {columns[place]: cell for place, cell in enumerate(row) if place in columns and cell}
    if not columns:
        cells = dict(zip(("title", "about"), row, strict=False))
        if _ITEM.fullmatch(row[0]):
            cells = dict(zip(("item", "title", "about"), row, strict=False))
    item, fault = _item(cells)
    wanted = [word for word in re.split(r"[\s,/+]+", cells.get("languages", "").lower()) if word] or list(languages)
    title = " ".join(cells.get("title", "").replace("_", " ").split())
    titles = dict.fromkeys(wanted, title or item)
    titles |= {kind[6:]: " ".join(cell.split()) for kind, cell in cells.items() if kind.startswith("title ")}
    titles = {language: name for language, name in titles.items() if name}
    fault = fault or _fault(titles)
    if fault:
        found.faults.append(Fault(number, fault))
        return
    first = next(iter(titles.values()))
    found.lines.append(Line(subject_of(title or first, item), item, titles, cells.get("about", "")[:500], number))


def _item(cells: dict[str, str]) -> tuple[str, str]:
    written = cells.get("item", "")
    if not written:
        return "", ""
    match = _ITEM.fullmatch(written)
    if match is None:
        return "", _("“%(text)s” is no Wikidata id. It looks like Q25270.") % {"text": written[:40]}
    return match[1].upper(), ""


def _fault(titles: dict[str, str]) -> str:
    if not titles:
        return _("This line has no title, or no language. Choose a language above.")
    for language, title in titles.items():
        if not _LANGUAGE.fullmatch(language):
            return _("“%(text)s” is no language. Write sq, sr or en.") % {"text": language[:20]}
        if _NOT_IN_TITLES.search(title):
            return _("A title on a wiki has none of these signs: # < > [ ] | { }")
        if len(title.encode()) > LONGEST_TITLE:
            return _("This title is too long for a wiki.")
    return ""
