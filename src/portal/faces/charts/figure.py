"""Drawings of one chart and its figures in, the whole figure as HTML out: pictures, caption and the same as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_OPENING = re.compile(r"<svg[^>]*>")
_SIZE = re.compile(r'viewBox="[^"]*"')


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a chart in rows; the first cell of a row names it. `title`: where a chart has several tables."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One safe SVG, drawn here or by a library. `shape`: "wide" for desks, "tall" for phones, "" for both."""

    svg: str
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says in words. `name` tells it apart from other charts of the same page."""

    name: str
    title: str
    description: str
    note: str = ""
    legend: Sequence[str] = field(default_factory=tuple)


def figure(words: Words, drawings: Sequence[Drawing], *tables: Table) -> SafeString:
    """The figure as HTML. `legend` of the words are the verdicts that the colours stand for."""
    named = [(drawing.shape, _named(drawing, words)) for drawing in drawings]
    given = {"words": words, "drawings": named, "tables": tables, "is_only": len(tables) == 1}
    return SafeString(render_to_string("kit/charts/figure.html", given))


def only_table(title: str, note: str, table: Table) -> SafeString:
    """The figures of a chart that cannot be drawn, open, with a note that says why."""
    words = Words(name="", title=title, description=note)
    return SafeString(render_to_string("kit/charts/only_table.html", {"words": words, "table": table}))


def _named(drawing: Drawing, words: Words) -> SafeString:
    name = f"{words.name}-{drawing.shape}" if drawing.shape else words.name
    size = _SIZE.search(drawing.svg)
    opening = format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" {} role="img" aria-labelledby="{}-t {}-d">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>',
        mark_safe(size.group() if size else ""),  # noqa: S308
        name, name, name, words.title, name, words.description,
    )  # fmt: skip
    return mark_safe(_OPENING.sub(lambda _: opening, drawing.svg, count=1))  # noqa: S308
