"""What is being looked at in; a progress bar on a terminal, silence in a pipe, out."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from listed.cli.clean import clean, shorten_middle

if TYPE_CHECKING:
    from rich.progress import Progress as RichBar


class Progress:
    """A bar on standard error while targets are audited; silent unless `shown`. Use it with `with`."""

    def __init__(self, total: int, shown: bool) -> None:
        """A bar for `total` targets, which draws nothing unless `shown`."""
        self._total = total
        self._bar = _make_bar() if shown else None
        self._task = self._bar.add_task("starting", total=total) if self._bar else None

    def __enter__(self) -> Progress:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def stage(self, target: str, words: str) -> None:
        """Say what happens to `target` now, such as `fetching`."""
        if self._bar and self._task is not None:
            name = shorten_middle(clean(target), 40)
            self._bar.update(self._task, description=f"{name}: {clean(words)}" if words else name)

    def answered(self, number: int) -> None:
        """Say that the first `number` targets have been answered."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=min(number, self._total))


def _make_bar() -> RichBar:
    # Imported here, so that a pipe never waits for it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as RichBar

    return RichBar(
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(file=sys.stderr, stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
