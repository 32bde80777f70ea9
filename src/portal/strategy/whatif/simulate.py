"""A mix of initiatives and rates with how sure they are in; many possible courses, and when a goal is reached, out.

Letters, fixes at the source and academies run month by month from now. In each of the draws every rate is drawn once
from what is known of it, and then the months are drawn:

- letters go out evenly; a share of them wins, each after a delay that is drawn from an exponential distribution, so
  that the wins of a month are Poisson with the mean that follows from all letters before;
- fixes are taken in the same way, and each taken fix flips further lists, also Poisson;
- a win is undone with an even chance in each year;
- editions take place evenly; their articles are Poisson, and a share of them lasts.

The index rises with each list that lacks Kosovo and is won, all of them weighing the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 2000
MONTHS = 180
DAYS_A_MONTH = 365.25 / 12
SHORTEST = 1e-3  # of a month: what is quicker has no delay
LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rate:
    """A mean, and how many cases it rests on: the fewer, the wider the courses spread."""

    value: float
    cases: float


@dataclass(frozen=True, slots=True)
class Mix:
    """How much is done: letters a month, fixes that are offered at the source of lists a year, editions a year."""

    letters: float = 0.0
    fixes: float = 0.0
    editions: float = 0.0


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What everything rests on. Shares from 0 to 1; `undone`: the share of wins that is undone in a year.

    `flips`: lists that one fix at the source adds Kosovo to; `articles`: of one edition; `lasting`: the share of them
    that lasts. `index`: how it stands now, from 0 to 1, None where nobody knows; `losing`: lists without Kosovo.
    """

    won: Rate
    days_to_win: Rate
    taken: Rate
    days_to_fix: Rate
    flips: Rate
    undone: Rate
    articles: Rate
    lasting: Rate
    index: float | None = None
    losing: int = 0


@dataclass(frozen=True, slots=True)
class Courses:
    """One row a draw, one column a month; the first column is now. `index` is None where nobody knows it now.

    `wins`: lists that were won since now; `articles`: articles since now that last.
    """

    wins: Floats
    articles: Floats
    index: Floats | None

    def of(self, what: str) -> Floats | None:
        """The courses of `wins`, `articles` or `index`."""
        found: Floats | None = getattr(self, what)
        return found


@dataclass(frozen=True, slots=True)
class Reached:
    """After how many months a goal is reached in the 5th, 50th and 95th of 100 courses; None: not within MONTHS.

    `share`: of the courses that reach it within that time.
    """

    early: int | None
    middle: int | None
    late: int | None
    share: float


def simulate(mix: Mix, known: Assumptions, *, seed: int = 1, draws: int = DRAWS, months: int = MONTHS) -> Courses:
    """So many courses; the same arguments give the same ones."""
    rng = np.random.default_rng(seed)
    time = np.arange(months + 1, dtype=np.float64)
    won = _shares(rng, known.won, draws)[:, None]
    delay = _delays(rng, known.days_to_win, draws)[:, None]
    wins = rng.poisson(np.diff(arrived(time, mix.letters, delay) * won, axis=1))
    taken = _shares(rng, known.taken, draws)[:, None]
    delay = _delays(rng, known.days_to_fix, draws)[:, None]
    fixes = rng.poisson(np.diff(arrived(time, mix.fixes / 12, delay) * taken, axis=1))
    flipped = rng.poisson(fixes * _counts(rng, known.flips, draws)[:, None])
    gained = (wins + flipped).astype(np.int64)
    pool = known.losing or None
    total = np.cumsum(gained, axis=1)
    if pool:
        total = np.minimum(total, pool)
    undone = _shares(rng, known.undone, draws)
    made = _articles(rng, mix.editions, known, draws, months)
    index = None
    if known.index is not None and pool:
        kept = _standing(rng, np.diff(total, axis=1, prepend=0), undone)
        index = _from_now(known.index + (1 - known.index) * kept / pool, known.index)
    return Courses(_from_now(total, 0.0), _from_now(made, 0.0), index)


