"""Pages and packages flow in; how much longer their audit takes with each list traced to its origin flows out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.packages import fetch, starter
from bench.pages import corpora
from bench.rounds import by_turns, medians
from listed.lists import Document, lists_in
from listed.names import Names, load
from listed.origin import own, trace, tracing
from listed.origin.prints import load as load_prints
from listed.sources import Options, Unread, open_target
from listed.verdict.judge import judge
from listed.verdict.summary import is_for_use

AIM = 1.2

Part = tuple[str, Sequence[Document]]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one set took, in seconds: its lists found and judged, and the same with those of the world traced."""

    what: str
    lists: int
    without: float
    traced: float

    @property
    def ratio(self) -> float:
        """How many times as long it takes with tracing."""
        return self.traced / self.without


def audit(names: Names, parts: Sequence[Part], *, traced: bool) -> int:
    """Find and judge every list, no label remembered from before; give how many are of the world."""
    names._memo.clear()
    tracing.forget()
    load_prints().features.clear()
    world = 0
    for target, documents in parts:
        for document in documents:
            for places in lists_in(names, document):
                answer = judge(names, places, document.path)
                if answer is not None and answer.scope == "world":
                    world += 1
                    if traced:
                        trace(names, places, without=own(target))
    return world


def measure(what: str, parts: Sequence[Part], rounds: int) -> Cost:
    """Time both by turns."""
    names = load()
    world = audit(names, parts, traced=True)
    work = {
        "without": lambda: audit(names, parts, traced=False),
        "traced": lambda: audit(names, parts, traced=True),
    }
    took = medians(by_turns(work, rounds))
    return Cost(what, world, took["without"], took["traced"])


def sets(quick: bool) -> dict[str, list[Part]]:
    """The pages of each corpus, and the documents of the starter packages that count."""
    found: dict[str, list[Part]] = {
        name: [("", [Document("", data, "text/html") for data in pages])] for name, pages in corpora(quick).items()
    }
    ready, _ = fetch(starter(quick))
    found["starter packages"] = [(target, documents(target)) for target in ready]
    return found


def documents(target: str) -> list[Document]:
    """The documents of a package that an audit looks into."""
    with open_target(target, Options(offline=True)) as opened:
        return [
            item
            for item in opened.documents()
            if not isinstance(item, Unread) and item.media != "inode/unread" and is_for_use(item.path)
        ]


def report(cost: Cost) -> list[str]:
    """The lines that people read."""
    return [
        f"tracing, {cost.what}: {cost.lists} lists of the world",
        f"  with tracing {cost.traced:.3f} s, without {cost.without:.3f} s",
        f"  with / without                     {cost.ratio:6.2f}   aim at most {AIM:.1f}",
    ]
