"""Layers of targets and what they took from one another in; the picture "Where does Kosovo get lost?" out.

The flow is drawn by small templates of our own: Vega-Lite, which draws the other charts, has no bands that flow from
one stack to another, and a picture for a phone must run downwards, not be the same picture made smaller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.audit.models import Verdict
from portal.faces.charts.figure import Drawing, Table, Words, figure
from portal.faces.kit.numbers import human, reach

ORDER = tuple(Verdict)


class By(StrEnum):
    """What the picture weighs a list by."""

    NUMBER = "number"
    DOWNLOADS = "downloads"


@dataclass(frozen=True, slots=True)
class Part:
    """So many lists of a layer have one verdict; `reach` adds up what is known of theirs."""

    targets: int
    reach: int = 0


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of lists: its name in the reader's language, and its parts by verdict.

    `is_followed`: its reach is not its own, but that of what comes from it.
    """

    name: str
    parts: Mapping[str, Part]
    reach_unit: str = ""
    is_followed: bool = False

    @property
    def targets(self) -> int:
        """All lists of the layer."""
        return sum(part.targets for part in self.parts.values())

    @property
    def reach(self) -> int:
        """What is known of the reach of all of them."""
        return sum(part.reach for part in self.parts.values())


@dataclass(frozen=True, slots=True)
class Link:
    """So many lists of layer `to` with verdict `now` come from lists of layer `origin` with verdict `was`.

    Layers are counted from 0, the most upstream one. A list with several sources counts once, in equal parts.
    """

    origin: int
    was: str
    to: int
    now: str
    targets: float
    reach: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Sizes of one shape of the picture, in units of its view box. `along`: the length of a full layer's stack.

    `first`: where the first layer's stack begins across; `step`: from one layer to the next; `thick`: of a stack.
    """

    shape: str
    width: int
    height: int
    start: int
    along: int
    first: int
    step: int
    thick: int

    def at(self, along: float, across: float) -> str:
        """A point, as SVG writes it: stacks stand upright in a wide picture and lie in a tall one."""
        x, y = (across, along) if self.shape == "wide" else (along, across)
        return f"{x:.1f} {y:.1f}"


WIDE = Frame("wide", width=960, height=420, start=64, along=346, first=0, step=262, thick=26)
TALL = Frame("tall", width=340, height=520, start=0, along=340, first=44, step=146, thick=30)
GAP = 3.0
LINE = 17.0
LETTER = 8.0


@dataclass(frozen=True, slots=True)
class Stack:
    """Where one part of a layer lies: from `start`, so `long`; `size`: what it weighs, None where nobody knows."""

    verdict: str
    start: float
    long: float
    size: int | None

    @property
    def middle(self) -> float:
        """Halfway along, where its number stands."""
        return self.start + self.long / 2

    @property
    def number(self) -> str:
        """What it weighs, as people say it; nothing where nobody knows."""
        return "" if self.size is None else human(self.size)

    @property
    def word(self) -> str:
        """What stands beside the number."""
        return _("Not known") if self.size is None else str(Verdict(self.verdict).label)

    @property
    def holds_number(self) -> bool:
        """Whether its number finds room in a stack that lies."""
        return self.long > LETTER * (len(self.number) + 1)


def flow(layers: Sequence[Layer], links: Sequence[Link], by: By = By.NUMBER, name: str = "flow") -> SafeString:
    """The figure: a stack a layer, a band for each link, numbers and words; for desks and for phones; and tables."""
    legend = [verdict for verdict in ORDER if any(layer.parts.get(verdict) for layer in layers)]
    words = Words(
        name=name,
        title=_("Where does Kosovo get lost?"),
        description=_summary(layers),
        note=_note(by),
        legend=legend,
    )
    drawings = [Drawing(_draw(frame, layers, links, by), frame.shape) for frame in (WIDE, TALL)]
    tables = [_table(layers, legend, by), *_origins(layers, links, by)]
    return figure(words, drawings, *tables)


def stacks(layer: Layer, frame: Frame, by: By = By.NUMBER) -> list[Stack]:
    """The parts of a layer, end to end, as long as they weigh; none is thinner than can be seen.

    A layer of which nobody knows the weight is one part of unknown size.
    """
    there = [(verdict, size) for verdict in ORDER if (size := _size(layer.parts.get(verdict), by))]
    if not there:
        return [Stack(Verdict.UNCLEAR, frame.start, frame.along, None)] if layer.targets else []
    whole = sum(size for _verdict, size in there)
    room = frame.along - GAP * (len(there) - 1)
    share = [max(size / whole, 0.02) for _verdict, size in there]
    at, made = float(frame.start), []
    for (verdict, size), each in zip(there, share, strict=True):
        long = room * each / sum(share)
        made.append(Stack(verdict, at, long, size))
        at += long + GAP
    return made


def _size(part: Part | None, by: By) -> int:
    if part is None:
        return 0
    return part.targets if by is By.NUMBER else part.reach


def labelled(made: Sequence[Stack]) -> set[str]:
    """The verdicts of a layer whose words find room beside them: the longest first, none nearer than a line."""
    kept: list[Stack] = []
    for stack in sorted(made, key=lambda each: -each.long):
        if all(abs(stack.middle - other.middle) >= LINE for other in kept):
            kept.append(stack)
    return {stack.verdict for stack in kept}


def bands(
    frame: Frame, all_stacks: Sequence[Sequence[Stack]], links: Sequence[Link], by: By = By.NUMBER
) -> list[tuple[str, str]]:
    """The path of each band, with the verdict it comes from. A band takes of each end what its share of it is."""
    found = {(number, stack.verdict): stack for number, layer in enumerate(all_stacks) for stack in layer if stack.size}
    links = [each for each in links if (each.origin, each.was) in found and (each.to, each.now) in found]
    links = [each for each in links if _carried(each, by)]
    ends: dict[tuple[int, str, bool], float] = {}
    whole: dict[tuple[int, str, bool], float] = {}
    for link in links:
        for key in ((link.origin, link.was, False), (link.to, link.now, True)):
            whole[key] = whole.get(key, 0.0) + _carried(link, by)
    made = []
    for link in sorted(links, key=_place):
        spans = []
        for key in ((link.origin, link.was, False), (link.to, link.now, True)):
            stack = found[key[:2]]
            linked = min(1.0, whole[key] / (stack.size or 1)) if key[2] else 1.0
            long = stack.long * linked * _carried(link, by) / whole[key]
            start = stack.start + ends.get(key, 0.0)
            ends[key] = ends.get(key, 0.0) + long
            spans.append((start, start + long))
        made.append((link.was, _band(frame, link, spans[0], spans[1])))
    return made


def _carried(link: Link, by: By) -> float:
    return link.targets if by is By.NUMBER else link.reach


def _place(link: Link) -> tuple[int, int, int]:
    """The order of bands: short ones first, and within a stack as the stacks at the other end lie."""
    return link.to - link.origin, ORDER.index(Verdict(link.was)), ORDER.index(Verdict(link.now))


def _band(frame: Frame, link: Link, up: tuple[float, float], down: tuple[float, float]) -> str:
    a = frame.first + link.origin * frame.step + frame.thick + 1
    b = frame.first + link.to * frame.step - 1
    middle, at = (a + b) / 2, frame.at
    return (
        f"M{at(up[0], a)}C{at(up[0], middle)} {at(down[0], middle)} {at(down[0], b)}L{at(down[1], b)}"
        f"C{at(down[1], middle)} {at(up[1], middle)} {at(up[1], a)}Z"
    )


def _draw(frame: Frame, layers: Sequence[Layer], links: Sequence[Link], by: By) -> str:
    all_stacks = [stacks(layer, frame, by) for layer in layers]
    drawn = [
        {
            "layer": layer,
            "across": (across := frame.first + number * frame.step),
            "label_at": across + frame.thick + 8,
            "name_at": across - (27 if (known := _layer_reach(layer, by)) else 10),
            "reach_at": across - 9,
            "middle": across + frame.thick / 2,
            "stacks": layer_stacks,
            "labelled": labelled(layer_stacks),
            "count": _lists(layer.targets),
            "reach": known,
        }
        for number, (layer, layer_stacks) in enumerate(zip(layers, all_stacks, strict=True))
    ]
    given = {"frame": frame, "layers": drawn, "bands": bands(frame, all_stacks, links, by)}
    return render_to_string(f"kit/charts/flow_{frame.shape}.svg", given)


def _lists(count: int) -> str:
    return ngettext("%(count)s list", "%(count)s lists", count) % {"count": human(count)}


def _layer_reach(layer: Layer, by: By) -> str:
    """What is known of a layer's reach; what only follows it is told where it is drawn."""
    told = layer.reach and (by is By.DOWNLOADS or not layer.is_followed)
    return reach(layer.reach, layer.reach_unit) if told else ""


