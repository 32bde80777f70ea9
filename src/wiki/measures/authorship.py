"""A page's revisions in, in their order; who wrote the tokens that stand at each of them, and how many survived, out.

Token origin is WikiWho's (Flöck, Acosta: WikiWho, WWW 2014; version 1.0.3): paragraphs, then sentences, then words;
what stood in any earlier revision and comes back keeps its author. A revision that WikiWho takes for vandalism is
passed over: it cuts a page of more than 1,000 characters to below 1,000 and by 40 % or more, or pastes one thing again
and again. Where some hundred words change at once WikiWho also looks for words that are spelled alike to lay the two
texts over each other, differently with each Python; we do not, and there a few tokens in a thousand differ.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from wiki.measures import packing
from wiki.measures.matching import Pool, Step, digest
from wiki.measures.tokens import tokens

__all__ = ["History", "Standing", "User", "tokens"]

User = int | str | None
Standing = Literal["read", "passed over", "hidden"]
LONG = 1000  # characters: WikiWho calls a page long above, and cut short below
CUT = -0.40


@dataclass
class _Revision:
    user: User
    standing: Standing
    added: int = 0
    is_certain: bool = True
    paragraphs: tuple[int, ...] = ()


@dataclass
class _Gap:
    """Revisions since the last one that was read whose words may come back under another's name."""

    users: set[User] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    is_hidden: bool = False


