"""Words of `xk portal`, `ledger`, `backup`, `restore`, `academy` in; the portal's own command in their place, out."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import Literal, NoReturn

from listed.cli.exits import UsageError
from listed.cli.targets import standard_input


def portal(*, port: int = 8000, host: str = "127.0.0.1") -> NoReturn:
    """Open the portal at an address of this machine, until Ctrl+C.

    Parameters
    ----------
    port
        The port to listen at; the next free one if it is taken.
    host
        The address to listen at.
    """
    _hand_over("serve", "--port", str(port), "--host", host)


def ledger(deed: Literal["verify"], source: str | None = None, /, *, head: str | None = None) -> NoReturn:
    """Check that no row of a portal's ledger was changed, dropped, added or moved.

    The exit status is 0 when it is whole, 1 when it is not, and 2 when it cannot be read.

    Parameters
    ----------
    deed
        What to do.
    source
        A downloaded ledger, its web address, or - for standard input; left out, the ledger of the portal here.
    head
        The digest that the last row must have, as published elsewhere.
    """
    words = [] if source is None else [standard_input(source)]
    _hand_over("ledger", deed, *words, *([] if head is None else [f"--head={head}"]))


def backup(file: str, /) -> NoReturn:
    """Write everything that the portal here remembers into one file. The portal may stay open.

    Parameters
    ----------
    file
        The file to write; an older one is replaced when all went well.
    """
    _hand_over("backup", "--", file)


def restore(file: str, /, *, replace: bool = False, yes: bool = False) -> NoReturn:
    """Bring back what a backup holds, all of it or nothing, into the empty database of the portal here.

    Parameters
    ----------
    file
        A file that `xk backup` wrote.
    replace
        Let everything that is in the database go first.
    yes
        Do not ask before replacing.
    """
    _hand_over("restore", *["--replace"] * replace, *["--yes"] * yes, "--", file)


def academy(deed: Literal["sync"], edition: str, /, *, whole: bool = False) -> NoReturn:
    """Read what the participants of an edition wrote on its wikis, and show the figures.

    The exit status is 0 when all its wikis were read, 1 when one was not, and 2 when there is no such edition.

    Parameters
    ----------
    deed
        What to do.
    edition
        The short name of the edition, the part of its address after /academy/.
    whole
        List everything anew, not only what changed since the last time.
    """
    _hand_over("academy", deed, *["--whole"] * whole, "--", edition)


def _hand_over(*words: str) -> NoReturn:
    """Become the portal's command. Raises UsageError when the portal or what it stands on is not here."""
    if find_spec("portal") is None:
        raise UsageError("The portal is in the repository, not in the package. Get the repository, then type ./run")
    if find_spec("django") is None:
        raise UsageError("The packages that the portal stands on are not installed. In the repository type ./run setup")
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "portal", *words])
