"""A label that is no plain name goes in; the ids of the names inside it come out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from listed.names.binary import EMPTY
from listed.names.text import normalise

_MOST_WORDS = 12  # longer labels are sentences
_QUALIFIED = re.compile(
    r"\b(?:un|unsc|unscr|unmik|under|resolution|administered|1244|including|incl|disputed|part of)\b"
)
_FLAG = re.compile(r"[\U0001F1E6-\U0001F1FF]{2}|\U0001F3F4[\U000E0020-\U000E007F]*")
_FLAG_WORDS = re.compile(
    r"^(?:the )?(?:national )?(?:flag|flagge|flagg|flagga|flaga|vlag|drapeau|bandera|bandiera|bandeira|steag|"
    r"флаг|прапор|旗|国旗|國旗|깃발)"
    r"(?:(?: (?:of|for|von|de|du|di|do|da|van))? |[_-])|[ _-]flag(?: (?:icon|emoji|image))?$|(?<=.)国旗$|(?<=.)國旗$",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTED = re.compile(r"\s+[-‐-―~/|／｜•·→]+\s+|\s*[|｜•→]\s*|\s+[-–—]+|[–—]+\s+")
_JOINED = re.compile(r"[/／–—]")
_HEAD_CODE = re.compile(r"([A-Za-z]{2,3})\s*(?:[-–—:|,.)\]]\s*|\s)(?=\S)")
_TAIL_CODE = re.compile(r"(?:\s*[-–—:|,]\s*|\s+)([A-Za-z]{2,3})$")
# What counts, calling codes, footnotes and separators leave at the ends of a name.
_DIRECTION = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_ENDS = " \t\n\r\xa00123456789+.#:;,*-‐‑–—|/†‡¹²³=>•·" + _DIRECTION
_NO_DIGITS = str.maketrans("0123456789", " " * 10)
_OPEN, _CLOSE = "([{（【", ")]}）】"
_PARTING = frozenset("-‐‑‒–—―~/|／｜•·→")


def _without_brackets(text: str) -> str:
    """Cut a bracket off the tail, and one off the head; one that is never closed counts as tail.

    Where nothing but a number stands before the bracket, what it holds is the name: '+383 (Kosovo)'.
    """
    cut = max(text.rfind(mark) for mark in _OPEN)
    opened, closed = (sum(map(text.count, marks)) for marks in (_OPEN, _CLOSE))
    if cut > 0 and (text[-1] in _CLOSE or opened > closed):
        head = text[:cut].strip(_ENDS)
        text = head or text[cut + 1 :].strip(_ENDS + _CLOSE)
    if text and text[0] in _OPEN:
        ends = [end for mark in _CLOSE if (end := text.find(mark)) > 0]
        text = text[min(ends) + 1 :].strip(_ENDS) if ends else text
    return text


def bare(label: str) -> Iterator[str]:
    """Give the label without entities, flags, counts and calling codes, then without brackets and 'flag of'."""
    text = label
    if "&" in text and ";" in text:
        from html import unescape  # its table of entities is large and seldom needed

        text = unescape(text)
    if not text.isascii():
        text = _FLAG.sub("", text)
    text = text.strip(_ENDS)
    yield text
    while text and (shorter := _without_brackets(text)) != text:
        text = shorter
        yield text
    if (shorter := _FLAG_WORDS.sub("", text)) != text:
        yield shorter


def turned(label: str) -> tuple[str, str] | None:
    """Give the head and tail around the first comma ('Korea', 'Republic of'), or None."""
    head, comma, tail = label.replace("，", ",").replace("、", ",").partition(",")
    return (head.strip(), tail.strip()) if comma and head.strip() and tail.strip() else None


class LabelReader:
    """Looks past what lists put around a name.

    `direct` looks a key up, `code` a code; `words` are those of which any ASCII name has at least one.
    """

    def __init__(
        self, direct: Callable[[str], frozenset[str]], code: Callable[[str], frozenset[str]], words: frozenset[str]
    ) -> None:
        self._direct, self._code, self._words = direct, code, words

    def read(self, label: str) -> frozenset[str]:
        """Give the ids of the name inside a label that is no name as a whole; the empty set where there is none."""
        label = " ".join(label.split())
        if label.count(" ") > _MOST_WORDS:
            return EMPTY
        if label.isascii():
            if label.isalpha():
                return self._direct(_HUMP.sub(" ", label).lower())  # an identifier: 'NorthMacedonia'
            if "&" not in label and self._words.isdisjoint(normalise(label.translate(_NO_DIGITS)).split()):
                return EMPTY
        hit = self._bare(label) or self._turned(label)
        if not hit and (":" in label or "：" in label):
            hit = self._direct(normalise(re.split("[:：]", label)[-1]))
        if not hit and not _PARTING.isdisjoint(label):
            hit = self._parted(label)
        return hit or self._coded(label)

    def _bare(self, label: str) -> frozenset[str]:
        for text in bare(label):
            if text != label and (hit := self._direct(normalise(text)) or self._turned(text)):
                return hit
        return EMPTY

    def _turned(self, label: str) -> frozenset[str]:
        """'Korea, Republic of' is read as 'Republic of Korea'; a tail that only qualifies is dropped."""
        around = turned(label)
        if around is None:
            return EMPTY
        head, tail = around
        hit = self._direct(normalise(f"{tail} {head}"))
        if not hit and _QUALIFIED.search(tail.lower()):
            hit = self._direct(normalise(head))
        return hit

    def _parted(self, label: str) -> frozenset[str]:
        """Two names beside each other: the ids they share, or where they share none the ids of both.

        With room around the mark the first must be a name, without it all must: 'Paris - France' and 'Europe/Malta'
        name no country, nor does the time zone 'America/Jamaica'.
        """
        spaced = [part for part in _PARTED.split(label) if part.strip(_ENDS)]
        if len(spaced) > 1 and (first := self._part(spaced[0])):
            return _agreed([first, *(hit for part in spaced[1:4] if (hit := self._part(part)))])
        close = [part for part in _JOINED.split(label) if part.strip()]
        if close[:1] != ["America"] and 1 < len(close) < 5 and all(hits := [self._part(part) for part in close]):
            return _agreed(hits)
        return EMPTY

    def _part(self, part: str) -> frozenset[str]:
        return self._direct(normalise(part)) or self._bare(part)

    def _coded(self, label: str) -> frozenset[str]:
        """'XK Kosovo', 'Kosovo, XK': a code at either end is dropped where it agrees with the name."""
        head, tail = _HEAD_CODE.match(label), _TAIL_CODE.search(label)
        for code, name in (
            (head.group(1), label[head.end() :]) if head else ("", ""),
            (tail.group(1), label[: tail.start()]) if tail else ("", ""),
        ):
            if code and (ids := self._code(code)) and (both := ids & self._part(name)):
                return both
        return EMPTY


def _agreed(found: list[frozenset[str]]) -> frozenset[str]:
    """Give what all share, or where they share nothing what each brings."""
    return frozenset.intersection(*found) or frozenset().union(*found)
