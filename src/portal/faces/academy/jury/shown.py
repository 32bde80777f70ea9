"""Scores and figures in; how people read them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from portal.academy.jury.figures import Facts, of_work
from portal.academy.jury.models import Entry, Method, Round
from portal.academy.jury.scoring import MOST_STARS
from portal.faces.kit.numbers import day


def score_words(method: str, score: Fraction | float | None) -> str:
    """A score as the jury gave it: stars, percent of yes, or percent of the way up."""
    if score is None:
        return _("not judged")
    if method == Method.STARS:
        stars = rounded(float(score) * (MOST_STARS - 1) + 1, 2)
        return _("%(stars)s of 5 stars") % {"stars": stars}
    percent = rounded(float(score) * 100, 0 if method == Method.YES_NO else 1)
    if method == Method.YES_NO:
        return _("%(percent)s %% yes") % {"percent": percent}
    return _("%(percent)s of 100 points") % {"percent": percent}


def rounded(value: float, places: int) -> str:
    """A number to so many places, as the language writes it; Django's own cuts off what is behind them."""
    return formats.number_format(round(value, places), places)


def marks_words(about: Round, marks: Mapping[str, Any]) -> str:
    """A ballot in one line."""
    if "yes" in marks:
        return _("Yes") if marks["yes"] else _("No")
    if "place" in marks:
        return _("Place %(place)s") % {"place": marks["place"]}
    names = {str(one.number): one.name for one in about.criteria.all()}
    return ", ".join(f"{names.get(number, number)}: {stars}" for number, stars in marks["stars"].items())


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure beside a work: its word, and its value or that it is not known."""

    word: str
    value: str


def facts_of(entry: Entry) -> list[Fact]:
    """What is known of how a work lasted, "not known" where nothing is."""
    found = of_work(entry.work)
    unknown = _("not known")
    if entry.work.kind == "article":
        rows = [
            Fact(_("Text that still stands"), unknown if found.survived is None else _percent(found.survived)),
            Fact(_("Quality gained (of 1)"), unknown if found.gain is None else rounded(found.gain, 2)),
            Fact(_("References added"), unknown if found.references is None else str(found.references)),
        ]
    elif entry.work.kind in ("image", "video"):
        rows = [Fact(_("Articles that show it"), unknown if found.uses is None else str(found.uses))]
    else:
        return []
    return [*rows, *_as_of(found)]


def _percent(part: float) -> str:
    return _("%(percent)s %%") % {"percent": rounded(part * 100, 0)}


def _as_of(found: Facts) -> list[Fact]:
    return [Fact(_("As of"), day(found.as_of))] if found.as_of and found.is_known else []
