"""Pieces of work flow in, the seconds each took flow out: by turns, so that a busy moment harms all of them alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median


def by_turns(work: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Run each piece once a round, `rounds` times over; give the seconds of each in the order of the rounds."""
    seconds: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, do in work.items():
            gc.collect()
            began = time.perf_counter()
            do()
            seconds[name].append(time.perf_counter() - began)
    return seconds


def medians(seconds: Mapping[str, list[float]]) -> dict[str, float]:
    """The middle of each piece's seconds."""
    return {name: median(took) for name, took in seconds.items()}
