"""A text and what is inserted into it in; the new text, and each insertion at its place in the old one, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Insertion:
    """`text` that comes to stand before the character at `at`."""

    at: int
    text: str


class Draft:
    """A text that only grows: nothing of the original is changed or lost, so that a patch takes nothing away."""

    def __init__(self, original: str, insertions: Iterable[Insertion] = ()) -> None:
        self.original = original
        self.insertions = tuple(sorted(insertions, key=lambda one: one.at))

    @property
    def text(self) -> str:
        """The text with all insertions in place."""
        pieces, last = [], 0
        for one in self.insertions:
            pieces += [self.original[last : one.at], one.text]
            last = one.at
        return "".join((*pieces, self.original[last:]))

    def with_more(self, insertions: Iterable[Insertion]) -> Draft | None:
        """This draft with insertions at places of its new text; None where one falls inside an earlier insertion."""
        moved = list(self.insertions)
        for one in insertions:
            at = self._original_place(one.at)
            if at is None:
                return None
            moved.append(Insertion(at, one.text))
        return Draft(self.original, moved)

    def _original_place(self, at: int) -> int | None:
        grown = 0
        for one in self.insertions:
            here = one.at + grown
            if at <= here:
                break
            if at < here + len(one.text):
                return None
            grown += len(one.text)
        return at - grown

    def whole_lines(self) -> Iterator[Insertion]:
        """The insertions, each moved to the beginning of a line where that gives the same text, none past another."""
        floor = 0
        behind = [*(one.at for one in self.insertions[1:]), len(self.original)]
        for one, ceiling in zip(self.insertions, behind, strict=False):
            moved = _at_line_start(self.original, one, floor, ceiling)
            floor = moved.at
            yield moved


def _at_line_start(text: str, one: Insertion, floor: int, ceiling: int) -> Insertion:
    """Turn an insertion round, `ab` before `a` being `ba` behind it, until a line begins where it does."""
    left, at, inserted = 0, one.at, one.text
    while at - left > floor and left < len(inserted) and inserted[-1 - left] == text[at - left - 1]:
        if text[at - left - 1] == "\n":
            return Insertion(at - left, inserted[len(inserted) - left :] + inserted[: len(inserted) - left])
        left += 1
    right = 0
    while right < len(inserted) and at + right < ceiling and inserted[right] == text[at + right]:
        right += 1
        if text[at + right - 1] == "\n":
            return Insertion(at + right, inserted[right:] + inserted[:right])
    return one
