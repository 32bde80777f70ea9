"""Some editions in; one set of figures for each, by the same definitions, and where these still differ, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from django.db.models import QuerySet

from portal.academy.after.history import Past
from portal.academy.programme.looks import enrolled
from portal.academy.programme.models import Edition
from portal.academy.programme.states import EditionState
from portal.academy.results.counted import Scope, pages, sites_of
from portal.academy.results.lasting import survival
from portal.academy.results.looks import totals

COUNTS = (
    "created", "articles", "words", "sources", "quality", "images", "videos", "files_used", "uses", "views"
)  # fmt: skip
PLAIN = ("participants", "days", "active")
"""What is not divided by participants or days."""
SHARES = ("stood_30", "stood_90", "stood_365")
KEYS = (*PLAIN, *COUNTS, *SHARES)
SECONDS_A_DAY = 86400


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of one edition. `value` None: not known; `unknown`: rows that could not be counted in.

    `bound`: `about` or `at-least` where a source rounds.
    """

    value: float | None
    unknown: int = 0
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One edition beside others. `wikis`, `rules`: which wikis and quality formulas its figures stand on.

    `past`: where it is cited and nobody here counted it; then `edition` is None.
    """

    name: str
    cells: dict[str, Cell]
    wikis: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    edition: Edition | None = None
    past: Past | None = None
    differs: frozenset[str] = field(default=frozenset())


def comparable() -> QuerySet[Edition]:
    """The editions that can be compared, newest first: those that began and were no rehearsal."""
    begun = (EditionState.RUNNING, EditionState.JUDGING, EditionState.CLOSED)
    return (
        Edition.objects.filter(state__in=begun, is_rehearsal=False).select_related("programme").order_by("-starts_at")
    )


def days_of(edition: Edition) -> int:
    """How many days an edition lasted, begun ones counted whole."""
    return max(1, ceil((edition.ends_at - edition.starts_at).total_seconds() / SECONDS_A_DAY))


def column(edition: Edition) -> Column:
    """The figures of one edition."""
    found = totals(edition)
    cells = {"participants": Cell(enrolled(edition).count()), "days": Cell(days_of(edition))}
    for key in ("active", *COUNTS):
        figure = getattr(found, key)
        cells[key] = Cell(figure.value, figure.unknown)
    for key in SHARES:
        stood = survival(edition, int(key.partition("_")[2]))
        cells[key] = Cell(stood.share, stood.unknown + stood.waiting)
    touched = pages(Scope(edition)).exclude(quality_rule="")
    rules = frozenset(touched.order_by().values_list("quality_rule", flat=True).distinct())
    wikis = frozenset(site.name for site in sites_of(edition))
    return Column(edition.name, cells, wikis, rules, edition=edition)


def cited(past: Past) -> Column:
    """The figures of an academy that a source tells of; what it does not tell is not known."""
    cells = {key: Cell(one.value, bound=one.bound) for key, one in past.figures.items() if key in KEYS}
    return Column(past.name, {**{key: Cell(None) for key in KEYS}, **cells}, past=past)


def beside(columns: Sequence[Column]) -> list[Column]:
    """The columns, each with the figures that are not counted as in the first one that was counted here.

    Cited figures always differ. Editions that follow other wikis differ in all that is read there, and editions with
    another formula in the quality.
    """
    first = next((one for one in columns if one.past is None), None)
    return [_marked(one, first) for one in columns]


def divided(one: Column, by: str) -> Column:
    """The same with each count divided by `participants` or `days`; not known where that is not known or nought."""
    whole = one.cells[by].value
    cells = {
        key: Cell(cell.value / whole if whole and cell.value is not None else None, cell.unknown, cell.bound)
        if key in COUNTS
        else cell
        for key, cell in one.cells.items()
    }
    return Column(one.name, cells, one.wikis, one.rules, one.edition, one.past, one.differs)


def _marked(one: Column, first: Column | None) -> Column:
    differs: set[str] = set()
    if one.past is not None:
        differs = {key for key, cell in one.cells.items() if cell.value is not None}
    elif first is not None:
        if one.wikis != first.wikis:
            differs |= {*COUNTS, "active", *SHARES}
        if one.rules != first.rules:
            differs.add("quality")
    return Column(one.name, one.cells, one.wikis, one.rules, one.edition, one.past, frozenset(differs))
