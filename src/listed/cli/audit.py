"""`xk audit`: targets in; a table, lines of JSON, an explanation or SARIF, and an exit status out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from listed.cli.exits import UsageError
from listed.cli.report import Manner, report
from listed.cli.targets import gather_targets
from listed.verdict.answer import TargetAnswer


def audit(
    *targets: Annotated[str, Parameter(name="TARGET", allow_leading_hyphen=False)],
    listed_in: Annotated[Path | None, Parameter(name="--from")] = None,
    starter: bool = False,
    json: bool = False,
    sarif: Path | None = None,
    explain: bool = False,
    all_rows: Annotated[bool, Parameter(name="--all")] = False,
    browser: bool = False,
    quick: bool = False,
    offline: bool = False,
    timeout: Annotated[float, Parameter(show_default=True)] = 60,
    allow_private: bool = False,
    ignore_robots: bool = False,
    no_color: bool = False,
) -> int:
    """Say whether Kosovo is on the lists of places in each target.

    Parameters
    ----------
    targets
        A web address, a file, a folder, - (standard input), npm:NAME[@V], pypi:NAME[==V], deb:NAME, or a .warc[.gz].
    listed_in
        Read more targets from this file, one a line; lines that begin with # are remarks.
    starter
        Audit about 25 well-known packages.
    json
        Print one JSON object a target, one a line, as soon as each answer comes.
    sarif
        Also write the findings to this file in SARIF 2.1.0, so that code hosts show them at their lines.
    explain
        Show each list as it was read, the reasons, and where Kosovo would stand (for people: --json ignores it).
    all_rows
        Like --explain, with every row of every list.
    browser
        Open pages in a browser, so that lists built by their scripts are seen too.
    quick
        Look only where lists usually are; faster, may miss some.
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
    if not 0 < timeout < 86_400:
        raise UsageError(f"--timeout takes a number of seconds above 0, not {timeout:g}.")
    gathered = gather_targets(targets, listed_in, starter)
    manner = Manner(json=json, explain=explain or all_rows, all_rows=all_rows, sarif=sarif, colour=not no_color)

    def look(some: Sequence[str], progress: Callable[[str, str], None]) -> Iterator[TargetAnswer]:
        from listed.scan.audit import AuditOptions
        from listed.scan.audit import audit as audit_targets

        options = AuditOptions(
            browser=browser,
            quick=quick,
            timeout=timeout,
            allow_private=allow_private,
            ignore_robots=ignore_robots,
            offline=offline,
            explain=(manner.explain and not json) or sarif is not None,
            progress=progress,
        )
        return audit_targets(some, options)

    return report(gathered, look, manner)
