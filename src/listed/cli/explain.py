"""An answer in; the lists as they were read, the reasons, and the place where the entry would stand, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from listed.cli.clean import clean, pad, shorten, width
from listed.cli.groups import counts, grouped, worth_reading
from listed.cli.standing import label_and_value, name_of, place_of
from listed.cli.words import (
    CODE,
    CRITERIA,
    HIDDEN,
    HIDDEN_SCOPE,
    PLACE,
    SCOPES,
    SENTENCES,
    counted,
    word_of,
    word_of_verdict,
)
from listed.verdict.answer import ListAnswer, Row, TargetAnswer

_AROUND = 5
_AT_HEAD = 10
_LABEL_CELLS = 44
_VALUE_CELLS = 24
_MOST_PLACES = 12
_MOST_SHOWN = 20  # of a package with more lists that differ, the others are told without their rows
_ARROW = "──▶"


def explanation(answer: TargetAnswer, all_rows: bool = False) -> Iterator[Text]:
    """The lines that explain one answer; with `all_rows` every row of each list, else those around the place."""
    word = word_of(answer)
    name, version = name_of(answer)
    yield Text.assemble((name, "bold"), (version, "dim"), "  ", (f"{word.symbol} {word.text}", word.colour))
    if answer.error is not None:
        yield Text(f"  {clean(answer.error)}")
    elif not answer.lists:
        yield Text(f"  {SENTENCES['no-country-list']}")
    shown = list(answer.lists) if all_rows else worth_reading(answer.lists)
    number = 1
    for index, group in enumerate([[one] for one in shown] if all_rows else grouped(shown)):
        yield Text()
        yield from _explain_group(number, group, all_rows, all_rows or index < _MOST_SHOWN)
        number += len(group)
    yield from _passed_over(len(answer.lists) - len(shown))
    yield Text()


def _passed_over(number: int) -> Iterator[Text]:
    if number:
        yield Text()
        are = "that is not of countries is" if number == 1 else "that are not of countries are"
        yield Text(f"  {counted(number, 'list')} {are} left out (--all shows every list).", "dim")


def _explain_group(number: int, group: Sequence[ListAnswer], all_rows: bool, in_full: bool) -> Iterator[Text]:
    """Lists that read alike, told once with the rows of the first; `number` is the first one's."""
    one = group[0]
    if len(group) == 1:
        yield Text.assemble(f"  List {number}: ", (_where(one), "bold"))
    else:
        yield Text(f"  Lists {number} to {number + len(group) - 1} read alike:")
        yield from (Text(f"    {_where(other)}", "bold") for other in group[:_MOST_PLACES])
        if len(group) > _MOST_PLACES:
            yield Text(f"    … and {len(group) - _MOST_PLACES:,} more (--all shows each)", "dim")
    yield from _explain_list(one, in_full)
    if in_full:
        yield from _explain_rows(one, all_rows, "The first of them" if len(group) > 1 else "The list")


def _where(one: ListAnswer) -> str:
    return place_of(one) + (f", line {one.line}" if one.line is not None else "")


def _explain_list(one: ListAnswer, in_full: bool) -> Iterator[Text]:
    is_counted = counts(one)
    word = word_of_verdict(one.verdict) if is_counted else HIDDEN
    criterion = CRITERIA.get(one.criterion, clean(one.criterion))
    yield Text(
        f"    holds: {criterion} · {counted(one.entries, 'entry', 'entries')}, {counted(one.territories, 'place')}"
    )
    if in_full:
        yield Text(f"    about: {SCOPES.get(one.scope, clean(one.scope))}")
    said = SENTENCES.get(one.verdict if is_counted else HIDDEN_SCOPE, clean(one.verdict))
    shown = label_and_value(one) if is_counted else ""
    yield Text.assemble("    ", (f"{word.symbol} {said}", word.colour), f" It reads: {shown}" if shown else "")
    for reason in one.reasons if in_full else ():
        yield Text(f"    · {clean(reason)}")
    yield from _upstream(one)


def _explain_rows(one: ListAnswer, all_rows: bool, which: str) -> Iterator[Text]:
    if one.rows:
        yield Text(f"    {which} as read{'' if all_rows else ' (--all shows every row)'}:")
        yield from _rows(one, all_rows)
        if one.verdict == "missing" and counts(one) and one.gap is None:
            yield Text(f"    The rows are in no order that says where {PLACE} would stand.")


def _upstream(one: ListAnswer) -> Iterator[Text]:
    if one.origin is not None:
        version = f" {clean(one.origin.version)}" if one.origin.version else ""
        yield Text(f"    copied from: {clean(one.origin.id)}{version} ({one.origin.confidence:.0%} sure)")
    if one.remedy is not None:
        yield Text(f"    remedy: {clean(one.remedy)}")


def _rows(one: ListAnswer, all_rows: bool) -> Iterator[Text]:
    """The rows of a list around the place, with the place marked, and how many are left out before and after."""
    marked = {index for index, row in enumerate(one.rows) if _is_the_place(row, one)}
    first, last = (0, len(one.rows)) if all_rows else _window(one, marked)
    label_cells = max((width(_label(row)) for row in one.rows[first:last]), default=0)
    yield from _left_out(first)
    for index in range(first, last):
        if index == one.gap:
            yield _gap_line()
        yield _row_line(index, one.rows[index], label_cells, index in marked)
    if one.gap == last:
        yield _gap_line()
    yield from _left_out(len(one.rows) - last)


def _window(one: ListAnswer, marked: set[int]) -> tuple[int, int]:
    """The first row to show and the one behind the last."""
    if marked:
        first, behind = min(marked), min(marked) + 1
    elif one.gap is not None:
        first = behind = one.gap
    else:
        return 0, min(_AT_HEAD, len(one.rows))
    return max(first - _AROUND, 0), min(behind + _AROUND, len(one.rows))


def _is_the_place(row: Row, one: ListAnswer) -> bool:
    if row.code == CODE:
        return True
    return one.label is not None and (row.label, row.value) == (one.label, one.value)


def _left_out(number: int) -> Iterator[Text]:
    if number:
        yield Text(f"           … {counted(number, 'more row')}", "dim")


def _gap_line() -> Text:
    return Text(f"  {_ARROW} {'':>5}  {PLACE} would stand here", "bold red")


def _label(row: Row) -> str:
    return shorten(clean(row.label), _LABEL_CELLS)


def _row_line(index: int, row: Row, label_cells: int, marked: bool) -> Text:
    label = _label(row)
    value = shorten(clean(row.value), _VALUE_CELLS)
    arrow = _ARROW if marked else " " * len(_ARROW)
    cells: Sequence[str] = [pad(label, label_cells), value] if label else [value]
    text = f"{arrow} {index + 1:>5}  {'  '.join(cells)}".rstrip()
    return Text(f"  {text}", "bold green" if marked else "")
