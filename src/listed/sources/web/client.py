"""One address flows in, and what its server answered flows out, after redirects, each hop guarded and bounded."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from urllib.parse import urljoin

import httpx2

from listed.sources.archive.inflate import Inflate
from listed.sources.budget import Budget, in_mib
from listed.sources.errors import MemberError, SourceError, SpentError
from listed.sources.options import Options
from listed.sources.web.guard import ForbiddenError, GuardedTransport, NoSuchHostError, addresses

_REDIRECTS = 5
_ACCEPT = "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"
_PACKINGS = {"gzip": "gz", "x-gzip": "gz", "zstd": "zst"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the address in the end, its status, headers, and decoded bytes."""

    address: str
    status: int
    headers: httpx2.Headers
    data: bytes


def user_agent(options: Options) -> str:
    """Who we say we are: the tool, its version, and whom to write to when the caller gave that."""
    try:
        number = version("listed")
    except PackageNotFoundError:
        number = "0"
    contact = f"; +{options.contact}" if options.contact else ""
    return f"listed/{number} (looks for country lists{contact})"


class Web:
    """Reads addresses for one target. Use it as a context manager."""

    def __init__(self, target: str, options: Options) -> None:
        self.target = target
        self._options = options
        self._deadline = time.monotonic() + options.timeout
        self._clients: dict[str | None, httpx2.Client] = {}

    def __enter__(self) -> Web:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for client in self._clients.values():
            client.close()

    def get(self, address: str, *, limit: int, allowed: Callable[[str], None] | None = None) -> Answer:
        """Read `address`, following redirects; `allowed` may refuse each hop. Raises `SourceError`."""
        for _ in range(_REDIRECTS + 1):
            if allowed:
                allowed(address)
            answer = self._get_one(address, limit)
            place = answer.headers.get("location")
            if answer.status not in (301, 302, 303, 307, 308) or not place:
                return answer
            address = urljoin(address, place)
        raise self.error(f"it redirects more than {_REDIRECTS} times; open it in a browser and copy the last address.")

    def error(self, why: str) -> SourceError:
        """An error that names the target."""
        return SourceError(f"{self.target}: {why}")

    def _get_one(self, address: str, limit: int) -> Answer:
        try:
            url = httpx2.URL(address)
        except (httpx2.InvalidURL, ValueError, UnicodeError):
            raise self.error("not a web address; check how it is written.") from None
        if url.scheme not in ("http", "https") or not url.host:
            raise self.error("it leads to something that is no web page; only http and https are read.")
        try:
            return self._read(url, limit)
        except (httpx2.HTTPError, httpx2.StreamError) as error:
            raise self.error(self._why_not(error, url)) from None

    def _read(self, url: httpx2.URL, limit: int) -> Answer:
        with self._client(url).stream("GET", url, timeout=self._left()) as response:
            if response.is_redirect:
                return Answer(str(url), response.status_code, response.headers, b"")
            data = self._decoded(response, limit)
            return Answer(str(url), response.status_code, response.headers, data)

    def _client(self, url: httpx2.URL) -> httpx2.Client:
        proxy = self._proxy(url)
        if proxy not in self._clients:
            private = self._options.allow_private
            self._clients[proxy] = httpx2.Client(
                transport=httpx2.HTTPTransport(proxy=proxy) if proxy else GuardedTransport(allow_private=private),
                trust_env=False,
                follow_redirects=False,
                headers={"user-agent": user_agent(self._options), "accept": _ACCEPT, "accept-encoding": "gzip, zstd"},
            )
        return self._clients[proxy]

    def _proxy(self, url: httpx2.URL) -> str | None:
        """The proxy that this machine's settings name; it connects for us, so the name is checked here."""
        proxy = urllib.request.getproxies().get(url.scheme)
        if not proxy or urllib.request.proxy_bypass(url.host):
            return None
        try:
            addresses(url.host, url.port or 443, allow_private=self._options.allow_private)
        except NoSuchHostError:
            pass  # Behind such a proxy, names of the outside often cannot be looked up at all.
        except ForbiddenError as error:
            raise self.error(_forbidden(error)) from None
        return proxy

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise self._too_slow()
        return left

    def _decoded(self, response: httpx2.Response, limit: int) -> bytes:
        """The body, unpacked in bounded steps."""
        coding = response.headers.get("content-encoding", "").strip().lower()
        stream = _Body(self._chunks(response))
        if coding in ("", "identity"):
            return self._bounded(stream, limit)
        if coding not in _PACKINGS:
            raise self.error(f"it is packed as '{coding[:40]}', which was not asked for; save the page as a file.")
        budget = Budget(self._options.limits)
        try:
            return self._bounded(Inflate(stream, _PACKINGS[coding], budget), limit)
        except (MemberError, SpentError) as error:
            raise self.error(f"it arrived {error}; try again later.") from None

    def _bounded(self, stream: _Body | Inflate, limit: int) -> bytes:
        parts, size = [], 0
        while chunk := stream.read(1 << 18):
            size += len(chunk)
            if size > limit:
                raise self.error(f"larger than {in_mib(limit)}; save it as a file and audit that.")
            parts.append(chunk)
        return b"".join(parts)

    def _chunks(self, response: httpx2.Response) -> Iterator[bytes]:
        for chunk in response.iter_raw():
            self._left()
            yield chunk

    def _why_not(self, error: Exception, url: httpx2.URL) -> str:
        cause: BaseException | None = error
        while cause:
            if isinstance(cause, ForbiddenError):
                return _forbidden(cause)
            if isinstance(cause, NoSuchHostError):
                return f"{cause}; check the spelling and the network."
            cause = cause.__cause__ or cause.__context__
        if isinstance(error, httpx2.TimeoutException):
            return str(self._too_slow()).partition(": ")[2]
        if "certificate" in str(error).lower():
            return f"the certificate of '{url.host}' is not valid; open the page in a browser to see why."
        return f"'{url.host}' cannot be reached ({str(error)[:120] or type(error).__name__}); check the network."

    def _too_slow(self) -> SourceError:
        return self.error(
            f"no answer within {self._options.timeout:g} seconds; try again later or with a longer --timeout.",
        )


class _Body:
    """A body's chunks as a stream to read from."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def read(self, size: int) -> bytes:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._rest = chunk
        data, self._rest = self._rest[:size], self._rest[size:]
        return data


def _forbidden(error: Exception) -> str:
    return f"{error}; only public pages are read, unless you add --allow-private for a site of your own."
