"""Targets and the engine's door in; every answer printed in the way that was asked for, and the exit status, out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from listed.cli.answer_json import answer_line
from listed.cli.exits import exit_status
from listed.cli.progress import Progress
from listed.cli.sarif import check_writable, write_sarif
from listed.cli.screen import Screen
from listed.cli.shield import answers_for
from listed.cli.summary import hints, summary
from listed.verdict.answer import TargetAnswer

Stage = Callable[[str, str], None]
Look = Callable[[Sequence[str], Stage], Iterator[TargetAnswer]]


@dataclass(frozen=True, slots=True)
class Manner:
    """How answers are shown; `sarif` is the file that findings are written to as well, or None."""

    json: bool = False
    explain: bool = False
    all_rows: bool = False
    sarif: Path | None = None
    colour: bool = True


def report(targets: Sequence[str], look: Look, manner: Manner, out: TextIO | None = None) -> int:
    """Audit `targets` with `look`, print each answer, and return the exit status: 0, 1 or 2.

    Raises `UsageError` before anything is audited when the SARIF file cannot be written.
    """
    screen = Screen(out, manner.colour)
    if manner.sarif is not None:
        check_writable(manner.sarif)
    streams = manner.json or manner.explain
    # Answers that scroll by on the same terminal are progress enough, and a bar would be torn by them.
    shown = sys.stderr.isatty() and not (streams and screen.terminal)
    seen: list[TargetAnswer] = []
    status = 0
    with Progress(len(targets), shown) as progress:
        for done, answer in answers_for(targets, lambda some: look(some, progress.stage)):
            status = max(status, exit_status(answer))
            _print_at_once(answer, screen, manner)
            progress.answered(done)
            if not manner.json or manner.sarif is not None:
                seen.append(_slim(answer))
    if not manner.json:
        _print_at_end(seen, screen, manner)
    if manner.sarif is not None:
        write_sarif(manner.sarif, seen)
    return status


def _print_at_once(answer: TargetAnswer, screen: Screen, manner: Manner) -> None:
    if manner.json:
        screen.raw(answer_line(answer))
    elif manner.explain:
        from listed.cli.explain import explanation

        for line in explanation(answer, manner.all_rows):
            screen.line(line)
        screen.flush()


def _print_at_end(answers: Sequence[TargetAnswer], screen: Screen, manner: Manner) -> None:
    """The table, the summary and the hints; the table is left out where a single answer was just explained."""
    from listed.cli.table import plain_lines, terminal_table

    if answers and not (manner.explain and len(answers) == 1):
        if screen.terminal:
            screen.show(terminal_table(answers, screen.cells))
        else:
            for line in plain_lines(answers):
                screen.line(line)
        screen.line()
    screen.line(summary(answers))
    for hint in hints(answers, manner.explain):
        screen.line(hint)


def _slim(answer: TargetAnswer) -> TargetAnswer:
    """The answer without the rows as read, so that memory does not grow with the lists' lengths."""
    return replace(answer, lists=tuple(replace(one, rows=(), reasons=()) for one in answer.lists))
