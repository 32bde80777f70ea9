"""Packages flow in; how much longer their audit takes than unpacking them and reading their bytes flows out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from statistics import median

from bench.rounds import by_turns, medians
from listed.cli.targets import starter_targets
from listed.names import load
from listed.scan.audit import AuditOptions, audit
from listed.sources import Opened, Options, SourceError, Unread, open_target, prefetch

AIM = 3.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What one package took, in seconds: to unpack and read, and to audit, which does both."""

    target: str
    read: float
    audit: float

    @property
    def ratio(self) -> float:
        """How many times as long the audit takes."""
        return self.audit / self.read


def fetch(targets: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """See that each package is at hand; give those that are, and why not for the others."""
    ready: list[str] = []
    missed: dict[str, str] = {}
    for target, opened in prefetch(targets, Options()):
        if isinstance(opened, Opened):
            opened.close()
            ready.append(target)
        else:
            missed[target] = str(opened)
    return ready, missed


def read(target: str) -> int:
    """Unpack a package and touch all its bytes; give how many there are. Raises `SourceError`."""
    with open_target(target, Options(offline=True)) as opened:
        return sum(len(item.data) for item in opened.documents() if not isinstance(item, Unread))


def audit_one(target: str) -> str | None:
    """Audit a package, no label remembered from before; give its verdict, or raise `SourceError`."""
    load()._memo.clear()
    (answer,) = audit([target], AuditOptions(offline=True))
    if answer.verdict is None:
        raise SourceError(answer.error or "no verdict")
    return answer.verdict


def measure(targets: Iterable[str], rounds: int) -> tuple[list[Cost], dict[str, str]]:
    """The cost of each package that can be had, and why the others cannot."""
    ready, missed = fetch(targets)
    costs = []
    for target in ready:
        try:
            audit_one(target)
            took = medians(by_turns({"read": partial(read, target), "audit": partial(audit_one, target)}, rounds))
        except SourceError as error:
            missed[target] = str(error)
            continue
        costs.append(Cost(target, took["read"], took["audit"]))
    return costs, missed


def starter(quick: bool) -> list[str]:
    """The packages of the starter list, every fifth of them for a quick run."""
    return starter_targets()[:: 5 if quick else 1]


def report(costs: list[Cost], missed: dict[str, str]) -> list[str]:
    """The lines that people read."""
    lines = [f"packages: {len(costs)} of the starter list, each from the cache, unpacked in memory"]
    lines += [f"  left out: {why}" for why in missed.values()]
    if not costs:
        return lines
    read_all, audit_all = sum(cost.read for cost in costs), sum(cost.audit for cost in costs)
    worst = sorted(costs, key=lambda cost: -cost.ratio)[:5]
    return [
        *lines,
        f"  audit {audit_all:.2f} s, unpacking and reading alone {read_all:.2f} s",
        f"  audit / reading, all together      {audit_all / read_all:6.2f}   aim at most {AIM:.0f}",
        f"  audit / reading, middle package    {median(cost.ratio for cost in costs):6.2f}",
        "  the five with the largest ratio:",
        *(f"    {cost.ratio:6.2f}  {cost.target} ({cost.audit:.3f} s against {cost.read:.3f} s)" for cost in worst),
    ]