def _note(by: By) -> str:
    if by is By.NUMBER:
        return _("Each bar is a layer. A band joins lists with those they come from, in the colour of the source.")
    return _(
        "Each bar is a layer, by downloads a month. A standard is not downloaded: it weighs what follows it. "
        "A band joins lists with those they come from, in the colour of the source."
    )


def _summary(layers: Sequence[Layer]) -> str:
    said = []
    for layer in layers:
        listed = layer.parts.get(Verdict.LISTED, Part(0)).targets
        said.append(
            _("%(layer)s: %(listed)s of %(all)s have Kosovo.")
            % {"layer": layer.name, "listed": human(listed), "all": human(layer.targets)}
        )
    return " ".join(said)


def _table(layers: Sequence[Layer], legend: Sequence[Verdict], by: By) -> Table:
    head = [_("Layer"), _("Lists"), *(str(verdict.label) for verdict in legend), _("Reach")]
    rows = []
    for layer in layers:
        sizes = [_size(layer.parts.get(verdict), by) for verdict in legend]
        unknown = by is By.DOWNLOADS and not layer.reach
        cells = ["–" if unknown else human(size) for size in sizes]
        rows.append([layer.name, human(layer.targets), *cells, _layer_reach(layer, by) or "–"])
    return Table(head, rows, _("How Kosovo stands"))


def _origins(layers: Sequence[Layer], links: Sequence[Link], by: By) -> list[Table]:
    """Of each layer how many lists come from a list with which verdict; nothing where no link is known."""
    sums: dict[int, dict[str, float]] = {}
    for link in links:
        of_layer = sums.setdefault(link.to, {})
        of_layer[link.was] = of_layer.get(link.was, 0.0) + _carried(link, by)
    if not sums:
        return []
    words = [verdict for verdict in ORDER if any(verdict in each for each in sums.values())]
    head = [_("Layer"), *(str(verdict.label) for verdict in words), _("Source not known")]
    rows = []
    for number, found in sorted(sums.items()):
        known = [round(found.get(verdict, 0.0)) for verdict in words]
        whole = layers[number].targets if by is By.NUMBER else layers[number].reach
        rows.append([layers[number].name, *map(human, known), human(max(0, whole - sum(known)))])
    return [Table(head, rows, _("What the lists come from, by how Kosovo stands there"))]
