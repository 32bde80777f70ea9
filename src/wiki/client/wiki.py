"""Questions to one wiki flow in, and its answers flow out: politely, in batches, with patience for passing faults."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from wiki.client import about as abouts
from wiki.client.about import About, Myself
from wiki.client.answers import Trouble, judge
from wiki.client.errors import (
    LoginError,
    NoWikiError,
    RefusedError,
    ThrottledError,
    UncertainError,
    UnreachableError,
    WikiError,
)
from wiki.client.gate import gate_of
from wiki.client.login import Login
from wiki.client.pace import Pace
from wiki.client.params import Value, flat, is_long
from wiki.client.session import OnRefresh, Session
from wiki.client.transport import Files, Guard, Transport

# How often one call may lose its session or its token, and how often a page that is no data is looked at again.
_AGAIN = 3
_STRANGE = 2


class Wiki:
    """One open wiki. `calls` counts the requests made, retries included; `retries` those that were not the first.

    `api` is the address of its api.php. `user_agent` says who we are and whom to write to. `address_guard` gets a host
    and a port before each connection and gives the addresses that may be used, or raises OSError with a phrase for
    people. `on_refresh` is given a renewed OAuth 2 login to keep, before it is used.
    Every call raises one of the errors of `wiki.client.errors` where it cannot be answered.
    """

    def __init__(
        self,
        api: str,
        *,
        user_agent: str,
        login: Login | None = None,
        pace: Pace | None = None,
        address_guard: Guard | None = None,
        on_refresh: OnRefresh | None = None,
    ) -> None:
        self.api, self.calls, self.retries = api, 0, 0
        self.host = _host(api)
        self._pace = pace or Pace()
        self._gate = gate_of(self.host)
        self._transport = Transport(user_agent, self._pace, address_guard)
        self._session = Session(self.host, login, self._transport, self._pace)
        self._login, self._on_refresh = login, on_refresh
        self._tokens: dict[str, str] = {}
        self._known: tuple[About, Myself] | None = None

    async def __aenter__(self) -> Wiki:
        """Sign in and read what the wiki is: one call, and two more for a bot password."""
        try:
            await self._session.open(self._bare)
            await self._look_around()
        except BaseException:
            await self._transport.__aexit__(None, None, None)
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._transport.__aexit__(kind, error, trace)

    @property
    def most(self) -> int:
        """How many values (users, revisions, titles) one call may name: 50, or 500 with the right `apihighlimits`."""
        return self.myself.most

    @property
    def rows(self) -> int:
        """How many rows one answer may hold: 500, or 5000 with the right `apihighlimits`."""
        return self.myself.rows

    @property
    def connections(self) -> int:
        """How many calls may be in flight at once."""
        return self._pace.connections

    @property
    def myself(self) -> Myself:
        """Who we are on this wiki."""
        return self._seen()[1]

    async def about(self) -> About:
        """What the wiki says of itself; read once, when it was opened."""
        return self._seen()[0]

    async def get(self, **params: Value) -> dict[str, Any]:
        """One call that changes nothing. Long ones travel as a form, which is the same to MediaWiki."""
        return await self._read(flat(params))

    async def post(self, **params: Value) -> dict[str, Any]:
        """One call that changes something, with the token it needs.

        Sent again only where it is certain that nothing was done; else raises `UncertainError`, and the caller looks.
        """
        return await self._call(flat(params), read=False, token_kind="csrf")

    async def post_file(self, files: Files, repeatable: bool, /, **params: Value) -> dict[str, Any]:
        """As `post`, with files: field to (name, bytes). `repeatable`: sending it twice does no harm."""
        return await self._call(flat(params), read=repeatable, token_kind="csrf", files=files)

    async def query(self, **params: Value) -> AsyncIterator[dict[str, Any]]:
        """The `query` part of each answer, until the wiki has no more."""
        asked = {"action": "query", **flat(params)}
        onward: dict[str, str] = {}
        while True:
            said = await self._read({**asked, **onward})
            yield said.get("query") or {}
            following = {name: str(value) for name, value in (said.get("continue") or {}).items()}
            if not following:
                return
            if following == onward:
                raise WikiError(f"{self.host} repeats itself without end; tell those who run it.")
            onward = following

    def _seen(self) -> tuple[About, Myself]:
        if self._known is None:
            raise RuntimeError("a wiki is opened with `async with` before it is asked")
        return self._known

    async def _look_around(self) -> None:
        said = await self._read(flat(abouts.ASKED))
        try:
            self._known = abouts.read(said["query"])
        except (KeyError, TypeError, ValueError, AttributeError):
            raise self._no_wiki("it answers, but not as MediaWiki does") from None

    async def _bare(self, params: dict[str, str], *, read: bool) -> dict[str, Any]:
        return await self._call(params, read=read, bare=True)

    async def _read(self, params: dict[str, str]) -> dict[str, Any]:
        return await self._call(params, read=True)

    async def _call(
        self,
        params: dict[str, str],
        *,
        read: bool,
        bare: bool = False,
        token_kind: str | None = None,
        files: Files | None = None,
    ) -> dict[str, Any]:
        """Send until there is an answer. `read`: may be sent twice. `bare`: outside of the session."""
        began, tried, strange, losses = time.monotonic(), 0, 0, 0
        while True:
            token = await self._token(token_kind) if token_kind else ""
            said, generation = await self._once(params, read=read, bare=bare, token=token, files=files)
            if isinstance(said, dict):
                return said
            if said.kind in ("session", "token"):
                losses += 1
                await self._recover(said, generation, token_kind, bare=bare, losses=losses)
                self.retries += 1
                continue
            tried += 1
            strange += said.kind == "alien"
            self._give_up_on(said, read=read, strange=strange)
            wait = self._pace.wait(tried, said.wait)
            if tried >= self._pace.tries or time.monotonic() - began + max(wait, said.wait or 0) > self._pace.patience:
                raise self._tired(said, tried, wait)
            if said.kind == "busy":
                self._gate.rest(wait)
            await asyncio.sleep(wait)
            self.retries += 1

    async def _once(
        self, params: dict[str, str], *, read: bool, bare: bool, token: str, files: Files | None
    ) -> tuple[dict[str, Any] | Trouble, int]:
        """One sending, and the generation of the session it was made in."""
        whole = {"format": "json", "formatversion": "2", "errorformat": "plaintext", **params}
        whole["maxlag"] = str(self._pace.maxlag)
        if self._session.is_signed_in and not bare:
            whole["assert"] = "user"
        if token:
            whole["token"] = token
        async with self._place(bare):
            self.calls += 1
            generation, headers = self._session.generation, self._session.headers()
            if read and files is None and not is_long(whole):
                answer = await self._transport.send(self.api, query=whole, headers=headers)
            else:
                # MediaWiki's own word for "this form only reads", so that it may be answered by a copy.
                said = {**headers, "promise-non-write-api-action": "true"} if read and not token else headers
                answer = await self._transport.send(self.api, form=whole, files=files, headers=said)
        return answer if isinstance(answer, Trouble) else judge(answer), generation

    @asynccontextmanager
    async def _place(self, bare: bool) -> AsyncIterator[None]:
        """A place among those in flight, once nobody signs in: who does so needs a place too, so none is held then."""
        while True:
            if not bare:
                await self._session.settled()
            async with self._gate.pass_through(self._pace.connections):
                if bare or not self._session.is_opening:
                    yield
                    return

    async def _token(self, kind: str) -> str:
        if kind not in self._tokens:
            said = await self._read({"action": "query", "meta": "tokens", "type": kind})
            self._tokens[kind] = str(said["query"]["tokens"][f"{kind}token"])
        return self._tokens[kind]

    async def _recover(
        self, trouble: Trouble, generation: int, token_kind: str | None, *, bare: bool, losses: int
    ) -> None:
        """Get a new token or a new session; raises where that did not help before."""
        if trouble.kind == "session" and self._login is None:
            raise LoginError(f"{self.host} lets only people in who have signed in; enter a bot password.")
        if trouble.kind == "session" and (bare or losses > _AGAIN):
            raise LoginError(
                f"{self.host} does not keep us signed in ({self._session.clean(trouble.text)}); sign in again."
            )
        if losses > _AGAIN:
            raise self._refused(trouble)
        if trouble.kind == "session":
            await self._session.again(generation, self._bare, self._on_refresh)
            self._tokens.clear()
        elif token_kind:
            self._tokens.pop(token_kind, None)

    def _give_up_on(self, trouble: Trouble, *, read: bool, strange: int) -> None:
        """Raise where another try is of no use, or might do something twice."""
        if trouble.kind == "refused":
            raise self._refused(trouble)
        if trouble.code == "forbidden-host":
            raise NoWikiError(f"{self.host} cannot be asked: {trouble.text}.")
        if trouble.kind == "alien" and self._known is None and strange >= _STRANGE:
            raise self._no_wiki(trouble.text)
        if not read and not trouble.undone:
            raise UncertainError(f"{self.host} got our change, but {trouble.text}; look there whether it was made.")

    def _tired(self, trouble: Trouble, tried: int, wait: float) -> WikiError:
        if trouble.kind == "busy":
            seconds = max(wait, trouble.wait or 0)
            return ThrottledError(
                f"{self.host} asks us to come back later: {trouble.text}. Try again in {seconds:.0f} seconds.", seconds
            )
        times = "once" if tried == 1 else f"{tried} times"
        return UnreachableError(f"{self.host} was asked {times}, but {trouble.text}. Try again later.")

    def _refused(self, trouble: Trouble) -> RefusedError:
        info = self._session.clean(trouble.text)
        return RefusedError(f"{self.host} said no: {info or trouble.code}", trouble.code, info, trouble.data)

    def _no_wiki(self, why: str) -> NoWikiError:
        return NoWikiError(
            f"There is no wiki's api.php at {self.host}: {why}. "
            "Type its whole address, such as https://sq.wikipedia.org/w/api.php; Special:Version of the wiki shows it."
        )


def _host(api: str) -> str:
    """The host and port of an address, for messages and for the gate; a name or password in it is left out."""
    try:
        parts = urlsplit(api)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "this address"
    return f"{parts.hostname}{port}" if parts.hostname else "this address"
