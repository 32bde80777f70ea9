"""One day in; its index under other weights, named ones and many that are drawn, out: what the weights decide."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from portal.indicator.index.day import Day
from portal.indicator.index.method import LAYERS, Floats, Method
from portal.indicator.index.rows import CRITERIA
from portal.indicator.index.sums import Share, Sum, shares, weights


@dataclass(frozen=True, slots=True)
class Alternative:
    """The index under other weights. `way`: "published", "equal", "reach", "targets", "layer" or "without".

    `part`: which layer alone, or the criterion that is left out.
    """

    way: str
    part: int | str
    share: Share


@dataclass(frozen=True, slots=True)
class Draws:
    """The index under so many drawn weights: where 2.5, 25, 50, 75 and 97.5 of a hundred of them lie below."""

    count: int
    seed: int
    lowest: float
    low: float
    middle: float
    high: float
    highest: float


def alternatives(day: Day, how: Method) -> list[Alternative]:
    """The index of a day under every named set of weights, the published one first."""
    sums = day.sums(day.weight, how)[None]
    expected = sums[0, :, :, Sum.EXPECTED]
    layers, criteria = how.layers, how.criteria
    found: list[tuple[str, int | str, Share]] = [
        ("published", "", _share(sums, layers, criteria)),
        ("equal", "", _share(sums, np.ones_like(layers), np.ones_like(criteria))),
        ("targets", "", _share(day.sums(np.ones_like(day.weight), how)[None], layers, criteria)),
        ("reach", "", _share(day.sums(day.reach, how)[None], layers, criteria)),
    ]
    alone: list[tuple[str, int | str, Share]] = [
        ("layer", layer, _share(sums, np.eye(len(LAYERS))[place], criteria))
        for place, layer in enumerate(LAYERS)
        if expected[place].any()
    ]
    without: list[tuple[str, int | str, Share]] = [
        ("without", word, _share(sums, layers, criteria * (np.arange(len(CRITERIA)) != place)))
        for place, word in enumerate(CRITERIA)
        if expected[:, place].any()
    ]
    return [Alternative(way, part, share) for way, part, share in (*found, *alone, *without)]


def draws(day: Day, how: Method) -> Draws | None:
    """The index of a day under weights of layers and criteria that are drawn, each set as likely as any other.

    None where nothing is known. The same seed draws the same weights.
    """
    sums = day.sums(day.weight, how)
    dice = np.random.default_rng(how.seed)
    layers = dice.dirichlet(np.ones(len(LAYERS)), how.draws)
    criteria = dice.dirichlet(np.ones(len(CRITERIA)), how.draws)
    all_known = np.einsum("lc,nc->nl", sums[..., Sum.KNOWN_WEIGHT], criteria)
    credit = np.einsum("lc,nc->nl", sums[..., Sum.CREDIT], criteria)
    has_any = all_known > 0
    if not has_any.any():
        return None
    means = np.divide(credit, all_known, out=np.zeros_like(credit), where=has_any)
    values = np.sum(layers * means, axis=1) / np.sum(layers * has_any, axis=1)
    return Draws(how.draws, how.seed, *(float(each) for each in np.quantile(values, (0.025, 0.25, 0.5, 0.75, 0.975))))


def _share(sums: Floats, layers: Floats, criteria: Floats) -> Share:
    return shares(sums, weights(sums, layers, criteria)).at(0)
