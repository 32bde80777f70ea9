"""What an edition's report says in; a PDF of A4 pages with its plots and pictures, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from portal.faces.paper.press import pressed


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: its number in words, its name, and what is to be known about it."""

    value: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing for paper (pictures.for_paper), its title and a sentence that says what it shows."""

    svg: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the head, and rows whose first cell names them. `title` stands above it.

    `widths`: how wide its columns are to each other, where their cells hold words; else the first holds words alone.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report under one heading."""

    title: str
    text: str = ""
    numbers: Sequence[Number] = ()
    plots: Sequence[Plot] = ()
    grids: Sequence[Grid] = ()


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture (pictures.photo) with who made it and under which licence."""

    svg: str
    title: str
    credit: str


@dataclass(frozen=True, slots=True)
class Booklet:
    """The whole report, every word in `language`. `heads`: the few figures of the first page; `foot`: on each page."""

    overline: str
    title: str
    facts: Sequence[tuple[str, str]]
    lead: str
    heads: Sequence[Number]
    chapters: Sequence[Chapter]
    photos_title: str
    photos: Sequence[Photo]
    meanings_title: str
    meanings: Sequence[tuple[str, str]]
    foot: str
    site: str
    language: str
    mark: str = field(default="")


def report_pdf(booklet: Booklet) -> bytes:
    """The report as PDF/UA-1, tagged; whatever is written in it stays text."""
    return pressed("report", asdict(booklet), booklet.language, "pdf", standards=["ua-1"])


def report_pages(booklet: Booklet, ppi: float = 72) -> list[bytes]:
    """Its pages as pictures."""
    found: bytes | list[bytes] = pressed("report", asdict(booklet), booklet.language, "png", ppi)
    return found if isinstance(found, list) else [found]
