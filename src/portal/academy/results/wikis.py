"""A wiki's row in; the wiki, open and asked step by step from ordinary code, and what a form asks of it, out."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from collections.abc import AsyncIterator, Coroutine, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from types import TracebackType
from typing import Any, TypeVar

from django.conf import settings

from portal.academy.results.models import Site
from portal.audit.guard import addresses
from wiki.client import About, BotPassword, Login, OAuth2, Pace, Wiki
from wiki.reads import users

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """What a wiki says of a name: whether there is such an account, how it is written, when it registered."""

    exists: bool
    name: str
    registered: dt.datetime | None


def login_of(slug: str) -> Login | None:
    """Who we are on a wiki, from the settings; None: nobody in particular."""
    logins: Any = settings.WIKI_LOGINS
    given = logins.get(slug)
    if not given:
        return None
    return OAuth2(**given) if "token" in given else BotPassword(**given)


def opened(site: Site, login: Login | None = None) -> Wiki:
    """The wiki of a row, to be entered with `async with`, behind the address guard.

    Signed in by `login`, or else as the settings say.
    """
    return _at(site.api, login or login_of(site.slug))


def _at(api: str, login: Login | None) -> Wiki:
    pace: dict[str, Any] = dict(settings.WIKI_PACE)
    return Wiki(
        api,
        user_agent=f"DigitalKosovo/{version('listed')} ({settings.SITE_ADDRESS}; {settings.WIKI_CONTACT})",
        login=login,
        pace=Pace(**pace),
        address_guard=lambda host, port: addresses(host, port, allow_private=settings.WIKI_MAY_BE_PRIVATE),
    )


class Wire:
    """An open wiki for code that also asks the database: its calls run in a thread of their own, one step at a time."""

    def __init__(self, wiki: Wiki) -> None:
        self.wiki = wiki
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=f"wiki {wiki.host}", daemon=True)

    def __enter__(self) -> Wire:
        self._thread.start()
        try:
            self.ask(self.wiki.__aenter__())
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.ask(self.wiki.__aexit__(kind, error, trace))
        finally:
            self._end()

    def ask(self, question: Coroutine[Any, Any, T]) -> T:
        """One answer. Raises WikiError."""
        return asyncio.run_coroutine_threadsafe(question, self._loop).result()

    def each(self, stream: AsyncIterator[T]) -> Iterator[T]:
        """What a stream gives, one after the other. Raises WikiError."""

        async def following() -> T | None:
            return await anext(stream, None)

        async def close() -> None:
            await getattr(stream, "aclose", _nothing)()

        try:
            while (one := self.ask(following())) is not None:
                yield one
        finally:
            self.ask(close())

    def _end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _nothing() -> None:
    return None


def check(api: str) -> About:
    """What the wiki at an address says of itself. Raises WikiError, whose message is for the field."""
    with Wire(_at(api, None)) as wire:
        return wire.ask(wire.wiki.about())


def look_up(site: Site, names: Iterable[str]) -> dict[str, Known]:
    """Each name as it was asked, and what the wiki says of it. Raises WikiError, whose message is for people."""
    with Wire(opened(site)) as wire:
        found = wire.ask(users.find(wire.wiki, names))
    return {name: Known(not user.is_missing, user.name, user.registered) for name, user in found.items()}
