"""Marks of jurors in; how well they agree, who is strict or mild, and which works want a talk, out. Pure.

Alpha is Krippendorff's: 1 is full agreement, 0 what chance would bring, below 0 worse than chance. It stands works that
lack some ballots. The thresholds 0.8 and 0.667 are his (Content Analysis, chapter on reliability).
"""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext_lazy as _

Level = Literal["nominal", "ordinal", "interval"]
FEW_WORKS = 10
"""Below so many works that two or more jurors judged, alpha is a hint and no measure."""
FAR_APART = Fraction(1, 2)
"""Works whose ballots lie so far apart (of 1) are listed for a talk: two stars, or half of a ranking."""
SPLIT = Fraction(1, 5)
"""So near to half yes and half no is a split jury."""

WORDS = {
    "too-few": _("Not known: no work has marks of two jurors yet."),
    "all-equal": _("Not known: all marks are equal, so there is nothing to compare."),
    "good": _("The jurors agree well."),
    "enough": _("The jurors agree enough for careful conclusions."),
    "little": _("The jurors agree little. Talk about the works below before you sign."),
    "none": _("The jurors agree no better than chance. Talk about what the criterion means."),
}


@dataclass(frozen=True, slots=True)
class Alpha:
    """How well jurors agree: `value` is None where it is not known, and `word` says why, or what it means.

    `works`: how many had marks of two or more jurors; `is_hint`: so few that chance may well be behind it.
    """

    value: float | None
    word: str
    works: int
    jurors: int

    @property
    def is_hint(self) -> bool:
        """Whether so few works were compared that it is a hint and no measure."""
        return self.value is not None and self.works < FEW_WORKS

    @property
    def words(self) -> str:
        """What it means, in a sentence."""
        return str(WORDS[self.word])


@dataclass(frozen=True, slots=True)
class Juror:
    """What one juror's scores look like, from 0 to 1. `lean`: how much higher than the others on the same works."""

    seat: int
    ballots: int
    mean: float | None
    spread: float | None
    lean: float | None


def alpha(marks: Mapping[tuple[int, int], float], level: Level) -> Alpha:
    """Krippendorff's alpha over marks of (juror, work)."""
    by_work: dict[int, int] = defaultdict(int)
    for _juror, work in marks:
        by_work[work] += 1
    works = sorted(work for work, count in by_work.items() if count > 1)
    jurors = sorted({juror for juror, work in marks if by_work[work] > 1})
    if not works:
        return Alpha(None, "too-few", 0, len(jurors))
    if len({mark for (_juror, work), mark in marks.items() if by_work[work] > 1}) == 1:
        return Alpha(None, "all-equal", len(works), len(jurors))
    import krippendorff

    table = [[marks.get((juror, work), math.nan) for work in works] for juror in jurors]
    value = round(float(krippendorff.alpha(reliability_data=table, level_of_measurement=level)), 4)
    return Alpha(value, word_of(value), len(works), len(jurors))


def word_of(value: float) -> str:
    """Which of the words fits a known alpha."""
    if value >= 0.8:
        return "good"
    if value >= 0.667:
        return "enough"
    return "little" if value > 0 else "none"


def jurors(given: Mapping[tuple[int, int], Fraction], seats: Iterable[int]) -> list[Juror]:
    """Each juror's mean and spread (standard deviation), and lean; None where there are too few ballots to say."""
    by_entry: dict[int, dict[int, float]] = defaultdict(dict)
    for (seat, entry), score in given.items():
        by_entry[entry][seat] = float(score)
    found = []
    for seat in seats:
        own = [float(score) for (one, _entry), score in given.items() if one == seat]
        leans = [
            scores[seat] - statistics.fmean(score for other, score in scores.items() if other != seat)
            for scores in by_entry.values()
            if seat in scores and len(scores) > 1
        ]
        found.append(
            Juror(
                seat,
                len(own),
                statistics.fmean(own) if own else None,
                statistics.stdev(own) if len(own) > 1 else None,
                statistics.fmean(leans) if leans else None,
            )
        )
    return found


def disputed(given: Mapping[tuple[int, int], Fraction], *, is_yes_no: bool) -> list[tuple[int, Fraction]]:
    """Works on which jurors are far apart, with how far (of 1), the furthest first."""
    by_entry: dict[int, list[Fraction]] = defaultdict(list)
    for (_seat, entry), score in given.items():
        by_entry[entry].append(score)
    found = []
    for entry, scores in by_entry.items():
        apart = max(scores) - min(scores)
        if is_yes_no:
            mean = sum(scores, Fraction()) / len(scores)
            wants_talk = apart > 0 and abs(mean - Fraction(1, 2)) <= SPLIT
        else:
            wants_talk = apart >= FAR_APART
        if wants_talk:
            found.append((entry, apart))
    return sorted(found, key=lambda one: (-one[1], one[0]))
