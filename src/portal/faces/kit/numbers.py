"""A number or a moment in, how people say it in the language of the page out."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import get_language, gettext, ngettext

from portal.ground.languages import months

MILLION = 1_000_000
BILLION = 1_000_000_000


def rounded(value: int) -> int:
    """The value to three figures: 12,345,678 becomes 12,300,000."""
    size = len(str(abs(value)))
    return value if size <= 3 else round(value, 3 - size)


def _few(value: float) -> str:
    return formats.number_format(value, decimal_pos=0 if value == int(value) else 1, force_grouping=True)


def exact(value: int) -> str:
    """A number to its last digit, in groups of three: "12,345"."""
    return formats.number_format(value, force_grouping=True)


def human(value: int) -> str:
    """A number of three figures with the word for millions or billions: "12.3 million", "345,000"."""
    value = rounded(value)
    for size in (BILLION, MILLION):
        if value >= size:
            count = round(value / size, 1)
            plural = int(count) if count == int(count) else 2
            number = _few(count)
            if size == BILLION:
                return ngettext("%(number)s billion", "%(number)s billion", plural) % {"number": number}
            return ngettext("%(number)s million", "%(number)s million", plural) % {"number": number}
    return _few(value)


def reach(value: int | None, unit: str = "") -> str:
    """How far a target reaches: "12.3 million downloads a month"; "Reach not known" for None.

    `unit` is the unit as the catalogue writes it; one that has no words here is written as it is.
    """
    if value is None:
        return gettext("Reach not known")
    amount, plural = human(value), rounded(value)
    if unit == "downloads a month":
        words = ngettext("%(amount)s download a month", "%(amount)s downloads a month", plural)
    elif unit == "targets":
        words = ngettext("%(amount)s target", "%(amount)s targets", plural)
    elif unit == "visits a month":
        words = ngettext("%(amount)s visit a month", "%(amount)s visits a month", plural)
    elif unit == "installs":
        words = ngettext("%(amount)s install", "%(amount)s installs", plural)
    else:
        return f"{amount} {unit}".strip()
    return words % {"amount": amount}


def day(value: date | datetime) -> str:
    """A day as the language writes it: "23 November 2026", "23 nëntor 2026", "23. новембра 2026."."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return months.day(value, get_language() or "en") or formats.date_format(value, "DATE_FORMAT")


def ago(value: datetime) -> str:
    """How long since, in days: today, yesterday, so many days ago; the day itself from a month on."""
    days = (timezone.localdate() - timezone.localtime(value).date()).days
    if days < 0 or days > 30:
        return day(value)
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}
