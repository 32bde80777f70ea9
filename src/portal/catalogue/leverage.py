"""The graph of lists as plain data in; what would flip if one of them were fixed, with its uncertainty, out.

A package flips when a list that it ships, or that it pulls in, gains Kosovo: in whole, or in part where it has several.
What flips with a target is the target itself and whatever reaches it along links, as long as every package on the way,
the last one too, is open: its own lists lack Kosovo in whole or part, or it has no list and passes on what it pulls in.
A package whose own lists all have Kosovo is closed. One that nobody read is open with the share of the open ones among
those that were read. A target flips only with a list of its own.

`low` is what flips by itself: it follows only dependencies that are certain (confidence 1), through packages that were
read. A copy flips when somebody carries the fix over, so it is not in it. `high` follows every link and every package
that is not known to be closed. In between stands the mean of DRAWS seeded draws, in each of which every link is there
with its confidence and every unread package is open with that share; circles and diamonds need no special care.

Each package counts once, however many ways lead to it. Downloads: a package that depends on another pulls it in, so its
downloads stand within those of the other already. They are added up over the packages that flip and depend on no other
one that flips and whose downloads are known; of packages that depend on each other the most downloaded stands for all.
Downloads nobody knows are not zero: `unknown` counts the packages whose downloads would have to be added. Where figures
contradict each other, since a package has fewer downloads than what depends on it, the larger sum stands.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

DRAWS = 1000
LACKS = frozenset({"missing", "under-serbia", "mixed"})
PASSES_ON = frozenset({"no-country-list"})
HAS = frozenset({"listed", "qualified", "not-expected"})
_CERTAIN, _POSSIBLE = 1, 2
_ALL = (1 << DRAWS + 2) - 1
_DRAWN = _ALL & ~(_CERTAIN | _POSSIBLE)


@dataclass(frozen=True, slots=True)
class Place:
    """A node: how Kosovo stands in its own lists, its downloads a month, whether it counts (a standard does not)."""

    verdict: str
    downloads: int | None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Tie:
    """A node takes a list from an upstream; `confidence` is a probability above 0."""

    node: str
    upstream: str
    how: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What flips: packages and their downloads a month, certain (`low`), expected, and not ruled out (`high`).

    Downloads are None where some package flips but nobody knows the downloads of any. `unknown`: packages among the
    expected ones whose downloads are neither known nor within those of another one.
    """

    packages_low: int
    packages: int
    packages_high: int
    downloads_low: int | None
    downloads: int | None
    downloads_high: int | None
    unknown: int


def open_share(places: Mapping[str, Place], ties: Iterable[Tie]) -> float:
    """How many of the read packages with an upstream are open: a probability, with one more of each kind added."""
    known = [places[key].verdict for key in sorted({tie.node for tie in ties}) if places[key].counts]
    read = [verdict for verdict in known if verdict in LACKS | PASSES_ON | HAS]
    return (sum(verdict not in HAS for verdict in read) + 1) / (len(read) + 2)


def figures(places: Mapping[str, Place], ties: Collection[Tie], wanted: Iterable[str]) -> dict[str, Figures]:
    """The figures of each wanted node that has something to flip; the same graph always gives the same ones.

    Every tie must lead from a place to a place.
    """
    worlds = _Worlds(places, ties)
    found = {key: worlds.figures(key) for key in wanted}
    return {key: one for key, one in found.items() if one.packages_high}


