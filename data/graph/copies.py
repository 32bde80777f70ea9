"""What the lists of packages were traced to in; which package is a copy of what, and how sure that is, out.

The trace names the likeliest of the lists it knows. Of a hundred lists in one package some are named wrongly, so an
origin counts only where it was named for a good part of the package's lists of one criterion.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from graph.lines import Line, today
from listed.origin import Upstream, origins
from listed.verdict.answer import ListAnswer, TargetAnswer

SURE = 0.6
GOOD_PART = 0.25


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of origins: those of the engine, the criteria a standard is believed for, and its own packages.

    `slugs`: the target that stands for an origin, where the names differ. `keys`: those of the graph.
    """

    origins: Mapping[str, Upstream]
    criteria: Mapping[str, Collection[str]]
    carriers: Mapping[str, Collection[str]]
    slugs: Mapping[str, str]
    keys: Collection[str]


def known_origins(path: Path, slugs: Mapping[str, str], keys: Collection[str]) -> Known:
    """What the engine and the file at `path` know of origins."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Known(origins(), told["criteria"], told["carriers"], slugs, keys)


def copies(address: str, answer: TargetAnswer, known: Known) -> Iterator[Line]:
    """A link to each origin of a package's lists: confidence is the mean of the lists that name it.

    Across registries only standards are taken: where a list stands in several, the trace cannot tell who copied whom.
    A package in which a standard itself is published is no copy of any other package.
    """
    carries = {package for one in known.origins.values() if one.is_standard for package in one.packages}
    carries.update(*known.carriers.values())
    best: dict[str, Line] = {}
    for criterion, lists in _by_criterion(answer.lists).items():
        for origin, named in _named(lists).items():
            is_package = ":" in origin
            key = known.slugs.get(origin, origin)
            if key == address or key not in known.keys or sum(_sure(one) for one in named) < GOOD_PART * len(lists):
                continue
            if is_package and (address in carries or origin.partition(":")[0] != address.partition(":")[0]):
                continue
            if not is_package and criterion not in known.criteria.get(origin, ()):
                continue
            line = _line(address, key, named, answer.version or "")
            if key not in best or line["confidence"] > best[key]["confidence"]:
                best[key] = line
    yield from best.values()


def without_circles(links: Iterable[Line]) -> list[Line]:
    """The links but those between two packages that are each traced to the other: who copied is not known then."""
    held = list(links)
    pairs = {(link["node"], link["upstream"]) for link in held}
    return [link for link in held if (link["upstream"], link["node"]) not in pairs]


def _by_criterion(lists: Iterable[ListAnswer]) -> dict[str, list[ListAnswer]]:
    found: dict[str, list[ListAnswer]] = defaultdict(list)
    for one in lists:
        if one.scope == "world":
            found[one.criterion].append(one)
    return found


def _named(lists: Iterable[ListAnswer]) -> dict[str, list[ListAnswer]]:
    found: dict[str, list[ListAnswer]] = defaultdict(list)
    for one in lists:
        if one.origin is not None and _sure(one) >= SURE:
            found[one.origin.id].append(one)
    return found


def _sure(one: ListAnswer) -> float:
    return one.origin.confidence if one.origin else 0.0


def _line(address: str, key: str, named: list[ListAnswer], version: str) -> Line:
    first = max(named, key=lambda one: (_sure(one), one.entries, one.where))
    return {
        "node": address,
        "upstream": key,
        "how": "copies",
        "confidence": round(fmean(_sure(one) for one in named), 2),
        "version": (first.origin.version or "")[:120] if first.origin else "",
        "source": f"{first.where} in {version}"[:400],
        "as_of": today(),
    }
