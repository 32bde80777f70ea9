"""A running family and an account in; our client of one of its wikis, in a hurry, out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import Any, TypeVar

from wiki.client import BotPassword, Pace, Wiki
from wiki.local import Account, Family

T = TypeVar("T")

AGENT = "DigitalKosovo-tests/0 (tests@portal.invalid)"
# A wiki of one's own is asked again at once; how long a real one is left in peace is tested with the waits themselves.
HASTE = Pace(first_wait=0.01, longest_wait=0.05, timeout=20.0, tries=6)


def login_of(account: Account) -> BotPassword:
    return BotPassword(account.bot_name, account.bot_secret)


def opened(family: Family, account: Account | None = None, key: str = "en", **more: Any) -> Wiki:
    """Our client; `api`, `pace` and the rest may be told."""
    told = {"user_agent": AGENT, "login": login_of(account) if account else None, "pace": HASTE, **more}
    return Wiki(told.pop("api", family.api(key)), **told)


async def all_of(lists: AsyncIterator[list[T]]) -> list[T]:
    """Every row of every list."""
    return [row async for rows in lists for row in rows]


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)
