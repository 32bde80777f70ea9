"""Layers of targets and what they took from one another in; the picture "Where does Kosovo get lost?" out.

The flow is drawn by small templates of our own: Vega-Lite, which draws the other charts, has no bands that flow from
one stack to another, and a picture for a phone must run downwards, not be the same picture made smaller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.audit.models import Verdict
from portal.faces.charts.figure import Drawing, Table, Words, figure
from portal.faces.kit.numbers import human, reach

ORDER = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class Part:
    """So many targets of a layer have one verdict; `reach` adds up what is known of theirs."""

    targets: int
    reach: int = 0


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of targets: its name in the reader's language, and its parts by verdict."""

    name: str
    parts: Mapping[str, Part]
    reach_unit: str = ""

    @property
    def targets(self) -> int:
        """All targets of the layer."""
        return sum(part.targets for part in self.parts.values())


@dataclass(frozen=True, slots=True)
class Link:
    """So many targets of layer `to` with verdict `now` take their list from targets of layer `origin` with `was`.

    Layers are counted from 0, the most upstream one.
    """

    origin: int
    was: str
    to: int
    now: str
    targets: int


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


@dataclass(frozen=True, slots=True)
class Stack:
    """Where one part of a layer lies: from `start`, so `long`."""

    verdict: str
    start: float
    long: float
    part: Part

    @property
    def middle(self) -> float:
        """Halfway along, where its number stands."""
        return self.start + self.long / 2


def flow(layers: Sequence[Layer], links: Sequence[Link], name: str = "flow") -> SafeString:
    """The figure: a stack a layer, a band for each link, numbers and words; for desks and for phones; and a table."""
    legend = [verdict for verdict in ORDER if any(layer.parts.get(verdict) for layer in layers)]
    words = Words(
        name=name,
        title=_("Where does Kosovo get lost?"),
        description=_summary(layers),
        note=_("Each bar is a layer. A band joins a list with the one it was copied from, as far as sources say."),
        legend=legend,
    )
    drawings = [Drawing(_draw(frame, layers, links), frame.shape) for frame in (WIDE, TALL)]
    return figure(words, drawings, _table(layers, legend))


def stacks(layer: Layer, frame: Frame) -> list[Stack]:
    """The parts of a layer, end to end, as long as they are many; none is thinner than can be seen."""
    there = [(verdict, part) for verdict in ORDER if (part := layer.parts.get(verdict)) and part.targets]
    room = frame.along - GAP * (len(there) - 1)
    share = [max(part.targets / layer.targets, 0.02) for _verdict, part in there]
    at, made = float(frame.start), []
    for (verdict, part), each in zip(there, share, strict=True):
        long = room * each / sum(share)
        made.append(Stack(verdict, at, long, part))
        at += long + GAP
    return made


def labelled(made: Sequence[Stack]) -> set[str]:
    """The verdicts of a layer whose words find room beside them: the longest first, none nearer than a line."""
    kept: list[Stack] = []
    for stack in sorted(made, key=lambda each: -each.long):
        if all(abs(stack.middle - other.middle) >= LINE for other in kept):
            kept.append(stack)
    return {stack.verdict for stack in kept}


def bands(frame: Frame, all_stacks: Sequence[Sequence[Stack]], links: Sequence[Link]) -> list[tuple[str, str]]:
    """The path of each band, with the verdict it leads to. A band takes of each end what its share of targets is."""
    found = {(number, stack.verdict): stack for number, layer in enumerate(all_stacks) for stack in layer}
    links = [link for link in links if (link.origin, link.was) in found and (link.to, link.now) in found]
    ends: dict[tuple[int, str, bool], float] = {}
    whole: dict[tuple[int, str, bool], int] = {}
    for link in links:
        for key in ((link.origin, link.was, False), (link.to, link.now, True)):
            whole[key] = whole.get(key, 0) + link.targets
    made = []
    for link in sorted(links, key=lambda each: (each.to - each.origin, ORDER.index(Verdict(each.now)))):
        spans = []
        for key in ((link.origin, link.was, False), (link.to, link.now, True)):
            stack = found[key[:2]]
            linked = min(1.0, whole[key] / stack.part.targets) if key[2] else 1.0
            long = stack.long * linked * link.targets / whole[key]
            start = stack.start + ends.get(key, 0.0)
            ends[key] = ends.get(key, 0.0) + long
            spans.append((start, start + long))
        made.append((link.now, _band(frame, link, spans[0], spans[1])))
    return made


def _band(frame: Frame, link: Link, up: tuple[float, float], down: tuple[float, float]) -> str:
    a = frame.first + link.origin * frame.step + frame.thick + 1
    b = frame.first + link.to * frame.step - 1
    middle, at = (a + b) / 2, frame.at
    return (
        f"M{at(up[0], a)}C{at(up[0], middle)} {at(down[0], middle)} {at(down[0], b)}L{at(down[1], b)}"
        f"C{at(down[1], middle)} {at(up[1], middle)} {at(up[1], a)}Z"
    )


def _draw(frame: Frame, layers: Sequence[Layer], links: Sequence[Link]) -> str:
    all_stacks = [stacks(layer, frame) for layer in layers]
    drawn = [
        {
            "layer": layer,
            "across": (across := frame.first + number * frame.step),
            "label_at": across + frame.thick + 8,
            "name_at": across - 27,
            "reach_at": across - 9,
            "middle": across + frame.thick / 2,
            "stacks": layer_stacks,
            "labelled": labelled(layer_stacks),
            "count": _targets(layer.targets),
            "reach": _layer_reach(layer),
        }
        for number, (layer, layer_stacks) in enumerate(zip(layers, all_stacks, strict=True))
    ]
    given = {"frame": frame, "layers": drawn, "bands": bands(frame, all_stacks, links)}
    return render_to_string(f"kit/charts/flow_{frame.shape}.svg", given)


def _targets(count: int) -> str:
    return ngettext("%(count)s target", "%(count)s targets", count) % {"count": human(count)}


def _layer_reach(layer: Layer) -> str:
    total = sum(part.reach for part in layer.parts.values())
    return reach(total, layer.reach_unit) if total else ""


def _summary(layers: Sequence[Layer]) -> str:
    said = []
    for layer in layers:
        listed = layer.parts.get(Verdict.LISTED, Part(0)).targets
        said.append(
            _("%(layer)s: %(listed)s of %(all)s have Kosovo.")
            % {"layer": layer.name, "listed": human(listed), "all": human(layer.targets)}
        )
    return " ".join(said)


def _table(layers: Sequence[Layer], legend: Sequence[Verdict]) -> Table:
    head = [_("Layer"), _("Targets"), *(str(verdict.label) for verdict in legend), _("Reach")]
    rows = []
    for layer in layers:
        counts = [human(layer.parts.get(verdict, Part(0)).targets) for verdict in legend]
        rows.append([layer.name, human(layer.targets), *counts, _layer_reach(layer) or "–"])
    return Table(head, rows)
