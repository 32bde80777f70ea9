"""Text from strangers in; text that is safe to print, of a known width, out."""

from __future__ import annotations

import re
import unicodedata

# Terminal commands: CSI (colours, cursor), OSC and other strings (titles, links, clipboard), and two-character ones.
_COMMAND = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
_JOINERS = "\u200c\u200d"  # letters of Persian and Indic scripts, and emoji, need these two
_MOST_MARKS = 4  # marks on one letter: no language needs more, and a tower of them would cover other lines
_MOST_READ = 4000  # a label longer than this is cut before anything else, so that cleaning stays cheap
ELLIPSIS = "…"


def clean(text: str | None) -> str:
    """`text` on one line without terminal commands, control characters or bidi overrides; None gives ''.

    Runs of white space become one space. At most 4,000 characters of it are read.
    """
    if not text:
        return ""
    if len(text) <= _MOST_READ and text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept: list[str] = []
    marks = 0
    for character in _COMMAND.sub("", text[:_MOST_READ]):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category in ("Cc", "Zl", "Zp"):
            kept.append(" " if character.isspace() else "")
        elif category in ("Cf", "Cs", "Cn", "Co") and character not in _JOINERS:
            continue
        elif marks <= _MOST_MARKS:
            kept.append(character)
    return " ".join("".join(kept).split())


def width(text: str) -> int:
    """The number of terminal cells that `text` takes; a Chinese character takes two."""
    from rich.cells import cell_len

    return cell_len(text)


def shorten(text: str, cells: int) -> str:
    """`text` cut to at most `cells` terminal cells, with an ellipsis where something was cut off."""
    from rich.cells import set_cell_size

    if width(text) <= cells:
        return text
    return set_cell_size(text, max(cells - 1, 0)).rstrip() + ELLIPSIS


def shorten_middle(text: str, cells: int) -> str:
    """`text` cut in its middle to at most `cells` cells: both ends of an address or a path say the most."""
    from rich.cells import set_cell_size

    if width(text) <= cells:
        return text
    head = max(cells - 1, 0) // 3
    tail = text[len(text) - (cells - 1 - head) :]
    while tail and width(tail) > cells - 1 - head:
        tail = tail[1:]
    return set_cell_size(text, head).rstrip() + ELLIPSIS + tail.lstrip()


def pad(text: str, cells: int) -> str:
    """`text` with spaces after it up to `cells` terminal cells."""
    return text + " " * (cells - width(text))
