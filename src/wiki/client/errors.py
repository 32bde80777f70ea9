"""What goes wrong between us and a wiki flows out as these: a sentence that says what to do, and never a secret."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class WikiError(Exception):
    """Something that a wiki did not do; the message is for people and names the wiki."""


class UnreachableError(WikiError):
    """The wiki did not answer, or only with faults of its own, after all tries."""


class UncertainError(UnreachableError):
    """A write was sent and its answer was lost: it may or may not have been done, so it was not sent again."""


class ThrottledError(WikiError):
    """The wiki asks us to come back later; `seconds` is how long it asked for last."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class LoginError(WikiError):
    """The wiki does not take the name, the password or the token."""


class RefusedError(WikiError):
    """The wiki understood and said no; `code` is its word for the reason, `info` its sentence, `data` its details."""

    def __init__(self, message: str, code: str, info: str = "", data: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.code, self.info, self.data = code, info, data or {}


class NoWikiError(WikiError):
    """There is no MediaWiki's api.php at the address."""
