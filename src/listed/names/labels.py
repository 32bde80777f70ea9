"""A label that is no plain name goes in; the shorter labels that may hold one come out, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

# Only a label with one of these can hold anything beside a name.
TRIGGER = re.compile(r"[\d\[\](){}（）【】,，、:：;/|+&*–—‒―]|\s-|-\s|[Ff]lag|^[A-Z]{2,3}\s|\s[A-Z]{2,3}$|[\U0001F1E6-\U0001F1FF]")
_FLAGS = re.compile(r"[\U0001F1E6-\U0001F1FF]{2}|\U0001F3F4[\U000E0020-\U000E007F]*")
_TAIL_BRACKET = re.compile(r"[(\[{（【][^()\[\]{}（）【】]*[)\]}）】]?[\s*†‡#\d¹²³]*$")
_HEAD_BRACKET = re.compile(r"^[\s*]*[(\[{（【][^()\[\]{}（）【】]*[)\]}）】]")
_NUMBERS = re.compile(r"^[\s\d+.#:;,*)\-–—|/]+|[\s\d+.#:;,*(\-–—|/†‡]+$")
_FLAG_WORDS = re.compile(r"^(?:the\s+)?(?:national\s+)?flag\s+(?:of|for)\s+|^flag[\s_-]+|[\s_-]+flag(?:\s+(?:icon|emoji|image))?$", re.IGNORECASE)
_PARTED = re.compile(r"\s+[-‐-―~]+\s+|\s*[/|／｜•·→]\s*|\s+[-–—]+|[–—]+\s+")
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
