"""A page's next text in; which of its tokens stood there before and which are new out, as WikiWho."""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import chain

from wiki.measures.tokens import mean_repeats, paragraphs, sentences

REPEATS_OF_SPAM = 20  # WikiWho: new words that stand there more often than this, on average, are pasted nonsense


_NONE: Iterator[int] = iter(())


def digest(text: str) -> str:
    """Sixteen hexadecimal digits that stand for a text."""
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).hexdigest()


@dataclass
class Pool:
    """Every sentence, paragraph and token that a page ever had; sentences and paragraphs are known by their number."""

    texts: list[str] = field(default_factory=list)
    words: list[array[int]] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    parts: list[tuple[int, ...]] = field(default_factory=list)
    born: array[int] = field(default_factory=lambda: array("I"))
    sentences: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    paragraphs: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add_sentence(self, text: str, words: Iterable[int]) -> int:
        """Keep a new sentence with its tokens; its number."""
        number = len(self.texts)
        self.texts.append(text)
        self.words.append(array("I", words))
        self.sentences[text].append(number)
        return number

    def add_paragraph(self, key: str, parts: tuple[int, ...]) -> int:
        """Keep a new paragraph, the numbers of its sentences; its number."""
        number = len(self.parts)
        self.digests.append(key)
        self.parts.append(parts)
        self.paragraphs[key].append(number)
        return number

    def words_of(self, paragraph: int) -> list[int]:
        """The tokens of a paragraph in their order."""
        return list(chain.from_iterable(self.words[sentence] for sentence in self.parts[paragraph]))


@dataclass
class Step:
    """One revision laid over the one before it. `take` changes the pool only where the revision is accepted."""

    pool: Pool
    before: tuple[int, ...]
    matched: set[int] = field(default_factory=set)
    _used: set[int] = field(default_factory=set)
    _unmarked: list[int] | None = field(default_factory=list)
    _fresh_sentences: list[tuple[str, list[int]]] = field(default_factory=list)
    _walks: dict[tuple[str, int], Iterator[int]] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)

    def take(self, text: str, revision: int) -> tuple[int, ...] | None:
        """The numbers of the paragraphs that the text has; None where it is nonsense pasted many times.

        `revision` is the number that new tokens are born with; their words stand in `fresh` afterwards.
        """
        found = self._paragraphs(text)
        unmatched = [(key, self._sentences(part)) for key, part in self._divided(found)]
        if not self._words(revision):
            return None
        first = len(self.pool.texts)
        for sentence, words in self._fresh_sentences:
            self.pool.add_sentence(sentence, words)
        made = iter(
            [
                self.pool.add_paragraph(key, tuple(one if one >= 0 else first + ~one for one in parts))
                for key, parts in unmatched
            ]
        )
        return tuple(one if isinstance(one, int) else next(made) for one in found)

    def _paragraphs(self, text: str) -> list[int | tuple[str, str]]:
        """Each paragraph's number, or its digest and text where it is new."""
        standing: defaultdict[str, list[int]] = defaultdict(list)
        for number in self.before:
            standing[self.pool.digests[number]].append(number)
        walks = {key: iter(some) for key, some in standing.items()}
        older: dict[str, Iterator[int]] = {}
        found: list[int | tuple[str, str]] = []
        for part in paragraphs(text):
            key = digest(part)
            known = self._free_paragraph(walks.get(key, _NONE), is_standing=True)
            if known is None and key in self.pool.paragraphs:
                walk = older.setdefault(key, iter(self.pool.paragraphs[key]))
                known = self._free_paragraph(walk, is_standing=False)
            found.append((key, part) if known is None else known)
        return found

    def _free_paragraph(self, walk: Iterator[int], *, is_standing: bool) -> int | None:
        """The next that is free: paragraphs of one revision share no token, those of older ones may.

        What is not free is not free later either, so that each is looked at once.
        """
        for number in walk:
            if number in self._used:
                continue
            if not is_standing:
                self._mark()
            if self._unmarked is not None:
                self._used.add(number)
                self._unmarked.append(number)
                return number
            words = self.pool.words_of(number)
            if self.matched.isdisjoint(words):
                self._used.add(number)
                self.matched.update(words)
                return number
            if self.matched.issuperset(words):
                self._used.add(number)
        return None

    def _mark(self) -> None:
        """Mark the tokens of all paragraphs found so far: put off until something might share them, which is rare."""
        for number in self._unmarked or ():
            self.matched.update(self.pool.words_of(number))
        self._unmarked = None

    def _divided(self, found: list[int | tuple[str, str]]) -> list[tuple[str, list[str]]]:
        self._left = [number for number in self.before if number not in self._used]
        self._standing: defaultdict[str, list[int]] = defaultdict(list)
        new = [one for one in found if not isinstance(one, int)]
        if new:
            for number in self._left:
                for sentence in self.pool.parts[number]:
                    self._standing[self.pool.texts[sentence]].append(sentence)
        return [(key, list(sentences(part))) for key, part in new]

    def _sentences(self, texts: list[str]) -> list[int]:
        """Each sentence's number; a new one's is the inverse of its place among the new ones."""
        numbers = []
        for text in texts:
            known = self._free_sentence(self._walk(text, 0, self._standing.get(text, ())))
            if known is None and (older := self.pool.sentences.get(text)):
                self._mark()
                known = self._free_sentence(self._walk(text, 1, older))
            if known is None:
                known = ~len(self._fresh_sentences)
                self._fresh_sentences.append((text, []))
            numbers.append(known)
        return numbers

    def _walk(self, text: str, which: int, numbers: Sequence[int]) -> Iterator[int]:
        return self._walks.setdefault((text, which), iter(numbers))

    def _free_sentence(self, walk: Iterator[int]) -> int | None:
        for number in walk:
            words = self.pool.words[number]
            if self.matched.isdisjoint(words):
                self.matched.update(words)
                return number
        return None

    def _words(self, revision: int) -> bool:
        """Give each new sentence its tokens; False where they are nonsense."""
        now = [text.split(" ") for text, _ in self._fresh_sentences]
        flat = list(chain.from_iterable(now))
        if not flat:
            return True
        if mean_repeats(flat) > REPEATS_OF_SPAM:
            return False
        before, ids = [], []
        for number in chain.from_iterable(self.pool.parts[one] for one in self._left):
            for word, token in zip(self.pool.texts[number].split(" "), self.pool.words[number], strict=True):
                if token not in self.matched:
                    before.append(word)
                    ids.append(token)
        kept = iter(keep(before, ids, flat))
        for (_, tokens), some in zip(self._fresh_sentences, now, strict=True):
            for word in some:
                known = next(kept)
                tokens.append(len(self.pool.born) if known is None else known)
                if known is None:
                    self.pool.born.append(revision)
                    self.fresh.append(word)
        return True


