"""Deeds with a moment each in; the lines that MediaWiki's scripts read, and what became of each deed, out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Literal

Kind = Literal["Edit", "Rollback", "Move", "Delete", "Undelete", "Hide", "Rename", "Block", "Upload"]


@dataclass(frozen=True)
class Deed:
    """Something that an account does on a wiki, by MediaWiki's own hands and with all that follows from it.

    `title` is the page (of Rename and Block: the account); `to` is where Move and Rename lead, and the file on this
    machine that Upload takes. Hide hides `hide` (text, comment, user, restricted) of the revisions `revs`. Rollback
    undoes all edits of the page's last author. `at` must be later than the page's last revision.
    """

    do: Kind
    title: str
    by: str
    at: datetime | None = None  # None: now
    text: str = ""
    summary: str = ""
    to: str = ""
    redirect: bool = True
    minor: bool = False
    bot: bool = False
    tags: tuple[str, ...] = ()
    revs: tuple[int, ...] = ()
    hide: tuple[str, ...] = ()


@dataclass(frozen=True)
class Done:
    """The revision that a deed made or left as the last one, and its page; None where there is none."""

    rev: int | None
    page: int | None


@dataclass(frozen=True)
class Past:
    """An edit of the past, put into the history as it is, without all that follows from an edit (tags, log, mail)."""

    title: str
    by: str
    at: datetime
    text: str
    summary: str = ""
    minor: bool = False


def stamp(moment: datetime) -> str:
    """A moment as MediaWiki writes it, in UTC."""
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def lines(deeds: Iterable[Deed | Past]) -> str:
    """What the scripts deeds.php and past.php read."""
    return "".join(
        json.dumps({**asdict(deed), "at": stamp(deed.at) if deed.at else ""}, ensure_ascii=False) + "\n"
        for deed in deeds
    )


def done(said: str) -> list[Done]:
    """What became of each deed."""
    return [Done(**json.loads(line)) for line in said.splitlines() if line.startswith("{")]
