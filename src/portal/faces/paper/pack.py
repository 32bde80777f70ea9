"""What a strategy's evidence pack says in; a tagged PDF of A4 pages, with contents and words for its plots, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from portal.faces.paper.press import pressed
from portal.faces.paper.report import Grid, Number, Plot


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a chapter under a heading of its own: paragraphs, figures, plots, tables, and where it all stands."""

    title: str
    text: Sequence[str] = ()
    numbers: Sequence[Number] = ()
    plots: Sequence[Plot] = ()
    grids: Sequence[Grid] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, which begins on a page of its own: what stands before its sections, and they."""

    title: str
    text: Sequence[str] = ()
    numbers: Sequence[Number] = ()
    plots: Sequence[Plot] = ()
    grids: Sequence[Grid] = ()
    sections: Sequence[Section] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """The whole pack, every word in `language`. `heads`: the few figures of the first page; `foot`: on each page."""

    overline: str
    title: str
    facts: Sequence[tuple[str, str]]
    lead: str
    heads: Sequence[Number]
    contents_title: str
    chapters: Sequence[Chapter]
    foot: str
    site: str
    language: str
    mark: str = field(default="")


def pack_pdf(pack: Pack) -> bytes:
    """The pack as PDF/UA-1: tagged, in its language, each plot with its words. Whatever is written in it stays text."""
    return pressed("pack", asdict(pack), pack.language, "pdf", standards=["ua-1"])


def pack_pages(pack: Pack, ppi: float = 72) -> list[bytes]:
    """Its pages as pictures."""
    found: bytes | list[bytes] = pressed("pack", asdict(pack), pack.language, "png", ppi)
    return found if isinstance(found, list) else [found]
