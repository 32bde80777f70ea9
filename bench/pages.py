"""Pages flow in, pages per second flow out: of the audit, of a bare parse, and of a script that reads selects."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from bench.crawl import pages as crawl_pages
from bench.rounds import by_turns, medians
from listed.lists import Document
from listed.names import Names, load
from listed.scan.audit import lists_of

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases"
AIM_LEXBOR, AIM_SOUP = 0.5, 20.0


@dataclass(frozen=True, slots=True)
class Speed:
    """What one set of pages gave: its size, and the seconds that each contender took for all of it."""

    corpus: str
    pages: int
    bytes: int
    audit: float
    lexbor: float
    soup: float

    @property
    def against_lexbor(self) -> float:
        """How many pages the audit reads while lexbor parses one."""
        return self.lexbor / self.audit

    @property
    def against_soup(self) -> float:
        """How many pages the audit reads while the script with BeautifulSoup reads one."""
        return self.soup / self.audit


def audit(names: Names, pages: Sequence[bytes]) -> int:
    """Find and judge the lists of all pages, no label remembered from before; give how many there are."""
    names._memo.clear()
    return sum(len(lists_of(names, Document("", data, "text/html"))) for data in pages)


def parse(pages: Sequence[bytes]) -> None:
    """Parse each page and look at nothing."""
    for data in pages:
        LexborHTMLParser(data)


def read_selects(pages: Sequence[bytes]) -> int:
    """What a script of a few lines does: the texts of all options of all selects, nothing judged; give how many."""
    found = 0
    for data in pages:
        for select in BeautifulSoup(data, "html.parser").find_all("select"):
            found += len([option.get_text(strip=True) for option in select.find_all("option")])
    return found


def measure(corpus: str, pages: Sequence[bytes], rounds: int) -> Speed:
    """Time the three on the same pages, by turns."""
    names = load()
    audit(names, pages[:3])
    work = {"audit": lambda: audit(names, pages), "lexbor": lambda: parse(pages), "soup": lambda: read_selects(pages)}
    took = medians(by_turns(work, rounds))
    return Speed(corpus, len(pages), sum(map(len, pages)), took["audit"], took["lexbor"], took["soup"])


def corpora(quick: bool) -> dict[str, list[bytes]]:
    """The sets of pages: the shared cases where they are, and pages made here."""
    found = {}
    folder = Path(os.environ.get("LISTED_CASES", CASES)) / "pages"
    real = sorted(folder.glob("*.html")) if folder.is_dir() else []
    if real:
        found["real pages with forms"] = [path.read_bytes() for path in real[:: 5 if quick else 1]]
    found["made crawl, 10 % forms"] = list(crawl_pages(100 if quick else 400))
    return found


def report(speed: Speed) -> list[str]:
    """The lines that people read."""
    audit, lexbor, soup = (speed.pages / seconds for seconds in (speed.audit, speed.lexbor, speed.soup))
    size = speed.bytes / speed.pages / 1000
    return [
        f"pages: {speed.corpus} ({speed.pages} pages of {size:,.0f} kB on average)",
        f"  a second: audit {audit:,.0f}, lexbor parse alone {lexbor:,.0f}, selects with BeautifulSoup {soup:,.1f}",
        f"  audit / lexbor        {speed.against_lexbor:6.2f}   aim at least {AIM_LEXBOR}",
        f"  audit / BeautifulSoup {speed.against_soup:6.1f}   aim at least {AIM_SOUP:.0f}",
    ]
