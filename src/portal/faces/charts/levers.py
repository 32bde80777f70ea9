"""What would flip with each of some targets in; a ranking of bars with intervals, and the same as a table, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.faces.charts.figure import Table
from portal.faces.kit.numbers import human, reach

UNIT = "downloads a month"
LONG = 1000
LEAST = 4.0


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its interval: what is certain, the best estimate, and what is not ruled out."""

    low: int
    likely: int
    high: int

    @property
    def is_exact(self) -> bool:
        """Whether nothing about it is uncertain."""
        return self.low == self.high

    @property
    def interval(self) -> str:
        """ "from 12 to 40"; nothing where the figure is certain."""
        if self.is_exact:
            return ""
        return _("from %(low)s to %(high)s") % {"low": human(self.low), "high": human(self.high)}


@dataclass(frozen=True, slots=True)
class Lever:
    """What flips with a target: `packages`, among them `unknown` whose downloads nobody knows.

    `downloads` a month are None where none is known.
    """

    packages: Amount
    downloads: Amount | None
    unknown: int

    @property
    def downloads_words(self) -> str:
        """Its downloads as people say them."""
        return reach(self.downloads.likely, UNIT) if self.downloads else _("Downloads not known")

    @property
    def packages_words(self) -> str:
        """Its packages as people say them."""
        return packages(self.packages.likely)

    @property
    def unknown_words(self) -> str:
        """How many packages have downloads that nobody knows; nothing where all are known."""
        if not self.unknown:
            return ""
        words = ngettext("%(count)s with unknown downloads", "%(count)s with unknown downloads", self.unknown)
        return words % {"count": human(self.unknown)}


@dataclass(frozen=True, slots=True)
class Row:
    """One target of the ranking. `state`: of its request; `behind`: how many citizens ask."""

    place: int
    name: str
    href: str
    stand: str
    about: Sequence[str]
    lever: Lever
    ask: str = ""
    state: str = ""
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """Where the parts of a bar end, on a scale from 0 to LONG."""

    low: float
    likely: float
    high: float
    is_exact: bool

    @property
    def pale(self) -> float:
        """How long the part is that is likely, but not certain."""
        return self.likely - self.low


def bar(amount: Amount | None, top: int) -> Bar | None:
    """The bar of an amount, the longest reaching `top`; none thinner than can be seen; None where nothing is known."""
    if amount is None or top <= 0:
        return None
    ends = [LONG * value / top for value in (amount.low, amount.likely, amount.high)]
    likely = max(ends[1], LEAST)
    return Bar(max(ends[0], LEAST) if amount.low else 0.0, likely, max(ends[2], likely), amount.is_exact)


def levers(rows: Sequence[Row], *, by_packages: bool = False) -> SafeString:
    """The ranking as a list, each row with its bar and its words, and a table; at least one row.

    A bar shows downloads, or packages where those are asked for.
    """
    amounts = [row.lever.packages if by_packages else row.lever.downloads for row in rows]
    top = max((amount.high for amount in amounts if amount), default=0)
    given = {
        "rows": [(row, bar(amount, top)) for row, amount in zip(rows, amounts, strict=True)],
        "top": (packages(top) if by_packages else reach(top, UNIT)) if top else "",
        "long": LONG,
        "table": _table(rows),
    }
    return SafeString(render_to_string("kit/charts/levers.html", given))


def packages(many: int) -> str:
    """A number of packages as people say it."""
    return ngettext("%(count)s package", "%(count)s packages", many) % {"count": human(many)}


def _table(rows: Sequence[Row]) -> Table:
    head = [
        _("Target"), _("Downloads a month"), _("At least"), _("At most"),
        _("Packages"), _("At least"), _("At most"), _("Downloads not known"),
    ]  # fmt: skip
    return Table(head, [_figures(row) for row in rows], _("What one fix would change"))


def _figures(row: Row) -> list[str]:
    one = row.lever
    return [_named(row), *_cells(one.downloads), *_cells(one.packages), human(one.unknown)]


def _named(row: Row) -> str:
    return format_html('<a href="{}">{}</a>', row.href, row.name)


def _cells(amount: Amount | None) -> list[str]:
    if amount is None:
        return ["–"] * 3
    return [human(amount.likely), human(amount.low), human(amount.high)]
