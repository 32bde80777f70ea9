"""Nothing flows in; how long a new process waits for the names, a first look-up and a first document flows out."""

from __future__ import annotations

import subprocess
import sys
from statistics import median

_STEPS = ("import", "load", "first name", "first name in other letters", "first label", "first document")
_PROGRAM = """
import time
marks = [time.perf_counter()]
from listed.names import load
marks.append(time.perf_counter())
names = load()
marks.append(time.perf_counter())
assert names.place("Kosovo")
marks.append(time.perf_counter())
assert names.place("Косово")
marks.append(time.perf_counter())
assert names.place("Kosovo (XK) +383")
marks.append(time.perf_counter())
from listed.lists import Document, lists_in
lists_in(names, Document("", b"<!doctype html><title>Nothing</title>" + b" " * 100))
marks.append(time.perf_counter())
print(*(later - before for before, later in zip(marks, marks[1:])))
"""


def measure(rounds: int) -> dict[str, float]:
    """The middle of the seconds of each step, over `rounds` new processes."""
    rows = []
    for _ in range(rounds):
        done = subprocess.run([sys.executable, "-c", _PROGRAM], check=True, capture_output=True, text=True)
        rows.append([float(word) for word in done.stdout.split()])
    return {step: median(row[index] for row in rows) for index, step in enumerate(_STEPS)}


def report(took: dict[str, float]) -> list[str]:
    """The lines that people read."""
    return [
        "start: in a new process, each step after the one before",
        *(f"  {step:28} {seconds * 1000:8.2f} ms" for step, seconds in took.items()),
    ]
