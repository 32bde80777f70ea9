"""Counts of people by group in; the same with groups so small that they point at somebody put together, out."""

from __future__ import annotations

from collections.abc import Mapping

FEWEST = 5
"""Fewer people than this are not told apart from others."""


def folded(counts: Mapping[str, int], fewest: int = FEWEST) -> dict[str, int]:
    """The groups, largest first, and all small ones together under the empty name.

    What is put together holds at least `fewest` people: where it would not, the smallest of the others joins it, since
    else it could be had by taking the others from the whole. Empty where nothing can be told apart.
    """
    order = sorted(((name, many) for name, many in counts.items() if many), key=lambda pair: (-pair[1], pair[0]))
    kept = [(name, many) for name, many in order if many >= fewest and name]
    rest = sum(many for _, many in order) - sum(many for _, many in kept)
    while 0 < rest < fewest and kept:
        rest += kept.pop()[1]
    if not kept:
        return {}
    return {**dict(kept), **({"": rest} if rest else {})}
