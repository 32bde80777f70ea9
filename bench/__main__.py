"""What to measure flows in (`--quick`, `--only pages`), and the figures flow out as lines that people read."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator

from bench import academy, index_days, memory, packages, pages, portal, start, tracing, wiki_text
from bench.machine import machine
from wiki.local import Family


def _pages(quick: bool) -> Iterator[str]:
    for name, documents in pages.corpora(quick).items():
        yield from pages.report(pages.measure(name, documents, 1 if quick else 5))


def _packages(quick: bool) -> Iterator[str]:
    yield from packages.report(*packages.measure(packages.starter(quick), 1 if quick else 3))


def _tracing(quick: bool) -> Iterator[str]:
    for what, parts in tracing.sets(quick).items():
        yield from tracing.report(tracing.measure(what, parts, 1 if quick else 5))


def _memory(quick: bool) -> Iterator[str]:
    yield from memory.report(*memory.measure(30 if quick else 300))


def _start(quick: bool) -> Iterator[str]:
    yield from start.report(start.measure(3 if quick else 9))


def _portal(quick: bool) -> Iterator[str]:
    yield from portal.report(portal.measure(quick))


def _index(quick: bool) -> Iterator[str]:
    yield from index_days.report(index_days.measure(quick))


def _wiki_text(quick: bool) -> Iterator[str]:
    yield from wiki_text.report(wiki_text.measure(quick))


def _academy(quick: bool) -> Iterator[str]:
    if lacking := Family.missing():
        yield f"academy: not measured, MediaWiki is not complete on this machine. Type: {lacking.line}"
    else:
        yield from academy.report(academy.measure(quick))


PARTS: dict[str, Callable[[bool], Iterator[str]]] = {
    "pages": _pages,
    "packages": _packages,
    "tracing": _tracing,
    "memory": _memory,
    "start": _start,
    "portal": _portal,
    "index": _index,
    "wiki-text": _wiki_text,
    "academy": _academy,
}


def main(words: list[str] | None = None) -> None:
    """Measure what was asked for, and print each part as soon as it is known."""
    parser = argparse.ArgumentParser("./run bench", description="Measure, and print ratios.")
    parser.add_argument("--quick", action="store_true", help="fewer pages, packages and rounds")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part alone; may be said again")
    asked = parser.parse_args(words)
    print(machine(), flush=True)
    for name, part in PARTS.items():
        if not asked.only or name in asked.only:
            for line in part(asked.quick):
                print(line, flush=True)


if __name__ == "__main__":
    main()
