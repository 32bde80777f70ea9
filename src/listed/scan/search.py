"""A row of versions that can be read one at a time in; those read where something changed between neighbours, out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise

Read = Callable[[int], Hashable | None]
Weigh = Callable[[Hashable, Hashable], int]

EXTRA = 6
MOST = 40
_PATIENCE = 8


def differ(one: Hashable, other: Hashable) -> int:
    """0 where two answers are the same, else 1."""
    return int(one != other)


def search(
    row: Sequence[float | None], read: Read, *, most: int = MOST, extra: int = EXTRA, weigh: Weigh = differ
) -> None:
    """Call `read` for the first, the last, and as few between as show where the answers change.

    `row`: the times of the versions in any unit, in their order; where one is None all are taken as equally far apart.
    `read` answers what can be compared, or None for a version that cannot be read; the search goes round it.

    First every stretch between two answers that differ is halved until the two are neighbours, those that differ most
    by `weigh` first. What comes and goes between two equal answers would stay unseen; so up to `extra` more are read,
    each in the middle of the longest stretch left. It ends after `most` calls, or after eight in a row that could not
    be read.
    """
    _Search(row, read, weigh, most, extra).run()


class _Search:
    """One search under way: what was answered so far, and what was tried."""

    def __init__(self, row: Sequence[float | None], read: Read, weigh: Weigh, most: int, extra: int) -> None:
        known = [time for time in row if time is not None]
        self._times = known if len(known) == len(row) else [float(index) for index in range(len(row))]
        self._read, self._weigh = read, weigh
        self._most, self._extra = most, extra
        self._answers: dict[int, Hashable] = {}
        self._tried: set[int] = set()
        self._failed = 0

    def run(self) -> None:
        """Read both ends, halve what differs, then look into the longest stretches."""
        if not self._times:
            return
        last = len(self._times) - 1
        self._first_of(range(last + 1))
        self._first_of(range(last, -1, -1))
        while self._goes_on() and (found := self._next()):
            low, high, weight = found
            if not weight and self._extra < 1:
                return
            self._extra -= not weight
            self._try(self._middle(low, high))

    def _goes_on(self) -> bool:
        return len(self._tried) < self._most and self._failed < _PATIENCE

    def _first_of(self, indexes: Sequence[int]) -> None:
        """Read the first of these that can be read."""
        for index in indexes:
            if index in self._answers or not self._goes_on():
                return
            if index not in self._tried and self._try(index):
                return

    def _try(self, index: int) -> bool:
        self._tried.add(index)
        answer = self._read(index)
        self._failed = self._failed + 1 if answer is None else 0
        if answer is not None:
            self._answers[index] = answer
        return answer is not None

    def _next(self) -> tuple[int, int, int] | None:
        """The stretch to look into next, and how much its ends differ: of those that differ most the longest."""
        open_ones = [
            (low, high, self._weigh(self._answers[low], self._answers[high]))
            for low, high in pairwise(sorted(self._answers))
            if any(index not in self._tried for index in range(low + 1, high))
        ]
        return max(open_ones, key=lambda one: (one[2], abs(self._times[one[1]] - self._times[one[0]])), default=None)

    def _middle(self, low: int, high: int) -> int:
        """What was not tried yet nearest to the middle: by number where a change is sought, as that halves surest."""
        untried = [index for index in range(low + 1, high) if index not in self._tried]
        if self._weigh(self._answers[low], self._answers[high]):
            return min(untried, key=lambda index: abs(2 * index - low - high))
        middle = (self._times[low] + self._times[high]) / 2
        return min(untried, key=lambda index: abs(self._times[index] - middle))
