"""A group of cases flows in, what came of each flows out: run in a process that is ended when it takes too long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 60.0
MEMORY = 1024


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile document: how it is made, the name and media type it comes under, and its group.

    `world`: the verdict that its whole-world lists must have; None where any plain answer will do.
    """

    make: Callable[[], bytes]
    path: str = "page.html"
    media: str | None = None
    group: str = ""
    world: str | None = None


def python(words: Sequence[str], seconds: float, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run Python on this tree, ended after so many seconds; raises `subprocess.TimeoutExpired` then."""
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.run(
        [sys.executable, *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )


def verdicts(module: str, names: Sequence[str], mib: int = MEMORY, seconds: float = LONGEST) -> dict[str, list[str]]:
    """The verdicts of the whole-world lists in each of these cases; fails by name where one ends the process."""
    try:
        done = python(["-m", "tests.hostile.child", str(mib), module, *names], seconds)
        out, end = done.stdout, f"status {done.returncode}: {done.stderr[-600:]}"
    except subprocess.TimeoutExpired as late:
        out = late.stdout.decode() if isinstance(late.stdout, bytes) else late.stdout or ""
        end = f"not done within {seconds:.0f} seconds"
    told = [json.loads(line) for line in out.splitlines()]
    found = {one["name"]: one["verdicts"] for one in told if "name" in one}
    lost = [one["began"] for one in told if "began" in one and one["began"] not in found]
    assert len(found) == len(names), f"{lost or 'start'}: {end}"
    return found