class _Worlds:
    """The graph in many worlds at once: each set of worlds is a whole number with one bit a world.

    The first bit is the world of what is certain, the second that of whatever is possible, the others are the draws.
    """

    def __init__(self, places: Mapping[str, Place], ties: Collection[Tie]) -> None:
        self.places = places
        share = open_share(places, ties)
        self.opens = {key: _opens(key, place.verdict, share) for key, place in places.items()}
        self.down: dict[str, list[tuple[str, int]]] = defaultdict(list)
        needs: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for tie in ties:
            there = _drawn(f"{tie.node} {tie.how} {tie.upstream}", tie.confidence)
            by_itself = tie.how == "depends"
            self.down[tie.upstream].append((tie.node, there if by_itself else there & ~_CERTAIN))
            if by_itself:
                needs[tie.node].append((tie.upstream, _swapped(there)))
        every = dict.fromkeys(places, _ALL)
        self.pulls = {key: _spread(key, _ALL, needs, every) for key in list(needs)}

    def figures(self, key: str) -> Figures:
        """What flips with one node."""
        start = 0 if self.places[key].verdict in PASSES_ON else self.opens[key]
        reached = _spread(key, start, self.down, self.opens) if start else {}
        flips = {node: worlds for node, worlds in reached.items() if self.places[node].counts}
        added = {node: worlds & ~self._within(node, flips) for node, worlds in flips.items()}
        low, likely, high = (self._downloads(added, worlds) for worlds in (_CERTAIN, _DRAWN, _POSSIBLE))
        likely = _larger(None if likely is None else round(likely / DRAWS), low)
        return Figures(
            packages_low=_count(flips.values(), _CERTAIN),
            packages=round(_count(flips.values(), _DRAWN) / DRAWS),
            packages_high=_count(flips.values(), _POSSIBLE),
            downloads_low=low,
            downloads=likely,
            downloads_high=_larger(high, likely),
            unknown=round(_count((added[node] for node in added if self._known(node) is None), _DRAWN) / DRAWS),
        )

    def _known(self, node: str) -> int | None:
        return self.places[node].downloads

    def _within(self, node: str, flips: Mapping[str, int]) -> int:
        """The worlds in which the downloads of a node stand within those of another one that flips."""
        within = 0
        for other, pulled in self.pulls.get(node, {}).items():
            if other == node or other not in flips or self._known(other) is None:
                continue
            back = self.pulls.get(other, {}).get(node, 0)
            if self._rank(other) > self._rank(node):
                back = 0
            within |= pulled & ~back & flips[other]
        return within

    def _rank(self, node: str) -> tuple[int, str]:
        known = self._known(node)
        return (-1 if known is None else known, node)

    def _downloads(self, added: Mapping[str, int], worlds: int) -> int | None:
        """The downloads that are added up in these worlds, together; None where something is, but none is known."""
        counts = {node: (mask & worlds).bit_count() for node, mask in added.items() if mask & worlds}
        known = [count * of for node, count in counts.items() if (of := self._known(node)) is not None]
        return sum(known) if known or not counts else None


def _opens(key: str, verdict: str, share: float) -> int:
    """The worlds in which a node is open."""
    if verdict in HAS:
        return 0
    return _ALL if verdict in LACKS | PASSES_ON else _drawn(key, share)


def _drawn(key: str, probability: float) -> int:
    """The worlds in which something is so: those drawn for this key alone, so that one more link shifts no other."""
    if probability >= 1:
        return _ALL
    draw = random.Random(key)  # noqa: S311 - a draw of the method, not a secret
    bits = "".join("1" if draw.random() < probability else "0" for _ in range(DRAWS))
    return int(bits, 2) << 2 | _POSSIBLE


def _spread(
    start: str, worlds: int, ways: Mapping[str, list[tuple[str, int]]], opens: Mapping[str, int]
) -> dict[str, int]:
    """Every node that the ways lead to from a start, and the worlds in which they do."""
    reached = {start: worlds}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for there, link in ways.get(here, ()):
            fresh = reached[here] & link & opens[there] & ~reached.get(there, 0)
            if fresh:
                reached[there] = reached.get(there, 0) | fresh
                waiting.append(there)
    return reached


def _swapped(worlds: int) -> int:
    """The same with the first two worlds changed round: what lowers a sum is certain where the most is asked for."""
    certain, possible = worlds & _CERTAIN, worlds & _POSSIBLE
    return worlds & _DRAWN | certain << 1 | possible >> 1


def _count(masks: Iterable[int], worlds: int) -> int:
    return sum((mask & worlds).bit_count() for mask in masks)


def _larger(one: int | None, other: int | None) -> int | None:
    return max((value for value in (one, other) if value is not None), default=None)
