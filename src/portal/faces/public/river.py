"""Lists and what each comes from, as plain data, in; how many of each layer and verdict, and the bands between, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.audit.models import Verdict
from portal.faces.charts.flow import Link, Part

LAYERS = 4
Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A list of the graph: its layer, how Kosovo stands in it, and its downloads a month; None where unknown.

    `borrows`: it ships no list of its own, so that Kosovo stands in it as it does upstream.
    """

    layer: int
    stand: str
    downloads: int | None = None
    borrows: bool = False


@dataclass(frozen=True, slots=True)
class River:
    """The whole picture: the parts of each layer, and how lists pass from layer to layer."""

    parts: Sequence[Mapping[str, Part]]
    links: Sequence[Link]


def sources(places: Mapping[int, Place], ups: Mapping[int, Iterable[int]]) -> dict[int, list[int]]:
    """Of each list the nearest ones of an upper layer that it comes from, over others of its own layer if need be.

    A circle of lists that come from one another ends where it began.
    """
    found: dict[int, list[int]] = {}
    for key in ups:
        place = places.get(key)
        if place is None:
            continue
        upper, seen, waiting = dict[int, None](), {key}, list(ups[key])
        while waiting:
            one = waiting.pop()
            if one in seen or one not in places:
                continue
            seen.add(one)
            if places[one].layer < place.layer:
                upper[one] = None
            elif places[one].layer == place.layer:
                waiting.extend(ups.get(one, ()))
        if upper:
            found[key] = sorted(upper)
    return found


def stands(places: Mapping[int, Place], origins: Mapping[int, Sequence[int]]) -> dict[int, str]:
    """How Kosovo stands in each list; one that borrows stands as its sources do, `mixed` where they differ."""
    found: dict[int, str] = {}
    for key in sorted(places, key=lambda key: places[key].layer):
        place = places[key]
        above = {found[one] for one in origins.get(key, ())} if place.borrows else set()
        found[key] = (above.pop() if len(above) == 1 else Verdict.MIXED) if above else place.stand
    return found


def river(places: Mapping[int, Place], ups: Mapping[int, Iterable[int]]) -> River:
    """The picture of a graph: every list counts once, in equal parts where it comes from several others.

    A standard is not downloaded: it weighs the downloads of what comes from it.
    """
    origins = sources(places, ups)
    now = stands(places, origins)
    targets, reaches = [dict[str, float]() for _ in range(LAYERS)], [dict[str, float]() for _ in range(LAYERS)]
    bands: dict[tuple[int, str, int, str], tuple[float, float]] = {}
    for key, place in places.items():
        _add(targets[place.layer], now[key], 1)
        _add(reaches[place.layer], now[key], place.downloads or 0)
        above = origins.get(key, ())
        for one in above:
            origin = places[one]
            share, carried = 1 / len(above), (place.downloads or 0) / len(above)
            band = (origin.layer, now[one], place.layer, now[key])
            many, wide = bands.get(band, (0.0, 0.0))
            bands[band] = (many + share, wide + carried)
            if origin.layer == 0:
                _add(reaches[0], now[one], carried)
    parts = [
        {word: Part(round(many), round(reach.get(word, 0))) for word, many in each.items()}
        for each, reach in zip(targets, reaches, strict=True)
    ]
    return River(parts, [Link(*band, *weight) for band, weight in sorted(bands.items())])


def _add(sums: dict[str, float], word: str, more: float) -> None:
    sums[word] = sums.get(word, 0) + more
