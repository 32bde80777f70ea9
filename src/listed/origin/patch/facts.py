"""What is known of the package as a whole: read once, asked by every list in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Package:
    """The code of three letters that the package uses for the place, and the paths of its files."""

    alpha3: str
    paths: Collection[str] = ()
