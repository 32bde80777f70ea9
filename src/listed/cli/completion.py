"""`xk completion`: the name of a shell in; the script that lets it complete `xk` commands out."""

from __future__ import annotations

import sys
from typing import Literal


def completion(shell: Literal["bash", "zsh", "fish"]) -> int:
    """Print the script that lets your shell complete xk commands and options with the Tab key.

    Parameters
    ----------
    shell
        The shell you use.
    """
    from listed.cli.app import make_app

    sys.stdout.write(make_app().generate_completion(prog_name="xk", shell=shell).rstrip("\n") + "\n")
    return 0
