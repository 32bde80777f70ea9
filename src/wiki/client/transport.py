"""One request flows in, and one answer, bounded in size and time, flows out; only the hosts that a guard allows."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any

import httpcore2
import httpx2

from wiki.client.answers import Answer, Trouble
from wiki.client.pace import Pace

# A host and a port flow in and the addresses that may be reached flow out; raises OSError with a phrase for people.
Guard = Callable[[str, int], list[str]]
Files = Mapping[str, tuple[str, bytes]]

_REDIRECTS = 3
_UNSENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
_COOKIE = re.compile(r"(?i)((?:set-)?cookie'?,\s*b?')[^']*")


class _HideCookies(logging.Filter):
    """The library's own debugging prints headers whole; a session's cookie is as good as a password."""

    def filter(self, record: logging.LogRecord) -> bool:
        if "ookie" in str(record.msg):
            record.msg = _COOKIE.sub(r"\1…", str(record.msg))
        return True


for _name in ("httpcore2.http11", "httpcore2.http2", "httpcore2.proxy"):
    logging.getLogger(_name).addFilter(_HideCookies())


class Transport:
    """An HTTP client with a bounded body, redirects inside one host, and a guard on every connection."""

    def __init__(self, user_agent: str, pace: Pace, guard: Guard | None) -> None:
        self._user_agent, self._pace, self._guard = user_agent, pace, guard
        self._client = self._made()
        self._old: list[httpx2.AsyncClient] = []

    async def __aenter__(self) -> Transport:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for client in (self._client, *self._old):
            await client.aclose()

    def forget(self) -> None:
        """Drop the cookies, and with them the session; what is still under way brings its cookies home to the old."""
        self._old.append(self._client)
        self._client = self._made()

    def _made(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(
            # With a guard every connection is ours to check, so no proxy of the environment may make it for us.
            transport=_GuardedTransport(self._guard) if self._guard else None,
            headers={"user-agent": self._user_agent, "accept": "application/json", "accept-encoding": "gzip"},
            timeout=self._pace.timeout,
            follow_redirects=False,
        )

    async def send(
        self,
        address: str,
        *,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        files: Files | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer | Trouble:
        """Send one request: a GET with `query`, or a POST with `form` and `files`."""
        method, client = "GET" if form is None else "POST", self._client
        try:
            async with asyncio.timeout(self._pace.timeout):
                request = client.build_request(method, address, params=query, data=form, files=files, headers=headers)
                return await self._follow(client, request)
        except TimeoutError:
            return Trouble("broken", f"it did not answer within {self._pace.timeout:g} seconds")
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol, UnicodeError):
            return Trouble("alien", "this is not an address of the web", undone=True)
        except (httpx2.HTTPError, httpx2.StreamError) as error:
            return _lost(error)

    async def _follow(self, client: httpx2.AsyncClient, request: httpx2.Request) -> Answer | Trouble:
        for _ in range(_REDIRECTS + 1):
            answer, following = await self._one(client, request)
            if following is None or isinstance(answer, Trouble):
                return answer
            if request.method != "GET" or not _same_house(request.url, following.url):
                break
            request = following
        return Trouble("alien", "it leads on to another address; type that one", undone=True)

    async def _one(
        self, client: httpx2.AsyncClient, request: httpx2.Request
    ) -> tuple[Answer | Trouble, httpx2.Request | None]:
        response = await client.send(request, stream=True)
        try:
            if response.is_redirect and response.next_request is not None:
                return Answer(response.status_code, {}, b""), response.next_request
            parts, size = [], 0
            async for chunk in response.aiter_bytes():
                size += len(chunk)
                if size > self._pace.largest:
                    return Trouble("alien", f"its answer is larger than {self._pace.largest >> 20} MiB"), None
                parts.append(chunk)
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, headers, b"".join(parts)), None
        finally:
            await response.aclose()


def _same_house(here: httpx2.URL, there: httpx2.URL) -> bool:
    """The same host, and never from the locked way to the open one."""
    return here.host == there.host and (there.scheme == "https" or here.scheme == "http")


def _lost(error: Exception) -> Trouble:
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, _ForbiddenHostError):
            return Trouble("alien", str(cause), undone=True, code="forbidden-host")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx2.TimeoutException):
        return Trouble("broken", "it did not answer in time", undone=isinstance(error, _UNSENT))
    if "certificate" in str(error).lower():
        return Trouble("alien", "its certificate is not valid", undone=True)
    return Trouble("broken", "the connection failed", undone=isinstance(error, _UNSENT))


class _ForbiddenHostError(httpcore2.ConnectError):
    """The guard said no; the message is the guard's."""


class _GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Connects only to addresses that the guard has just looked up, so that a name cannot change its mind between."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore2.AsyncNetworkStream:
        try:
            numbers = await asyncio.to_thread(self._guard, host, port)
        except OSError as error:
            raise _ForbiddenHostError(str(error)) from error
        failure: Exception | None = None
        for number in numbers:
            try:
                return await self._inner.connect_tcp(number, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore2.ConnectError(f"there is no host '{host}'")

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


class _GuardedTransport(httpx2.AsyncHTTPTransport):
    """The library's transport with the guard underneath."""

    def __init__(self, guard: Guard) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            network_backend=_GuardedBackend(guard),
            retries=0,
        )
