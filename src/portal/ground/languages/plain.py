"""What somebody typed in; the same without signs that nobody sees but that change what others see, out."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

# They turn the direction of whatever follows them on the page, also of words that are not theirs.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT = frozenset("\n\t")


def plain(text: str) -> str:
    """The text with one kind of line end, without controls, turns of direction, and halves or non-signs of Unicode.

    Joiners stay: scripts and emoji are written with them.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in _KEPT or not (sign in _TURNING or _is_no_sign(sign)))


def plain_all(value: Any) -> Any:
    """The same data, its texts plain, however deep they stand; tuples come back as lists."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return {name: plain_all(each) for name, each in value.items()}
    return [plain_all(each) for each in value] if isinstance(value, list | tuple) else value


def _is_no_sign(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs") or 0xFDD0 <= ord(sign) <= 0xFDEF or ord(sign) & 0xFFFE == 0xFFFE
