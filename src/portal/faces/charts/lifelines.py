"""Lines of releases with how Kosovo stood in them in, one row a line over the years, for desks and phones, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.faces.charts.figure import Drawing, Table, Words, figure

# How thick a line is: the more of Kosovo stands in the list, the thicker.
THICK = {"listed": 12.0, "qualified": 8.0, "mixed": 8.0, "under-serbia": 4.0, "missing": 3.0, "not-expected": 1.5}
STEPS = (1, 2, 3, 5, 10, 20)
SHORTEST = 8.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when Kosovo stood so, in days as `date.toordinal` counts them; no verdict where nobody read."""

    start: float
    end: float
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The release with which Kosovo came (`listed`) or went (`missing`); whether its day is known, or lies near."""

    at: float
    verdict: str
    is_dated: bool = True


@dataclass(frozen=True, slots=True)
class Lifeline:
    """A row of the picture: its name, a note beside it, and its line from the first release to the newest."""

    name: str
    note: str
    stretches: Sequence[Stretch]
    marks: Sequence[Mark] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Span:
    """The years that pictures of one page share."""

    first: float
    last: float

    def years(self, most: int) -> list[int]:
        """Years for an axis, evenly apart, no more than so many."""
        first, last = dt.date.fromordinal(int(self.first)).year + 1, dt.date.fromordinal(int(self.last)).year
        step = next((each for each in STEPS if (last - first) // each < most), STEPS[-1])
        return [year for year in range(first, last + 1) if year % step == 0]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Sizes of one shape, in units of its view box; `letters`: how many of a name and its note fit together."""

    shape: str
    width: float
    row: float
    left: float
    right: float
    text_to: float
    line_at: float
    letters: int
    ticks: int

    def x(self, at: float, span: Span) -> float:
        return self.left + (self.right - self.left) * (at - span.first) / max(1.0, span.last - span.first)


_TALL = _Frame("tall", 340, 46, 4, 334, 340, 19, 44, 5)
_PAGE = (_Frame("wide", 960, 28, 332, 950, 312, 0, 44, 14), _TALL)
# Beside other things a picture on a desk is no wider than this, and its names stand above the lines as on a phone.
_COLUMN = (_Frame("wide", 660, 48, 4, 650, 650, 20, 88, 10), _TALL)
_TOP = 30.0


def span_of(rows: Sequence[Lifeline], today: dt.date) -> Span:
    """From the first release of any row to today."""
    first = min((each.start for row in rows for each in row.stretches), default=float(today.toordinal()))
    return Span(first - 20, float(today.toordinal()))


def lifelines(
    words: Words, rows: Sequence[Lifeline], span: Span, table: Table, *, in_column: bool = False
) -> SafeString:
    """The figure of some lines over shared years, as wide as a page or as a column of it; at least one row."""
    frames = _COLUMN if in_column else _PAGE
    return figure(words, [Drawing(_draw(frame, rows, span), frame.shape) for frame in frames], table)


def _draw(frame: _Frame, rows: Sequence[Lifeline], span: Span) -> str:
    years = [(str(year), frame.x(dt.date(year, 1, 1).toordinal(), span)) for year in span.years(frame.ticks)]
    drawn = [_row(frame, row, span, _TOP + 16 + number * frame.row) for number, row in enumerate(rows)]
    height = _TOP + len(rows) * frame.row + 6
    given = {"frame": frame, "height": height, "years": years, "rows": drawn, "top": _TOP - 10}
    return render_to_string("kit/charts/lifelines.svg", given)


def _row(frame: _Frame, row: Lifeline, span: Span, at: float) -> dict[str, object]:
    middle = at + frame.line_at
    return {
        "name": fit(row.name, frame.letters - len(row.note) - 1),
        "note": row.note,
        "text_at": at,
        "line_at": middle,
        "bars": [_bar(frame, each, span, middle) for each in row.stretches if each.verdict in THICK],
        "gaps": [
            (frame.x(each.start, span), frame.x(each.end, span)) for each in row.stretches if each.verdict not in THICK
        ],
        "marks": [(mark.verdict, frame.x(mark.at, span), mark.is_dated) for mark in row.marks],
    }


def _bar(frame: _Frame, each: Stretch, span: Span, middle: float) -> dict[str, object]:
    thick, start = THICK[each.verdict], frame.x(each.start, span)
    long = max(SHORTEST, frame.x(each.end, span) - start)
    return {"verdict": each.verdict, "x": start, "y": middle - thick / 2, "long": long, "thick": thick}


def fit(name: str, letters: int) -> str:
    """A name that is cut where it is too long, but not to nothing; the table beside a picture holds it whole."""
    return name if len(name) <= letters else f"{name[: max(1, letters - 1)]}…"