class History:
    """One page's tokens. Feed it each revision once, oldest first; ask at any time; `pack` it and go on later."""

    def __init__(self) -> None:
        self._pool = Pool()
        self._revisions: dict[int, _Revision] = {}
        self._order: list[int] = []
        self._now: tuple[int, ...] = ()
        self._length = 0
        self._spam: set[str] = set()
        self._gap = _Gap()
        self._counts: dict[int, Counter[int]] = {}

    def __contains__(self, rev: int) -> bool:
        return rev in self._revisions

    def __len__(self) -> int:
        return len(self._order)

    @property
    def last(self) -> int | None:
        """The revision that was fed last."""
        return self._order[-1] if self._order else None

    def feed(self, rev: int, user: User, text: str | None, *, is_excused: bool = False) -> Standing:
        """Take the next revision: its text, or None where that is hidden; say how it was taken.

        `user` is what identifies the author; None where that is hidden. `is_excused`: a minor edit with a summary,
        which WikiWho never takes for a deletion. ValueError: this revision was fed before.
        """
        if rev in self._revisions:
            raise ValueError(f"Revision {rev} was fed before.")
        entry = _Revision(user, "hidden")
        if text is None:
            self._gap.is_hidden = True
        else:
            entry = self._read(user, text, is_excused)
        if entry.standing != "read":
            self._gap.users.add(user)
        self._revisions[rev] = entry
        self._order.append(rev)
        return entry.standing

    def _read(self, user: User, text: str, is_excused: bool) -> _Revision:
        key = digest(text)
        found = None
        step = Step(self._pool, self._now)
        if key not in self._spam and (is_excused or not self._is_cut(len(text))):
            found = step.take(text.lower(), len(self._order))
        if found is None:
            self._spam.add(key)
            self._gap.words |= set(tokens(text)) - self._standing_words()
            return _Revision(user, "passed over")
        entry = _Revision(user, "read", len(step.fresh), not self._may_be_others(user, step.fresh), found)
        self._now, self._length, self._gap = found, len(text), _Gap()
        return entry

    def _is_cut(self, length: int) -> bool:
        return self._length > LONG > length and (length - self._length) / self._length <= CUT

    def _standing_words(self) -> set[str]:
        parts = chain.from_iterable(self._pool.parts[one] for one in self._now)
        return {word for part in parts for word in self._pool.texts[part].split(" ")}

    def _may_be_others(self, user: User, fresh: list[str]) -> bool:
        """Whether new words may have come with a revision that was not read, by somebody else."""
        if not fresh or not self._gap.users or (self._gap.users == {user} and user is not None):
            return False
        return self._gap.is_hidden or not self._gap.words.isdisjoint(fresh)

    def standing(self, rev: int) -> Standing:
        """How a revision was taken: read, passed over as vandalism, or hidden. KeyError: never fed."""
        return self._revisions[rev].standing

    def added(self, rev: int) -> int | None:
        """How many tokens first stood in this revision; None where that cannot be known.

        Not known: hidden; passed over; or new tokens right after such a revision by somebody else, who may have written
        them. KeyError: never fed.
        """
        entry = self._revisions[rev]
        return entry.added if entry.standing == "read" and entry.is_certain else None

    def alive(self, at_rev: int) -> dict[int, int] | None:
        """How many tokens of each revision stand at this one; None where its text is hidden.

        At a revision that was passed over, those of the last one before that was read. KeyError: never fed.
        """
        place = at_rev
        if self._revisions[at_rev].standing == "passed over":
            before = reversed(self._order[: self._order.index(at_rev)])
            place = next((one for one in before if self._revisions[one].standing == "read"), at_rev)
        if self._revisions[place].standing == "hidden":
            return None
        total: Counter[int] = Counter()
        for paragraph in self._revisions[place].paragraphs:
            total.update(self._count(paragraph))
        return {self._order[number]: alive for number, alive in sorted(total.items())}

    def _count(self, paragraph: int) -> Counter[int]:
        if paragraph not in self._counts:
            self._counts[paragraph] = Counter(map(self._pool.born.__getitem__, self._pool.words_of(paragraph)))
        return self._counts[paragraph]

    def survived(self, rev: int, at_rev: int) -> tuple[int, int] | None:
        """How many tokens the revision added, and how many of them stand at the later one; None: unknown."""
        added, alive = self.added(rev), self.alive(at_rev)
        return None if added is None or alive is None else (added, alive.get(rev, 0))

    def alive_by_user(self, at_rev: int) -> dict[User, int] | None:
        """How many tokens of each user stand at this revision, under None those whose author is unknown."""
        alive = self.alive(at_rev)
        if alive is None:
            return None
        total: Counter[User] = Counter()
        for rev, count in alive.items():
            entry = self._revisions[rev]
            total[entry.user if entry.is_certain else None] += count
        return dict(total)

    def tokens_at(self, at_rev: int) -> list[tuple[str, int]]:
        """Each token that stands at a revision that was read, and the revision it came with, in the page's order."""
        parts = chain.from_iterable(self._pool.parts[one] for one in self._revisions[at_rev].paragraphs)
        return [
            (word, self._order[self._pool.born[token]])
            for part in parts
            for word, token in zip(self._pool.texts[part].split(" "), self._pool.words[part], strict=True)
        ]

    def pack(self) -> bytes:
        """The whole state, small, for `unpack`."""
        rows = [
            (rev, one.user, one.standing, one.added, one.is_certain, one.paragraphs)
            for rev, one in ((rev, self._revisions[rev]) for rev in self._order)
        ]
        gap = (list(self._gap.users), sorted(self._gap.words), self._gap.is_hidden)
        return packing.pack(self._pool, rows, self._length, sorted(self._spam), gap)

    @classmethod
    def unpack(cls, packed: bytes) -> History:
        """Go on from a packed state. ValueError: it is none, or of another version; feed the revisions anew."""
        pool, rows, length, spam, (users, words, is_hidden) = packing.unpack(packed)
        made = cls()
        made._pool, made._length, made._spam = pool, length, set(spam)
        made._gap = _Gap(set(users), set(words), is_hidden)
        for rev, user, standing, added, is_certain, parts in rows:
            made._revisions[rev] = _Revision(user, standing, added, is_certain, parts)
            made._order.append(rev)
            made._now = parts if standing == "read" else made._now
        return made
