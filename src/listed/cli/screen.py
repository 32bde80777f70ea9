"""Lines in; the same on standard output out, with colour on a terminal and plain in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text


class Screen:
    """Where answers are printed. `terminal`: whether a person looks at it; `cells`: its width in columns."""

    def __init__(self, out: TextIO | None = None, colour: bool = True) -> None:
        """Print to `out` (standard output when None), without colour where `colour` is false or NO_COLOR is set."""
        self._out = out or sys.stdout
        self._colour = colour
        self._console: Console | None = None
        self.terminal = self._out.isatty()

    @property
    def cells(self) -> int:
        """The number of columns of the terminal; 80 where it does not say."""
        return self._terminal_console().width

    def show(self, drawing: RenderableType) -> None:
        """Draw a table or a text that is fitted to the width of the terminal."""
        self._terminal_console().print(drawing, markup=False, highlight=False, emoji=False)

    def line(self, text: Text | str = "") -> None:
        """Print one line; a terminal wraps it between words and colours it, a pipe gets it whole and plain."""
        if self.terminal:
            self.show(_hanging(text) if len(text) else "")
        else:
            self._out.write((text if isinstance(text, str) else text.plain) + "\n")

    def raw(self, line: str) -> None:
        """Print one line exactly as it is, at once: a program waits for it."""
        self._out.write(line + "\n")
        self._out.flush()

    def flush(self) -> None:
        """Hand over what has been printed so far."""
        self._out.flush()

    def _terminal_console(self) -> Console:
        if self._console is None:
            from rich.console import Console

            self._console = Console(file=self._out, no_color=True if not self._colour else None)
        return self._console


def _hanging(text: Text | str) -> RenderableType:
    """The text with its first spaces as a margin, so that what is wrapped stays below what it belongs to."""
    from rich.padding import Padding
    from rich.text import Text

    whole = Text(text) if isinstance(text, str) else text
    margin = len(whole.plain) - len(whole.plain.lstrip(" "))
    return Padding(whole[margin:], (0, 0, 0, margin), expand=False)
