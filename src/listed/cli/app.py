"""The words of the command line in; the command they name, run, and its exit status out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import TextIOWrapper

from cyclopts import App, CycloptsError, Parameter
from rich.console import Console

from listed.cli import INTERRUPTED, version
from listed.cli.clean import clean
from listed.cli.exits import UsageError
from listed.cli.targets import hide_hyphens
from listed.cli.words import NEIGHBOUR, PLACE


@dataclass(frozen=True, slots=True)
class Command:
    """A command: where its function is, how it is used, and what it does. Imported only when it is used."""

    address: str
    usage: str
    help: str


COMMANDS = {
    "audit": Command(
        "listed.cli.audit:audit",
        "xk audit TARGET... [OPTIONS]",
        f"Say whether {PLACE} is on the lists of places in web pages, files and packages.\n\n"
        f"The exit status is 0 when {PLACE} is listed wherever it is expected, 1 when it is missing, qualified or "
        f"shown only under {NEIGHBOUR} somewhere, and 2 when a target could not be read or the command was mistyped.",
    ),
    "trace": Command(
        "listed.cli.trace:trace",
        "xk trace TARGET... [OPTIONS]",
        f"Say which library or standard each list of places was copied from, and what adds {PLACE} there.\n\n"
        "The exit status is 0 when an origin is named for every list of the whole world, 1 when one is unknown or "
        "there is no such list, and 2 when a target could not be read or the command was mistyped.",
    ),
    "history": Command(
        "listed.cli.history:history",
        "xk history TARGET... [OPTIONS]",
        f"Say since when a package lists {PLACE}, and what changed from version to version.\n\n"
        "Versions stand in the order of their numbers; a late release of an old line stands in its line. The first, "
        "the last and both sides of each change are read, and a few more.\n\n"
        "The exit status is that of `xk audit` for the newest version.",
    ),
    "patch": Command(
        "listed.cli.patch:patch",
        "xk patch TARGET... [OPTIONS]",
        f"Write a patch that adds {PLACE} to the lists of a package, and the text to send with it.\n\n"
        f"The exit status is 0 when it was written or nothing is wanting, 1 when no patch can be made, and 2 when a "
        f"package could not be read or a file is in the way.",
    ),
    "portal": Command(
        "listed.cli.portal:portal",
        "xk portal [--port N] [--host ADDRESS]",
        "Open the portal at an address of this machine, until Ctrl+C.",
    ),
    "ledger": Command(
        "listed.cli.portal:ledger",
        "xk ledger verify [FILE|URL|-] [--head DIGEST]",
        "Check that no row of a portal's ledger was changed, dropped, added or moved.\n\n"
        "The exit status is 0 when it is whole, 1 when it is not, and 2 when it cannot be read.",
    ),
    "backup": Command(
        "listed.cli.portal:backup",
        "xk backup FILE",
        "Write everything that the portal here remembers into one file. The portal may stay open.",
    ),
    "restore": Command(
        "listed.cli.portal:restore",
        "xk restore FILE [--replace] [--yes]",
        "Bring back what a backup holds into the empty database of the portal here: all of it or nothing.",
    ),
    "academy": Command(
        "listed.cli.portal:academy",
        "xk academy sync EDITION [--whole]",
        "Read what the participants of an edition wrote on its wikis, and show the figures.\n\n"
        "The exit status is 0 when all its wikis were read, 1 when one was not, and 2 when there is no such edition.",
    ),
    "doctor": Command(
        "listed.cli.doctor:doctor",
        "xk doctor [--json]",
        "Say what is installed, what is missing, and what to type to get it.",
    ),
    "completion": Command(
        "listed.cli.completion:completion",
        "xk completion bash|zsh|fish",
        "Print the script that lets your shell complete xk with the Tab key.\n\n"
        "For bash type: source <(xk completion bash). To install it for good: xk --install-completion.",
    ),
}
MISTYPED = 2
READER_GONE = 141


def make_app() -> App:
    """The parser with every command of `COMMANDS`, imported lazily."""
    app = App(
        name="xk",
        help=f"Is {PLACE} on the list? Looks into web pages, files and software packages.",
        version=version,
        default_parameter=Parameter(negative=(), show_default=False),
        help_format="plaintext",
        suppress_keyboard_interrupt=False,
        result_action="return_value",
    )
    for name, command in COMMANDS.items():
        app.command(command.address, name=name, help=command.help, usage=f"Usage: {command.usage}")
    app.register_install_completion_command()
    return app


def run(words: Sequence[str]) -> int:
    """Run the command that `words` name; see `listed.cli.main` for the exit statuses."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that knows only ASCII shows "?" for a tick rather than a traceback.
            stream.reconfigure(errors="replace")
    return guarded(lambda: make_app()(hide_hyphens(words), print_error=False, exit_on_error=False), words)


def guarded(work: Callable[[], object], words: Sequence[str]) -> int:
    """Do `work` and return its exit status; what stops it becomes a sentence and a status, never a traceback."""
    try:
        status = work()
        sys.stdout.flush()
    except CycloptsError as problem:
        return _explain_usage(problem, words)
    except UsageError as mistake:
        _say(f"xk {words[0]}: {clean(str(mistake))}")
        return MISTYPED
    except KeyboardInterrupt:
        _say("Stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_the_output()
        return READER_GONE
    except OSError as problem:  # such as a full disk behind `xk audit > file`
        _let_go_of_the_output()
        _say(f"xk: {clean(str(problem))}")
        return MISTYPED
    return status if isinstance(status, int) else 0


def _explain_usage(problem: CycloptsError, words: Sequence[str]) -> int:
    """Say in one sentence what was mistyped and where the help is."""
    console = Console(file=sys.stderr, stderr=True, color_system=None, soft_wrap=True)
    with console.capture() as said:
        console.print(problem, markup=False, highlight=False, emoji=False)
    command = f"xk {words[0]}" if words and words[0] in COMMANDS else "xk"
    _say(f"{command}: {clean(said.get())}")
    _say(f"Type `{command} --help` to see what it takes.")
    return MISTYPED


def _say(sentence: str) -> None:
    """Print a sentence to standard error, where nothing that reads the answers will meet it."""
    try:
        print(sentence, file=sys.stderr, flush=True)
    except BrokenPipeError:
        pass


def _let_go_of_the_output() -> None:
    """Point standard output at nothing, so that Python's last flush does not complain about the closed pipe."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, sys.stdout.fileno())
    except (OSError, ValueError):  # a test's stand-in for standard output has no file number
        pass
    finally:
        os.close(nothing)
