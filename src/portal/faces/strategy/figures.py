"""A figure with its unit in; how people say it, with its interval and how much of it is known, out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.faces.charts.lines import percent
from portal.faces.kit.numbers import exact

Number = Decimal | float | int


def in_words(value: Number | None, unit: str) -> str:
    """A figure with its unit: "62 %", "41" of 100, "12 days", "1,418"; "not known" for None."""
    if value is None:
        return _("not known")
    number = float(value)
    if unit == "share":
        return percent(number)
    if unit == "index":
        return number_format(round(number * 100, 1), 1)
    if unit == "days":
        return ngettext("%(number)s day", "%(number)s days", round(number)) % {"number": _plain(number)}
    return _plain(number)


def _plain(number: float) -> str:
    return exact(round(number)) if number == round(number) else number_format(number, 1, force_grouping=True)


def interval(low: Number | None, high: Number | None, unit: str) -> str:
    """From where to where a figure may lie, in words; empty where nobody says."""
    if low is None or high is None:
        return ""
    return _("between %(low)s and %(high)s") % {"low": in_words(low, unit), "high": in_words(high, unit)}


def coverage(figure: Any) -> str:
    """How much a figure, or a kept reading of it, knows: "known for 12 of 40"; empty where nothing was expected."""
    if not figure.expected:
        return ""
    given = {"known": exact(figure.known), "expected": exact(figure.expected)}
    return _("known for %(known)s of %(expected)s") % given
