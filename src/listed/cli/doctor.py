"""This machine in; what is installed, what is missing and what to type, out."""

from __future__ import annotations

import json as json_text
from dataclasses import asdict

from listed.cli.screen import Screen


def doctor(*, json: bool = False) -> int:
    """Say what is installed, what is missing, and what to type to get it.

    The exit status is 0 when all that `xk audit` always needs is there, and 1 otherwise.

    Parameters
    ----------
    json
        Print one JSON object a thing looked at, one a line.
    """
    from listed.cli.checkup import checkup

    screen = Screen()
    findings = checkup()
    for one in findings:
        if json:
            screen.raw(json_text.dumps(asdict(one), ensure_ascii=False))
        else:
            screen.line(f"{'✔' if one.found else '✘' if one.required else '–'} {one.name:<12} {one.said}")
            if one.type_this:
                screen.line(f"  {'':<12} type: {one.type_this}")
    lacking = [one.name for one in findings if one.required and not one.found]
    if not json:
        optional = sum(not one.found and not one.required for one in findings)
        screen.line()
        screen.line(_summary(lacking, optional))
    return 1 if lacking else 0


def _summary(lacking: list[str], optional: int) -> str:
    if lacking:
        return f"xk audit will not work until this is there: {', '.join(lacking)}."
    if optional:
        return "All that is always needed is there. What is marked – is needed only for what its line says."
    return "All is there."
