"""An opened target flows out: what it is, and its documents one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Literal

from listed.lists.document import Document
from listed.sources.budget import Budget
from listed.sources.errors import SpentError, Unread
from listed.sources.options import Limits

Kind = Literal["page", "rendered-page", "package", "file", "warc-record"]


class Opened:
    """One target, ready to be read.

    `target` is what the caller asked for; `version` is a package's exact version; `address` is where a page was
    read from in the end, after redirects. Use it as a context manager: leaving it closes files and frees
    temporary space.
    """

    def __init__(
        self,
        target: str,
        kind: Kind,
        read: Callable[[Budget], Iterator[Document | Unread]],
        *,
        limits: Limits,
        version: str | None = None,
        address: str | None = None,
        close: Callable[[], object] = lambda: None,
    ) -> None:
        self.target = target
        self.kind: Kind = kind
        self.version = version
        self.address = address
        self._read = read
        self._limits = limits
        self._close = close
        self._paths: list[str] = []

    def documents(self) -> Iterator[Document | Unread]:
        """Yield each document as it is read, and an `Unread` for each member that could not be.

        Only one document is held in memory at a time. Members that cannot hold a list (pictures, fonts, links)
        come with no bytes and the media type `inode/unread`, for their names. An `Unread` with an empty path
        means that the target itself broke off there.
        """
        budget = Budget(self._limits)
        self._paths.clear()
        source = self._read(budget)
        while True:
            budget.resume()
            try:
                item = next(source, None)
            except SpentError as error:
                item, source = Unread("", str(error)), iter(())
            budget.pause()
            if item is None:
                return
            if item.path:
                self._paths.append(item.path)
            yield item
            del item

    def paths(self) -> list[str]:
        """The path of every member met so far, read or not, in their order."""
        return list(self._paths)

    def close(self) -> None:
        """Close files and free temporary space; may be called again."""
        self._close()

    def __enter__(self) -> Opened:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
