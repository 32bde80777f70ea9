"""`xk history`: packages in; since when each lists Kosovo, version by version, and an exit status out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from json import dumps
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from listed.cli.answer_json import harmless
from listed.cli.clean import clean
from listed.cli.exits import LISTED, UNREAD, UsageError, exit_status
from listed.cli.progress import Progress
from listed.cli.screen import Screen

if TYPE_CHECKING:
    from listed.scan.history import Past

_MOST = 40


def history(
    *targets: Annotated[str, Parameter(name="TARGET", allow_leading_hyphen=False)],
    every: bool = False,
    most: Annotated[int, Parameter(show_default=True)] = _MOST,
    json: bool = False,
    timeout: Annotated[float, Parameter(show_default=True)] = 60,
    no_color: bool = False,
) -> int:
    """Say since when a package lists Kosovo, and what changed from version to version.

    Parameters
    ----------
    targets
        npm:NAME, pypi:NAME or deb:NAME, without a version.
    every
        Read every version, those for trying out and withdrawn ones too; else only as many as show each change.
    most
        The most versions to read of one package, unless --every is given.
    json
        Print one JSON object a version, one a line, oldest first.
    timeout
        The most seconds to wait for one version.
    no_color
        Use no colours; the environment variable NO_COLOR does the same.
    """
    if not targets:
        raise UsageError("Say which package, for example: xk history npm:country-list")
    if not 0 < timeout < 86_400:
        raise UsageError(f"--timeout takes a number of seconds above 0, not {timeout:g}.")
    if most < 2:
        raise UsageError(f"--most takes a number from 2 up, not {most}.")
    from listed.scan.audit import AuditOptions
    from listed.scan.history import history as read_history
    from listed.sources import SourceError

    screen = Screen(None, not no_color)
    status = LISTED
    for target in targets:
        try:
            with Progress(1, sys.stderr.isatty()) as progress:
                options = AuditOptions(timeout=timeout, progress=progress.stage)
                pasts = list(read_history(target, options, every=every, most=most))
        except SourceError as error:
            status = max(status, UNREAD)
            _failed(screen, target, str(error), json)
            continue
        status = max(status, _newest(pasts))
        show(screen, target, pasts, json)
    return status


def _newest(pasts: Sequence[Past]) -> int:
    """The exit status: that of the newest version that was tried, those for trying out and withdrawn ones apart."""
    tried = [past for past in pasts if past.answer or past.error]
    plain = [past for past in tried if not past.release.prerelease and not past.release.yanked] or tried
    return exit_status(plain[-1].answer) if plain and plain[-1].answer else UNREAD


def _failed(screen: Screen, target: str, error: str, json: bool) -> None:
    if json:
        screen.raw(_line({"target": target, "version": None, "error": error}))
    else:
        screen.line(clean(error))


def show(screen: Screen, target: str, pasts: Sequence[Past], json: bool) -> None:
    """Print one history: a sentence, a table and what was left out, or an object a version."""
    from listed.cli.past import changes, left_out, since
    from listed.cli.past_table import plain_lines, terminal_table

    if json:
        before = None
        for past in pasts:
            screen.raw(_line(_object(target, past, changes(before, past) if past.answer else [])))
            before = past if past.answer else before
        return
    screen.line(since(target, pasts))
    screen.line()
    if screen.terminal:
        screen.show(terminal_table(pasts, screen.cells))
    else:
        for line in plain_lines(pasts):
            screen.line(line)
    screen.line()
    screen.line(left_out(pasts))
    if any(past.release.released and past.release.dated_by != "registry" for past in pasts):
        screen.line("~ stands before a date out of the package's own files: the registry that was asked gave none.")
    screen.line()


def _object(target: str, past: Past, found: Sequence[Any]) -> dict[str, Any]:
    """One version as plain values; `verdict` is null where it was not read, or could not be."""
    release = past.release
    return {
        "target": target,
        "version": release.version,
        "released": release.released.isoformat().replace("+00:00", "Z") if release.released else None,
        "dated_by": release.dated_by if release.released else None,
        "yanked": release.yanked,
        "deprecated": release.deprecated,
        "prerelease": release.prerelease,
        "read": past.answer is not None,
        "verdict": past.answer.verdict if past.answer else None,
        "criteria": {
            word: {"verdict": one.verdict, "label": one.label, "value": one.value, "entries": one.entries}
            for word, one in past.standings.items()
        },
        "changes": [{"criterion": one.criterion, "kind": one.kind, "was": one.was, "now": one.now} for one in found],
        "error": past.error,
    }


def _line(value: dict[str, Any]) -> str:
    return harmless(dumps(value, ensure_ascii=False, separators=(",", ":")))
