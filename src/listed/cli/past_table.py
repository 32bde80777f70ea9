"""The versions of a package in; the table that a person reads, drawn for a terminal or plain for a pipe, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from listed.cli.clean import clean, pad, shorten, width
from listed.cli.past import day, rows, said_of, stands, unread_line
from listed.cli.words import PLACE, UNREAD, Word, word_of_verdict
from listed.scan.history import Past
from listed.verdict.shifts import Shift

_HEADINGS = ("Date", "Version", f"{PLACE} listed?", "How it stands", "What changed")
_NARROW = 72
_WIDEST = 60
_VERSION_CELLS = 18


def terminal_table(pasts: Sequence[Past], cells: int) -> RenderableType:
    """The table for a terminal of `cells` columns; on a narrow one a few lines a version instead."""
    if cells < _NARROW:
        return Text("\n").join(_card(*row) if isinstance(row, tuple) else _gap(row) for row in rows(pasts))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for heading in _HEADINGS:
        table.add_column(heading, overflow="fold", no_wrap=heading in _HEADINGS[:3])
    for row in rows(pasts):
        if isinstance(row, int):
            table.add_row("", "⋮", "", Text(unread_line(row), "dim"), "")
        else:
            past, found = row
            word = _word(past)
            said = Text("\n".join(map(said_of, found)), "bold" if found else "")
            verdict = Text(f"{word.symbol} {word.text}", word.colour)
            table.add_row(day(past.release), _version(past), verdict, _how(past), said)
    return table


def plain_lines(pasts: Sequence[Past]) -> Iterator[str]:
    """The same table for a pipe: a line a version, columns padded with spaces."""
    lines = [_HEADINGS]
    for row in rows(pasts):
        if isinstance(row, int):
            lines.append(("", "", "", unread_line(row), ""))
        else:
            past, found = row
            word = _word(past)
            said = "; ".join(map(said_of, found))
            lines.append((day(past.release), _version(past), f"{word.symbol} {word.text}", _how(past), said))
    widths = [min(max(map(width, column)), _WIDEST) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(pad(cell, cells) for cell, cells in zip(line, widths, strict=True)).rstrip()


def _card(past: Past, found: Sequence[Shift]) -> Text:
    """One version on a narrow terminal: its name and day, its verdict, and what changed, each on its own line."""
    word = _word(past)
    card = Text.assemble((_version(past), "bold"), (f"  {day(past.release)}\n", "dim"))
    card.append(f"{word.symbol} {word.text}\n", word.colour)
    for line in (_how(past), *map(said_of, found)):
        card.append(f"  {line}\n" if line else "")
    return card


def _gap(number: int) -> Text:
    return Text(f"  ⋮ {unread_line(number)}\n", "dim")


def _word(past: Past) -> Word:
    return word_of_verdict(past.answer.verdict) if past.answer else UNREAD


def _version(past: Past) -> str:
    return shorten(clean(past.release.version), _VERSION_CELLS)


def _how(past: Past) -> str:
    """How the place stands, or why the version could not be read; and what its publisher says of the version."""
    release = past.release
    said = stands(past) if past.answer else clean(past.error)
    marks = {"withdrawn": release.yanked, "deprecated": release.deprecated, "for trying out": release.prerelease}
    return "; ".join(part for part in (said, *(word for word, is_so in marks.items() if is_so)) if part)