def arrived(time: Floats, pace: float, delay: Floats) -> Floats:
    """How many of what sets out evenly, `pace` a month, has arrived by each month; delays in months, exponential."""
    is_late = delay > SHORTEST
    late = np.where(is_late, delay, 1.0)
    waiting = np.where(is_late, late * -np.expm1(-time / late), 0.0)
    return np.asarray(pace * (time - waiting), dtype=np.float64)


def reached(courses: Floats, goal: float) -> Reached:
    """When the courses first come to the goal or above it."""
    hits = courses >= goal
    never = courses.shape[1]
    first = np.where(hits.any(axis=1), hits.argmax(axis=1), never)
    spots = [int(spot) for spot in np.quantile(first, (LOW, MIDDLE, HIGH), method="higher")]
    early, middle, late = (spot if spot < never else None for spot in spots)
    return Reached(early, middle, late, float(np.mean(first < never)))


def band(courses: Floats) -> tuple[Floats, Floats, Floats]:
    """For each month what 5, 50 and 95 of 100 courses stay at or below."""
    low, middle, high = np.quantile(courses, (LOW, MIDDLE, HIGH), axis=0)
    return low, middle, high


def _from_now(courses: NDArray[np.generic], start: float) -> Floats:
    """The same with a first column for now."""
    return np.concatenate([np.full((courses.shape[0], 1), start), courses.astype(np.float64)], axis=1)


def _shares(rng: np.random.Generator, rate: Rate, draws: int) -> Floats:
    """Draws from a share's Beta posterior under Jeffreys' prior; the share itself where the cases are without end."""
    value = min(max(rate.value, 0.0), 1.0)
    if math.isinf(rate.cases):
        return np.full(draws, value)
    return rng.beta(value * rate.cases + 0.5, (1 - value) * rate.cases + 0.5, draws)


def _counts(rng: np.random.Generator, rate: Rate, draws: int) -> Floats:
    """Draws from the Gamma posterior of a mean of counts under Jeffreys' prior; no fewer than one case."""
    if math.isinf(rate.cases):
        return np.full(draws, rate.value)
    cases = max(rate.cases, 1.0)
    return rng.gamma(rate.value * cases + 0.5, 1 / cases, draws)


def _delays(rng: np.random.Generator, rate: Rate, draws: int) -> Floats:
    """Draws of a mean delay in months: days in, of which the inverse has a Gamma posterior; no fewer than one case."""
    if math.isinf(rate.cases) or rate.value <= 0:
        return np.full(draws, max(rate.value, 0.0) / DAYS_A_MONTH)
    cases = max(rate.cases, 1.0)
    return rate.value * cases / rng.gamma(cases, 1.0, draws) / DAYS_A_MONTH


def _articles(rng: np.random.Generator, editions: float, known: Assumptions, draws: int, months: int) -> Floats:
    held = np.floor(np.arange(1, months + 1) * editions / 12 + 1e-9)
    lasts = (_counts(rng, known.articles, draws) * _shares(rng, known.lasting, draws))[:, None]
    made = rng.poisson(np.diff(held, prepend=0.0)[None, :] * lasts)
    return np.cumsum(made, axis=1).astype(np.float64)


def _standing(rng: np.random.Generator, gained: NDArray[np.int64], undone: Floats) -> Floats:
    """How many of the wins stand at the end of each month; what is undone does not come back by itself."""
    monthly = -np.expm1(np.log1p(-np.minimum(undone, 1 - 1e-12)) / 12)
    stands = np.zeros(gained.shape, dtype=np.float64)
    now = np.zeros(gained.shape[0], dtype=np.int64)
    for month in range(gained.shape[1]):
        now = now - rng.binomial(now, monthly) + gained[:, month]
        stands[:, month] = now
    return stands
