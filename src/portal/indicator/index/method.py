"""The file of the method's version in; what each layer, criterion and verdict counts, and why, out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from django.conf import settings

from portal.indicator.index.rows import CRITERIA, VERDICTS

VERSION = "2"
LAYERS = (0, 1, 2, 3)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Method:
    """One version of the method.

    `layers`, `criteria`: weights in the order of LAYERS and of CRITERIA. `credit`: by verdict, in the order of
    VERDICTS; not a number where a verdict says nothing. `reasons`: why a layer or a criterion weighs so, by language.
    """

    version: str
    layers: Floats
    criteria: Floats
    credit: Floats
    fresh_days: int
    draws: int
    seed: int
    reasons: Mapping[int | str, Mapping[str, str]]


@lru_cache
def method(version: str = VERSION) -> Method:
    """A version of the method. Raises FileNotFoundError where there is none."""
    text = (settings.DATA / "indicator" / f"method-{version}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    layers = {row["layer"]: row for row in table["layers"]}
    criteria = {row["criterion"]: row for row in table["criteria"]}
    return Method(
        version=table["version"],
        layers=np.array([layers[layer]["weight"] for layer in LAYERS], np.float64),
        criteria=np.array([criteria[word]["weight"] for word in CRITERIA], np.float64),
        credit=np.array([table["credit"].get(word, np.nan) for word in VERDICTS], np.float64),
        fresh_days=table["fresh_days"],
        draws=table["sensitivity"]["draws"],
        seed=table["sensitivity"]["seed"],
        reasons={key: row["reason"] for rows in (layers, criteria) for key, row in rows.items()},
    )
