"""What was typed in; the targets to audit, in order, out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from listed.cli.exits import UsageError

STANDARD_INPUT = "-"
# The parser takes a bare hyphen for a mistyped option. No argument of a process can hold this character.
_HYPHEN = "\0-"
_PACKAGES = ("npm:", "pypi:", "deb:")
_ADDRESSES = ("http://", "https://")


def gather_targets(typed: Sequence[str], listed_in: Path | None = None, starter: bool = False) -> list[str]:
    """The targets that were typed, then those of the file `listed_in` (`-`: standard input), then the starter list.

    Raises `UsageError` when there is none, when one is empty, or when the file cannot be read.
    """
    targets = [standard_input(target) for target in typed]
    if listed_in is not None:
        targets += _read_list(listed_in)
    if starter:
        targets += starter_targets()
    if not targets:
        raise UsageError("Say what to look at, for example: xk audit npm:country-list")
    if not all(target.strip() for target in targets):
        raise UsageError("A target is empty. Say what to look at, for example: xk audit npm:country-list")
    return targets


def starter_targets() -> list[str]:
    """The packages of the starter list, as targets."""
    return _targets_in(files("listed.cli").joinpath("starter.txt").read_text("utf-8").splitlines())


def hide_hyphens(words: Sequence[str]) -> list[str]:
    """The words with each bare `-` under a name that the parser lets pass; `standard_input` turns it back."""
    return [_HYPHEN if word == STANDARD_INPUT else word for word in words]


def standard_input(word: str) -> str:
    """The word as it was typed, where `hide_hyphens` hid it."""
    return STANDARD_INPUT if word == _HYPHEN else word


def kind_of(target: str) -> str:
    """The kind of a target judged by its spelling alone, for one that nobody could read: package, page or file."""
    if target.startswith(_PACKAGES):
        return "package"
    return "page" if target.startswith(_ADDRESSES) else "file"


def _read_list(path: Path) -> list[str]:
    try:
        text = sys.stdin.read() if str(path) == _HYPHEN else path.read_text("utf-8-sig")
    except OSError as problem:
        raise UsageError(f"Cannot read the list of targets in {path}: {problem.strerror or problem}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"The list of targets in {path} is not a text file in UTF-8.") from None
    return _targets_in(text.splitlines())


def _targets_in(lines: Iterable[str]) -> list[str]:
    """One target a line; an empty line and one that begins with `#` say nothing, and ` #` begins a remark."""
    bare = (line.split(" #")[0].strip() for line in lines if not line.lstrip().startswith("#"))
    return [line for line in bare if line]
