"""`xk`: words from the command line in; answers printed and an exit status out. The only room that prints."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `xk` with `arguments` (those of the process when None) and return its exit status.

    0: all is well; 1: something was found; 2: a target could not be read, or the command was mistyped;
    130: stopped by Ctrl-C; 141: the reader of the output went away.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--version"]:  # answered here, because importing the parser takes ten times as long as the answer
        print(version())
        return 0
    try:
        from listed.cli.app import run

        status = run(words)
    except KeyboardInterrupt:  # pressed while the parser was still being imported
        status = INTERRUPTED
    if status == INTERRUPTED and arguments is None:
        _leave()
    return status


def _leave() -> None:
    """End this process without waiting for a slow server that a thread still reads from."""
    import threading

    if threading.active_count() > 1:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(INTERRUPTED)


def version() -> str:
    """The installed version of this tool, such as `0.1.0`."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("listed")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "unknown"
