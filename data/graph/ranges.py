"""A range of versions as a manifest has it and a version in; whether the range admits the version out."""

from __future__ import annotations

import re

from packaging.specifiers import InvalidSpecifier, SpecifierSet

Version = tuple[int, int, int]
_PART = re.compile(r"(\^|~>?|>=|<=|>|<|=)?\s*v?(\d+|[xX*])?(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:[-+][\w.+-]*)?")
_TOP = 1 << 60


def admits(registry: str, versions: str, version: str) -> bool:
    """Whether a new install takes this version. A range that cannot be read is taken to: npm has tags and links too."""
    if registry == "pypi":
        try:
            return SpecifierSet(versions).contains(version, prereleases=True)
        except InvalidSpecifier:
            return True
    exact = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    if not exact:
        return True
    wanted = (int(exact[1]), int(exact[2]), int(exact[3]))
    return any(_all(group, wanted) for group in versions.removeprefix("npm:").rpartition("@")[2].split("||"))


def _all(group: str, version: Version) -> bool:
    group = re.sub(r"([\^~<>=]+)\s+", r"\1", group.strip())
    low, dash, high = group.partition(" - ")
    if dash:
        group = f">={low.strip()} <={high.strip()}"
    return all(_one(part, version) for part in group.split()) if group else True


def _one(part: str, version: Version) -> bool:
    found = _PART.fullmatch(part)
    if found is None:
        return True
    sign, *told = found.groups()
    numbers = [int(number) for number in told if number and number.isdigit()]
    low: Version = (*numbers, *(0,) * (3 - len(numbers)))  # type: ignore[assignment]
    if not numbers:
        return True
    # Where a part is left out, every number stands for it: 1.2 is all of 1.2.x.
    high = (*numbers, *(_TOP,) * (3 - len(numbers)))
    match sign:
        case "^":
            fixed = next((place for place, number in enumerate(numbers) if number), len(numbers) - 1)
            return version >= low and version[: fixed + 1] == low[: fixed + 1]
        case "~" | "~>":
            fixed = min(len(numbers), 2)
            return version >= low and version[:fixed] == low[:fixed]
        case ">=":
            return version >= low
        case "<=":
            return version <= high
        case ">":
            return version > high
        case "<":
            return version < low
        case _:
            return low <= version <= high