def keep(before: Sequence[str], ids: Sequence[int], now: Sequence[str]) -> list[int | None]:
    """For each word of `now` the token of `before` that it continues, or None: it is new.

    The words are compared as difflib compares them. Like WikiWho, a word that is kept takes the first token of that
    word that is neither taken nor passed over: what counts is the order of keeping, dropping and adding among equals.
    """
    if not before:
        return [None] * len(now)
    fates: defaultdict[str, deque[str]] = defaultdict(deque)
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, before, now).get_opcodes():
        if kind == "equal":
            for word in before[a0:a1]:
                fates[word].append("=")
        elif kind == "replace":
            _replaced(before[a0:a1], now[b0:b1], fates)
        else:
            for word in before[a0:a1]:
                fates[word].append("-")
            for word in now[b0:b1]:
                fates[word].append("+")
    free: defaultdict[str, deque[int]] = defaultdict(deque)
    for word, token in zip(before, ids, strict=True):
        free[word].append(token)
    return [_fate(fates[word], free[word]) for word in now]


def _fate(fates: deque[str], free: deque[int]) -> int | None:
    while (fate := fates.popleft()) == "-":
        free.popleft()
    return free.popleft() if fate == "=" else None


def _replaced(before: Sequence[str], now: Sequence[str], fates: defaultdict[str, deque[str]]) -> None:
    """Words that difflib thinks too common to begin a match may still stand on both sides: keep them one by one."""
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for place, word in enumerate(before):
        places[word].append(place)
    at = 0
    for word in now:
        while places[word] and places[word][0] < at:
            places[word].popleft()
        if not places[word]:
            fates[word].append("+")
            continue
        place = places[word].popleft()
        for passed in before[at:place]:
            fates[passed].append("-")
        fates[word].append("=")
        at = place + 1
    for passed in before[at:]:
        fates[passed].append("-")
