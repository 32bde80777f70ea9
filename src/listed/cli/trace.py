"""`xk trace`: targets in; where each list was copied from, the evidence and the remedy, and an exit status out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from json import dumps
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter
from rich.text import Text

from listed.cli.answer_json import harmless
from listed.cli.clean import clean
from listed.cli.exits import UNREAD, UsageError
from listed.cli.progress import Progress
from listed.cli.screen import Screen
from listed.cli.targets import kind_of, standard_input
from listed.cli.words import CRITERIA, SENTENCES, certainty, counted

if TYPE_CHECKING:
    from listed.origin import Upstream
    from listed.scan.trace import TracedList, TracedTarget
    from listed.verdict.answer import Origin

NAMED, UNKNOWN = 0, 1
_MOST_AGAIN = 3


def trace(
    *targets: Annotated[str, Parameter(name="TARGET", allow_leading_hyphen=False)],
    json: bool = False,
    browser: bool = False,
    offline: bool = False,
    timeout: Annotated[float, Parameter(show_default=True)] = 60,
    allow_private: bool = False,
    ignore_robots: bool = False,
    no_color: bool = False,
) -> int:
    """Say which library or standard each list of places was copied from, and what adds Kosovo there.

    Parameters
    ----------
    targets
        A web address, a file, a folder, - (standard input), npm:NAME[@V], pypi:NAME[==V] or deb:NAME.
    json
        Print one JSON object a target, one a line.
    browser
        Open pages in a browser, so that lists built by their scripts are seen too.
    offline
        Use only what was fetched before.
    timeout
        The most seconds to wait for one target.
    allow_private
        Allow addresses inside this network, such as localhost.
    ignore_robots
        Read pages even where robots.txt asks robots to stay away; for your own sites.
    no_color
        Use no colours; the environment variable NO_COLOR does the same.
    """
    if not targets or not all(target.strip() for target in targets):
        raise UsageError("Say what to look at, for example: xk trace npm:country-list")
    if not 0 < timeout < 86_400:
        raise UsageError(f"--timeout takes a number of seconds above 0, not {timeout:g}.")
    from listed.scan.trace import TracedTarget, trace_target
    from listed.sources import Options, SourceError

    options = Options(
        timeout=timeout, browser=browser, offline=offline, allow_private=allow_private, ignore_robots=ignore_robots
    )
    screen = Screen(None, not no_color)
    status = NAMED
    for target in map(standard_input, targets):
        with Progress(1, sys.stderr.isatty()) as progress:
            progress.stage(target, "reading")
            try:
                found = trace_target(target, options)
            except SourceError as error:
                found = TracedTarget(target, kind_of(target), None, str(error))
        status = max(status, _status(found))
        show(screen, found, json)
    return status


def _status(found: TracedTarget) -> int:
    if found.error is not None:
        return UNREAD
    return NAMED if found.lists and all(one.trace.origin for one in found.lists) else UNKNOWN


def show(screen: Screen, found: TracedTarget, json: bool) -> None:
    """Print what is known of one target's lists: for people, or one line of JSON."""
    if json:
        screen.raw(harmless(dumps(_object(found), ensure_ascii=False, separators=(",", ":"))))
        return
    for line in _lines(found):
        screen.line(line)
    screen.flush()


def _lines(found: TracedTarget) -> Iterator[Text | str]:
    version = f" {clean(found.version)}" if found.version else ""
    yield Text.assemble((clean(found.target), "bold"), (version, "dim"))
    if found.error is not None:
        yield f"  {clean(found.error)}"
    elif not found.lists:
        yield "  No list of the whole world was found, so there is no origin to look for."
    for one in found.lists:
        yield ""
        yield from _of_list(one)
    if found.others:
        are = "is" if found.others == 1 else "are"
        yield ""
        yield f"  {counted(found.others, 'more list')} {are} of a part of the world; their origins are not looked for."
    yield ""


def _of_list(one: TracedList) -> Iterator[Text | str]:
    from listed.origin import origins

    answer, trace, known = one.answer, one.trace, origins()
    yield Text.assemble("  ", (clean(answer.where) or "the whole file", "bold"))
    if one.again:
        more = len(one.again) - _MOST_AGAIN
        shown = ", ".join(clean(where) for where in one.again[:_MOST_AGAIN])
        yield Text(f"    the same at {shown}{f' and {more} more' if more > 0 else ''}", "dim")
    criterion = CRITERIA.get(answer.criterion, clean(answer.criterion))
    yield f"    holds: {criterion} · {counted(answer.entries, 'entry', 'entries')}"
    if trace.origin is None:
        yield Text("    copied from: unknown", "yellow")
    else:
        yield Text.assemble("    copied from: ", (_named(trace.origin, known), "green"))
        yield f"    how sure: {certainty(trace.origin.confidence)} ({trace.origin.confidence:.0%})"
    for sentence in trace.evidence:
        yield f"    · {clean(sentence)}"
    if trace.runners:
        label = "next likely" if trace.origin else "thought of"
        yield f"    {label}: {', '.join(f'{clean(r.id)} ({r.confidence:.0%})' for r in trace.runners)}"
    yield f"    {SENTENCES.get(answer.verdict, clean(answer.verdict))}"
    if one.remedy is not None:
        yield f"    remedy: {clean(one.remedy.name)}"
        for number, step in enumerate(one.remedy.steps, 1):
            yield f"      {number}. {clean(step)}"
        for line in one.remedy.snippet.splitlines():
            yield f"         {clean(line)}" if line.strip() else ""


def _named(origin: Origin, known: Any) -> str:
    upstream: Upstream = known[origin.id]
    version = f" {clean(origin.version)}" if origin.version else ""
    address = "" if upstream.name == origin.id else f" ({origin.id})"
    return f"{clean(upstream.name)}{address}{version}"


def _object(found: TracedTarget) -> dict[str, Any]:
    return {
        "target": found.target,
        "kind": found.kind,
        "version": found.version,
        "error": found.error,
        "lists": [_list_object(one) for one in found.lists],
    }


def _list_object(one: TracedList) -> dict[str, Any]:
    answer, trace = one.answer, one.trace
    return {
        "where": answer.where,
        "again": list(one.again),
        "criterion": answer.criterion,
        "entries": answer.entries,
        "territories": answer.territories,
        "verdict": answer.verdict,
        "origin": _origin_object(trace.origin) if trace.origin else None,
        "equals": list(trace.equals),
        "runners": [_origin_object(one) for one in trace.runners],
        "evidence": list(trace.evidence),
        "remedy": one.remedy.id if one.remedy else None,
        "steps": list(one.remedy.steps) if one.remedy else [],
    }


def _origin_object(origin: Origin) -> dict[str, Any]:
    return {"id": origin.id, "version": origin.version, "confidence": origin.confidence}
