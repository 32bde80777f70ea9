"""Names or numbers of accounts flow in, and what the wiki knows of them flows out, 50 (or 500) a call."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wiki.client import Wiki, moment
from wiki.reads.batches import batches, side_by_side

_PROPS = ["registration", "editcount", "blockinfo"]


@dataclass(frozen=True)
class User:
    """An account. One that does not exist has `id` 0; `registered` is None for it and for very old accounts."""

    id: int
    name: str
    registered: datetime | None
    is_missing: bool
    is_blocked: bool
    edits: int


async def find(w: Wiki, names: Iterable[str]) -> dict[str, User]:
    """Each name as it was asked, and its account.

    The first letter, underscores and the prefix `User:` (in English or the wiki's language) are as MediaWiki reads
    them. What can be no account's name (an address, a `#`) is missing. An account that was renamed is missing under
    its old name: keep numbers, not names. MediaWiki answers invalid names first, so rows are matched by name.
    """
    about = await w.about()
    prefixes = {"user", about.namespaces.get(2, "user").lower()}
    asked = {name: _canonical(name, prefixes) for name in names}
    askable = [name for name in asked.values() if name]
    found: dict[str, User] = {}
    streams = [_rows(w, ususers=batch) for batch in batches(askable, w.most)]
    async for rows in side_by_side(streams, w.connections):
        found |= {row["name"]: _user(row) for row in rows}
    return {name: found.get(plain) or _nobody(plain or name.strip()) for name, plain in asked.items()}


async def by_id(w: Wiki, ids: Iterable[int]) -> dict[int, User]:
    """Each number and its account, under the name that it has now."""
    asked = list(ids)
    found: dict[int, User] = {}
    async for rows in side_by_side([_rows(w, ususerids=batch) for batch in batches(asked, w.most)], w.connections):
        found |= {int(row["userid"]): _user(row) for row in rows}
    return {number: found.get(number) or _nobody("") for number in asked}


async def _rows(w: Wiki, **whom: list[str] | list[int]) -> AsyncIterator[list[dict[str, Any]]]:
    async for part in w.query(list="users", usprop=_PROPS, **whom):
        yield part.get("users", [])


def _user(row: dict[str, Any]) -> User:
    if row.get("missing") or row.get("invalid"):
        return _nobody(row.get("name", ""))
    registered = row.get("registration")
    return User(
        id=int(row["userid"]),
        name=row["name"],
        registered=moment(registered) if registered else None,
        is_missing=False,
        is_blocked="blockid" in row and not row.get("blockpartial", False),
        edits=int(row.get("editcount") or 0),
    )


def _nobody(name: str) -> User:
    return User(0, name, None, is_missing=True, is_blocked=False, edits=0)


def _canonical(name: str, prefixes: set[str]) -> str:
    """The name as MediaWiki writes it; empty where there is nothing to ask for."""
    plain = " ".join(name.replace("_", " ").split())
    prefix, colon, rest = plain.partition(":")
    if colon and prefix.strip().lower() in prefixes:
        plain = rest.strip()
    return plain[:1].upper() + plain[1:]
