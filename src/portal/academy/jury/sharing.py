"""Works that want ballots and jurors who may not judge all in; a fair deal, the same for the same seed, out."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

Pair = tuple[int, int]  # seat, entry


def chance(seed: str, *what: object) -> str:
    """A number by lot, in hex: the same for the same seed and things, on every machine."""
    return hashlib.sha256("|".join([seed, *map(str, what)]).encode()).hexdigest()


@dataclass(slots=True)
class Deal:
    """What was dealt, and for each work how many ballots nobody can give."""

    given: list[Pair] = field(default_factory=list)
    wanting: dict[int, int] = field(default_factory=dict)


def deal(wants: Mapping[int, int], loads: Mapping[int, int], taken: Collection[Pair], seed: str) -> Deal:
    """Give each work to as many jurors as it wants, so that the loads of jurors end as even as they can.

    `wants`: entry to ballots that lack; `loads`: seat to works it has already; `taken`: pairs that are given, judged or
    in conflict. Works that few may judge come first; among equal jurors the lot decides.
    """
    closed = set(taken)
    now = dict(loads)
    made = Deal()
    free = {entry: [seat for seat in now if (seat, entry) not in closed] for entry in wants}
    for entry in sorted(wants, key=lambda one: (len(free[one]) - wants[one], chance(seed, one))):
        able = sorted(free[entry], key=lambda seat: (now[seat], chance(seed, seat, entry)))
        chosen = able[: max(0, wants[entry])]
        for seat in chosen:
            now[seat] += 1
            made.given.append((seat, entry))
        if len(chosen) < wants[entry]:
            made.wanting[entry] = wants[entry] - len(chosen)
    made.given = even(made.given, now, closed | set(made.given), seed)
    return made


def even(movable: Iterable[Pair], loads: Mapping[int, int], taken: Collection[Pair], seed: str) -> list[Pair]:
    """The same works moved between jurors until no chain of moves would even out their loads any further.

    `loads` counts the movable ones too. A work is never moved to a juror for whom the pair is taken.
    """
    pairs = set(movable)
    closed = set(taken)
    now = dict(loads)
    while chain := _chain(pairs, now, closed, seed):
        for (seat, entry), _other in chain:
            pairs.remove((seat, entry))
            closed.discard((seat, entry))
        for (_seat, entry), other in chain:
            pairs.add((other, entry))
            closed.add((other, entry))
        now[chain[0][0][0]] -= 1
        now[chain[-1][1]] += 1
    return sorted(pairs)


def _chain(pairs: set[Pair], loads: Mapping[int, int], closed: set[Pair], seed: str) -> list[tuple[Pair, int]]:
    """Moves, one after another, from a juror to one with at least two works fewer; empty where there are none."""
    by_seat: dict[int, list[int]] = {seat: [] for seat in loads}
    for seat, entry in pairs:
        by_seat[seat].append(entry)
    for entries in by_seat.values():
        entries.sort(key=lambda entry: chance(seed, "move", entry))
    for start in sorted((seat for seat in loads if by_seat[seat]), key=lambda seat: (-loads[seat], seat)):
        came: dict[int, tuple[Pair, int] | None] = {start: None}
        queue = deque([start])
        while queue:
            seat = queue.popleft()
            for entry in by_seat[seat]:
                for other in loads:
                    if other in came or (other, entry) in closed:
                        continue
                    came[other] = ((seat, entry), seat)
                    if loads[other] <= loads[start] - 2:
                        return _walked(came, other)
                    queue.append(other)
    return []


def _walked(came: Mapping[int, tuple[Pair, int] | None], end: int) -> list[tuple[Pair, int]]:
    chain: list[tuple[Pair, int]] = []
    at = end
    while step := came[at]:
        chain.append((step[0], at))
        at = step[1]
    return chain[::-1]
