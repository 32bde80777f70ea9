"""A figure in; its number in words, what is not known of it, as of when and where its rows are, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.academy.programme.models import Edition
from portal.academy.results.looks import Figure, Totals
from portal.faces.academy.results.words import GROUPS, SAID, Words
from portal.faces.kit.numbers import day, exact

MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as a page shows it. `value`: empty where nothing is known; `missing`: a sentence on what is not."""

    key: str
    name: Words
    meaning: Words
    value: str
    missing: str
    as_of: str
    next_at: str
    href: str = ""


def number(value: float | None, key: str = "") -> str:
    """A number to its last digit, with a true minus; quality with two decimals. Empty for None."""
    if value is None:
        return ""
    if key == "quality":
        written = formats.number_format(round(abs(value), 2), 2)
        return f"{MINUS if round(value, 2) < 0 else ''}{written}"
    return f"{MINUS if value < 0 else ''}{exact(abs(round(value)))}"


def bounded(written: str, bound: str) -> str:
    """A number as its source rounds it: `about`, `at-least`, or empty where it is exact."""
    if bound == "about":
        return _("about %(number)s") % {"number": written}
    return _("at least %(number)s") % {"number": written} if bound == "at-least" else written


def gain(value: float | None, key: str = "") -> str:
    """The same with its sign, for one change."""
    written = number(value, key)
    return f"+{written}" if value is not None and value > 0 else written


def moment(value: dt.datetime) -> str:
    """A day and an hour where the portal is: "23 November 2026, 22:10"."""
    local = timezone.localtime(value)
    return f"{day(local)}, {local:%H:%M}"


def soon(value: dt.datetime) -> str:
    """The same in short: "today, 22:10" where it is of this day."""
    local = timezone.localtime(value)
    return _("today, %(time)s") % {"time": f"{local:%H:%M}"} if local.date() == timezone.localdate() else moment(value)


def missing(figure: Figure) -> str:
    """A sentence on what is not known of a figure; empty where all is."""
    if not figure.unknown:
        return ""
    many = {"count": exact(figure.unknown)}
    if figure.value is None:
        return (
            ngettext("%(count)s row, and it is not known.", "%(count)s rows, and none is known.", figure.unknown) % many
        )
    return ngettext("%(count)s more is not known.", "%(count)s more are not known.", figure.unknown) % many


def shown(key: str, figure: Figure, href: str = "") -> Shown:
    """One figure for a page."""
    said = SAID[key]
    return Shown(
        key=key,
        name=said.name,
        meaning=said.meaning,
        value=number(figure.value, key),
        missing=missing(figure),
        as_of=soon(figure.as_of) if figure.as_of else "",
        next_at=soon(figure.next_at) if figure.next_at else "",
        href=href,
    )


def groups(edition: Edition, totals: Totals, query: str = "") -> list[dict[str, Any]]:
    """All figures in their groups, each with the way to its rows. `query`: what of the edition they are of."""
    return [
        {"id": word, "name": name, "figures": [_of(edition, totals, key, query) for key in keys]}
        for word, name, keys in GROUPS
    ]


def _of(edition: Edition, totals: Totals, key: str, query: str) -> Shown:
    figure = getattr(totals, key)
    href = reverse("edition-results-figure", args=[edition.slug, key]) + query if figure.value or figure.unknown else ""
    return shown(key, figure, href)


def read_at(figure: Figure) -> str:
    """As of when a figure is, as a sentence."""
    if figure.as_of is None:
        return _("Not all wikis of this edition were read yet.")
    return _("Everything until %(moment)s is in.") % {"moment": moment(figure.as_of)}


def read_next(figure: Figure) -> str:
    """When it is read again, as a sentence; empty where that is not planned, or is being done."""
    if figure.next_at is None:
        return ""
    if figure.next_at <= timezone.now():
        return _("The wikis are being read again about now.")
    return _("The wikis are read again on %(moment)s.") % {"moment": moment(figure.next_at)}
