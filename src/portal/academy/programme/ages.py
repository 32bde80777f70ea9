"""Birthdays and days in; how old somebody is on a day, out."""

from __future__ import annotations

import datetime as dt

YOUNGEST, OLDEST = 6, 120


def age(born_on: dt.date, on: dt.date) -> int:
    """Whole years; who was born on 29 February has their birthday on 1 March in other years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def is_minor(born_on: dt.date, on: dt.date, below: int) -> bool:
    """Whether somebody is younger than so many years on a day."""
    return age(born_on, on) < below


def is_possible(born_on: dt.date, on: dt.date) -> bool:
    """Whether a birthday can be that of somebody who takes part."""
    return born_on <= on and YOUNGEST <= age(born_on, on) <= OLDEST
