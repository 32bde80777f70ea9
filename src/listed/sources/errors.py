"""What goes wrong while reading flows out as these: an error for a whole target, a remark for one member of it."""

from __future__ import annotations

from dataclasses import dataclass


class SourceError(Exception):
    """A target that could not be opened; the message is one sentence that names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Unread:
    """One member that was not read, though the rest of its target was.

    `path` follows the same rules as `Document.path`; it is empty when reading the target itself broke off.
    `reason` is a short phrase for people, without a full stop.
    """

    path: str
    reason: str


class MemberError(Exception):
    """One member cannot be read; its neighbours still can. The message becomes `Unread.reason`."""


class SpentError(Exception):
    """A limit on the whole target is used up: reading stops here. The message becomes `Unread.reason`."""
