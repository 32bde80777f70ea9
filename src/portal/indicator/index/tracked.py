"""The catalogue in; each visible target with its layer, its weight and what is expected of it, out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from django.db import connection

from portal.audit.models import Criterion
from portal.catalogue.models import Target
from portal.indicator.index.days import ordinals
from portal.indicator.index.method import LAYERS, Floats
from portal.indicator.index.rows import CRITERIA, Ints, second_of

# Weights are kept to so small a part: sums of them are exact then, in whatever order they are added and taken away.
PART = 1024
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tracked:
    """Visible targets by their place. `reach`: the layer's median where it is unknown, 1 where none of it is known.

    `weight`: log10(1 + reach). `expected`: place by criterion, what the catalogue says. `added`: the day it was added,
    as `date.toordinal` counts. `place_of`: the place of a target's key; -1 for a hidden or unknown one.
    """

    key: Ints
    layer: Ints
    reach: Floats
    weight: Floats
    expected: Flags
    added: Ints
    place_of: Ints

    def places(self, keys: Ints) -> Ints:
        """The places of targets by their keys."""
        return self.place_of[np.minimum(keys, len(self.place_of) - 1)]


def tracked() -> Tracked:
    """Every target that the public sees. One without a word on its criteria is expected to have a country list."""
    rows = _rows()
    key, layer = (np.array([row[place] for row in rows], np.int64) for place in (0, 1))
    reach = _filled(np.array([np.nan if row[2] is None else row[2] for row in rows], np.float64), layer)
    expected = np.array([_expected(row[3]) for row in rows], np.bool_).reshape(-1, len(CRITERIA))
    added = ordinals(row[4] for row in rows)
    place_of = np.full((int(key[-1]) if rows else 0) + 2, -1, np.int64)
    place_of[key] = np.arange(len(rows))
    weight = np.round(np.log10(1 + reach) * PART) / PART
    return Tracked(key, layer, reach, weight, expected, added, place_of)


def _rows() -> list[tuple[int, int, int | None, str, int]]:
    """Key, layer, reach, criteria as JSON, and the second it was added, of each visible target by its key."""
    second = second_of("added_at")
    name = connection.ops.quote_name(Target._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, layer, reach, CAST(criteria AS text), {second} FROM {name} WHERE NOT hidden ORDER BY id"
        )
        return list(cursor.fetchall())


@lru_cache
def _expected(words: str) -> tuple[bool, ...]:
    found = json.loads(words) or [Criterion.COUNTRY]
    return tuple(word in found for word in CRITERIA)


def _filled(reach: Floats, layer: Ints) -> Floats:
    reach = reach.copy()
    for each in LAYERS:
        mine = layer == each
        unknown = mine & np.isnan(reach)
        known = reach[mine & ~np.isnan(reach)]
        # Nine of whatever it is weigh 1.
        reach[unknown] = np.median(known) if known.size else 9.0
    return reach
