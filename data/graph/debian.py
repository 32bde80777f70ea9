"""What apt knows of Debian's packages in; which of them depend on some, directly and further, out. Asks no network."""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

_FIELDS = ("Package", "Version", "Depends", "Pre-Depends")


@dataclass(frozen=True, slots=True)
class Deb:
    """A package of Debian: its version, and what each install pulls in; of alternatives the first one, apt's choice."""

    name: str
    version: str
    needs: frozenset[str]


def known(text: str | None = None) -> dict[str, Deb]:
    """Every package by name, from `apt-cache dumpavail`; `text` is such a dump, for tests."""
    if text is None:
        command = ["apt-cache", "dumpavail"]
        text = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", errors="replace").stdout
    return {deb.name: deb for deb in _stanzas(text.splitlines())}


def _stanzas(lines: Iterable[str]) -> Iterator[Deb]:
    held: dict[str, str] = {}
    for line in [*lines, ""]:
        name, colon, value = line.partition(": ")
        if colon and name in _FIELDS:
            held[name] = value
        elif not line and "Package" in held:
            needs = frozenset(_first(f"{held.get('Pre-Depends', '')},{held.get('Depends', '')}"))
            yield Deb(held["Package"], held.get("Version", ""), needs)
            held = {}


def _first(text: str) -> Iterator[str]:
    for group in text.split(","):
        if name := group.partition("|")[0].partition("(")[0].partition(":")[0].strip():
            yield name


def dependents(debs: Mapping[str, Deb], roots: Collection[str], rounds: int) -> dict[str, frozenset[str]]:
    """What depends on the roots, in further rounds on what was found: each with those of all these it depends on."""
    found: dict[str, frozenset[str]] = {}
    reached = set(roots)
    for _ in range(rounds):
        fresh = {name for name, deb in debs.items() if name not in reached and deb.needs & reached}
        reached |= fresh
    for name in reached:
        if name in debs and (needs := debs[name].needs & reached - {name}):
            found[name] = needs
    return found
