"""All answers in; the table that a person reads, drawn for a terminal or plain for a pipe, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from listed.cli.clean import pad, shorten_middle, width
from listed.cli.standing import name_of, standings, what_else
from listed.cli.words import PLACE, word_of
from listed.verdict.answer import TargetAnswer

_HEADINGS = ("Target", f"{PLACE} listed?", "How it stands", "What else")
_NARROW = 72  # below this many cells four columns become towers of syllables, so each target gets its own lines

_WIDEST = 60  # a longer cell of plain text sticks out of its column, rather than widen it for every row


def terminal_table(answers: Sequence[TargetAnswer], cells: int) -> RenderableType:
    """The table for a terminal of `cells` columns; on a narrow one a few lines a target instead."""
    if cells < _NARROW:
        return Text("\n").join(_card(answer, cells) for answer in answers)
    widths = _column_widths(answers, cells)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for heading, share in zip(_HEADINGS, widths, strict=True):
        table.add_column(heading, overflow="fold", width=share)
    for answer in answers:
        table.add_row(*_row(answer, widths[2]))
    return table


def _column_widths(answers: Sequence[TargetAnswer], cells: int) -> tuple[int, int, int, int]:
    """The widths of the four columns, in cells: what proves the verdict gets all that the others leave."""
    names = max((width("".join(name_of(answer))) for answer in answers), default=0)
    target = min(max(names, len(_HEADINGS[0])), cells * 28 // 100)
    verdict = max(len(_HEADINGS[1]), *(width(word_of(answer).text) + 2 for answer in answers))
    other = max((width(line) for answer in answers for line in what_else(answer)), default=0)
    other = min(max(other, len(_HEADINGS[3])), cells * 20 // 100)
    gaps = 2 * (len(_HEADINGS) - 1)
    return target, verdict, cells - target - verdict - other - gaps, other


def plain_lines(answers: Sequence[TargetAnswer]) -> Iterator[str]:
    """The same table for a pipe: a line a target, columns padded with spaces, nothing cut but the longest names."""
    rows = [tuple(heading for heading in _HEADINGS)]
    for answer in answers:
        name, version = name_of(answer)
        word = word_of(answer)
        how = "; ".join(f"{one.phrase} in {one.where}" if one.where else one.phrase for one in standings(answer))
        verdict = f"{word.symbol} {word.text}"
        rows.append((shorten_middle(name + version, _WIDEST), verdict, how, ", ".join(what_else(answer))))
    widths = [min(max(map(width, column)), _WIDEST) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(pad(cell, cells) for cell, cells in zip(row, widths, strict=True)).rstrip()


def _row(answer: TargetAnswer, how_cells: int) -> tuple[Text, Text, Text, Text]:
    word = word_of(answer)
    name, version = name_of(answer)
    how = Text("\n").join(
        Text.assemble(one.phrase, (f"\n{shorten_middle(one.where, 2 * how_cells)}" if one.where else "", "dim"))
        for one in standings(answer)
    )
    return (
        Text.assemble(name, (version, "dim")),
        Text(f"{word.symbol} {word.text}", word.colour),
        how,
        Text("\n".join(what_else(answer)), "dim"),
    )


def _card(answer: TargetAnswer, cells: int) -> Text:
    """One target on a narrow terminal: its name, its verdict, and what proves it, each on its own line."""
    word = word_of(answer)
    name, version = name_of(answer)
    card = Text.assemble((name, "bold"), (version, "dim"), "\n", (f"{word.symbol} {word.text}", word.colour), "\n")
    for one in standings(answer):
        card.append(f"  {one.phrase}\n")
        if one.where:
            card.append(f"  {shorten_middle(one.where, 2 * (cells - 2))}\n", "dim")
    for line in what_else(answer):
        card.append(f"  {line}\n", "dim")
    return card
