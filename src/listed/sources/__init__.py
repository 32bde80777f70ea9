"""An address flows in, documents flow out: the only room that does input."""

from __future__ import annotations

from listed.lists.document import Document
from listed.sources.ahead import prefetch
from listed.sources.errors import SourceError, Unread
from listed.sources.opened import Opened
from listed.sources.options import Limits, Options
from listed.sources.target import open_target

__all__ = ["Document", "Limits", "Opened", "Options", "SourceError", "Unread", "open_target", "prefetch"]
