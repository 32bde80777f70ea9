"""A label that is no plain name goes in; the ids of the names inside it come out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from listed.names.binary import EMPTY
from listed.names.text import normalise

_QUALIFIED = re.compile(r"\b(?:un|unsc|unscr|unmik|under|resolution|administered|1244|including|incl|disputed|part of)\b", re.IGNORECASE)
# Only a label with one of these can hold anything beside a name.
_TRIGGER = re.compile(r"[\d\[\](){}（）【】,，、:：;/|+&*–—‒―]|\s-|-\s|[Ff]lag|^[A-Z]{2,3}\s|\s[A-Z]{2,3}$|[\U0001F1E6-\U0001F1FF]")
_FLAGS = re.compile(r"[\U0001F1E6-\U0001F1FF]{2}|\U0001F3F4[\U000E0020-\U000E007F]*")
_TAIL_BRACKET = re.compile(r"[(\[{（【][^()\[\]{}（）【】]*[)\]}）】]?[\s*†‡#\d¹²³]*$")
_HEAD_BRACKET = re.compile(r"^[\s*]*[(\[{（【][^()\[\]{}（）【】]*[)\]}）】]")
_NUMBERS = re.compile(r"^[\s\d+.#:;,*)\-–—|/]+|[\s\d+.#:;,*(\-–—|/†‡]+$")
_FLAG_WORDS = re.compile(r"^(?:the\s+)?(?:national\s+)?flag\s+(?:of|for)\s+|^flag[\s_-]+|[\s_-]+flag(?:\s+(?:icon|emoji|image))?$", re.IGNORECASE)
_PARTED = re.compile(r"\s+[-‐-―~/|／｜•·→]+\s+|\s*[|｜•→]\s*|\s+[-–—]+|[–—]+\s+")
_JOINED = re.compile(r"[/／–—]")
_HEAD_CODE = re.compile(r"^([A-Za-z]{2,3})\s*(?:[-–—:|,.)\]]\s*|\s)(?=\S)")
_TAIL_CODE = re.compile(r"(?:\s*[-–—:|,]\s*|\s+)([A-Za-z]{2,3})$")


def without_marks(label: str) -> Iterator[str]:
    """Give the label without entities, flags, brackets, counts and calling codes, one step further each time."""
    text = label
    if "&" in text and ";" in text:
        text = unescape(text)
        yield text
    for pattern in (_FLAGS, _NUMBERS, _TAIL_BRACKET, _HEAD_BRACKET, _TAIL_BRACKET, _NUMBERS, _FLAG_WORDS):
        shorter = pattern.sub("", text).strip()
        if shorter and shorter != text:
            text = shorter
            yield text


def after_colon(label: str) -> str:
    """Give what stands behind the last colon ('flag: Kosovo'), or the empty string."""
    return re.split("[:：]", label)[-1].strip() if ":" in label.strip(": ") or "：" in label else ""


def parts(label: str) -> list[str]:
    """Give the parts of a label in two languages ('Kosovo - Kosovë', 'Shqipëri / Albania'); one part where it has none."""
    return [part for part in _PARTED.split(label) if part.strip()]


def joined(label: str) -> list[str]:
    """Give the parts of a label without room between them ('Shqipëria/Albania'), which a zone id also looks like."""
    return [part for part in _JOINED.split(label) if part.strip()]


def turned(label: str) -> tuple[str, str] | None:
    """Give the head and tail around the first comma ('Korea', 'Republic of'), or None."""
    head, comma, tail = label.replace("，", ",").replace("、", ",").partition(",")
    return (head.strip(), tail.strip()) if comma and head.strip() and tail.strip() else None


def codes_and_name(label: str) -> Iterator[tuple[str, str]]:
    """Give (code, name) for labels that carry their code ('XK Kosovo', 'Kosovo, XK', 'Kosovo - XKX')."""
    if head := _HEAD_CODE.match(label):
        yield head.group(1), label[head.end() :]
    if tail := _TAIL_CODE.search(label):
        yield tail.group(1), label[: tail.start()]


def _agreed(found: list[frozenset[str]]) -> frozenset[str]:
    """Give what all share, or where they share nothing what each brings."""
    return frozenset.intersection(*found) or frozenset().union(*found)


class LabelReader:
    """Looks past what lists put around a name. `direct` looks a key up, `code` a code."""

    def __init__(self, direct: Callable[[str], frozenset[str]], code: Callable[[str], frozenset[str]]) -> None:
        self._direct, self._code = direct, code

    def read(self, label: str) -> frozenset[str]:
        """Give the ids of the name inside a label that is no name as a whole; the empty set where there is none."""
        if not _TRIGGER.search(label):
            return EMPTY
        return self._bare(label) or self._turned(label) or self._parted(label) or self._coded(label)

    def _bare(self, label: str) -> frozenset[str]:
        for shorter in without_marks(label):
            if hit := self._direct(normalise(shorter)) or self._turned(shorter):
                return hit
        return self._direct(normalise(after_colon(label)))

    def _turned(self, label: str) -> frozenset[str]:
        """'Korea, Republic of' is read as 'Republic of Korea'; a tail that only qualifies is dropped."""
        around = turned(label)
        if around is None:
            return EMPTY
        head, tail = around
        hit = self._direct(normalise(f"{tail} {head}"))
        if not hit and _QUALIFIED.search(tail):
            hit = self._direct(normalise(head))
        return hit

    def _parted(self, label: str) -> frozenset[str]:
        """Two names beside each other: the ids they share, or where they share none the ids of both.

        With room around the mark the first must be a name, without it all must: 'Paris - France' and 'America/Lima'
        name no country.
        """
        spaced = [self._name_part(part) for part in parts(label)[:4]]
        if len(spaced) > 1 and spaced[0]:
            return _agreed([hit for hit in spaced if hit])
        close = [self._name_part(part) for part in joined(label)[:4]]
        return _agreed(close) if len(close) > 1 and all(close) else EMPTY

    def _name_part(self, part: str) -> frozenset[str]:
        return self._direct(normalise(part)) or next(
            (hit for shorter in without_marks(part) if (hit := self._direct(normalise(shorter)))), EMPTY
        )

    def _coded(self, label: str) -> frozenset[str]:
        for code, name in codes_and_name(label):
            if (hit := self._code(code)) and (both := hit & self._name_part(name)):
                return both
        return EMPTY
