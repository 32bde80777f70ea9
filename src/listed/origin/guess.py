"""What is believed of a list's origin flows from the room's scoring to its evidence, in one shape."""

from __future__ import annotations

from dataclasses import dataclass

from listed.origin.score import Scored
from listed.verdict.answer import Origin


@dataclass(frozen=True, slots=True)
class Guess:
    """One reading of the evidence: `origin` as it may be told; `best`: the print behind it; `equals`: the ids of the
    other origins that explain the list as well; `by`: `spelling` or `places`; `rest`: the next lists, weaker.
    `margin`: how much worse the next unrelated list explains it, None where there is none; `holders`: how many
    unrelated origins explain it equally well.
    """

    origin: Origin
    best: Scored
    equals: tuple[str, ...]
    by: str
    margin: float | None
    holders: int
    rest: tuple[Scored, ...]
