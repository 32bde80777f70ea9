"""One request and its answer: bounded, inside one house, and only where the guard allows."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.servers.faulty import Faulty, Request, answered, give, running
from wiki.client.answers import Answer, Trouble
from wiki.client.pace import Pace
from wiki.client.transport import Transport

Say = Callable[[Request], bytes]


class Saying(Faulty):
    """A server that says what a function tells it to."""

    def __init__(self, say: Say) -> None:
        super().__init__("http://127.0.0.1:1/w/api.php", None)
        self.say, self.heard = say, list[Request]()

    async def respond(self, request: Request, writer: asyncio.StreamWriter) -> None:
        self.heard.append(request)
        await give(writer, self.say(request))


@contextmanager
def saying(say: Say) -> Iterator[Saying]:
    server = Saying(say)
    with running(server):
        yield server


def ask(api: str, *, pace: Pace | None = None, form: bool = False, guard: object = None) -> Answer | Trouble:
    async def work() -> Answer | Trouble:
        async with Transport("tests", pace or Pace(timeout=10), guard) as transport:  # type: ignore[arg-type]
            return await transport.send(api, **({"form": {"a": "b"}} if form else {"query": {"a": "b"}}))

    return asyncio.run(work())


def test_who_we_are_is_said_and_packed_answers_are_unpacked() -> None:
    with saying(lambda _: answered(200, gzip.compress(b'{"a": 1}'), "content-encoding: gzip")) as server:
        answer = ask(server.api)
    assert isinstance(answer, Answer)
    assert answer.body == b'{"a": 1}'
    headers = dict(server.heard[0].headers)
    assert (headers[b"user-agent"], headers[b"accept-encoding"]) == (b"tests", b"gzip")
    assert server.heard[0].line == b"GET /w/api.php?a=b HTTP/1.1"


def test_an_answer_larger_than_allowed_is_broken_off_also_when_it_is_packed() -> None:
    small = Pace(largest=2 << 20)
    for body, header in ((b"x" * (3 << 20), "x: y"), (gzip.compress(b"x" * (40 << 20)), "content-encoding: gzip")):
        with saying(lambda _, body=body, header=header: answered(200, body, header)) as server:  # type: ignore[misc]
            assert ask(server.api, pace=small) == Trouble("alien", "its answer is larger than 2 MiB")


def test_an_address_that_moved_inside_its_host_is_followed() -> None:
    def say(request: Request) -> bytes:
        if b" /w/api.php" in request.line:
            return answered(301, b"", "location: /wiki/api.php?a=b")
        return answered(200, b'{"there": 1}')

    with saying(say) as server:
        answer = ask(server.api)
        assert isinstance(answer, Answer)
        assert answer.body == b'{"there": 1}'
        assert ask(server.api, form=True) == Trouble(
            "alien", "it leads on to another address; type that one", undone=True
        )


@pytest.mark.parametrize("place", ["http://192.0.2.7/w/api.php", "//[::1]:1/w", "file:///etc/passwd"])
def test_an_address_that_leads_to_another_host_is_not_followed(place: str) -> None:
    with saying(lambda _: answered(302, b"", f"location: {place}")) as server:
        trouble = ask(server.api)
        assert isinstance(trouble, Trouble)
        assert trouble.kind == "alien"
        assert server.requests == 1


def test_an_address_that_leads_round_in_circles_is_left() -> None:
    with saying(lambda _: answered(302, b"", "location: /w/api.php")) as server:
        assert ask(server.api) == Trouble("alien", "it leads on to another address; type that one", undone=True)
        assert server.requests == 4


def test_only_addresses_that_the_guard_gives_are_connected_to() -> None:
    asked = []

    def guard(host: str, port: int) -> list[str]:
        asked.append((host, port))
        if host == "inside.invalid":
            raise OSError("'inside.invalid' is a private address (10.0.0.1)")
        return ["127.0.0.1"]

    with saying(lambda _: answered(200, b"{}")) as server:
        port = int(server.api.rpartition(":")[2].partition("/")[0])
        assert isinstance(ask(f"http://wiki.invalid:{port}/w/api.php", guard=guard), Answer)
        trouble = ask(f"http://inside.invalid:{port}/w/api.php", guard=guard)
    assert asked == [("wiki.invalid", port), ("inside.invalid", port)]
    assert trouble == Trouble(
        "alien", "'inside.invalid' is a private address (10.0.0.1)", undone=True, code="forbidden-host"
    )


@pytest.mark.parametrize("address", ["", "foo", "ftp://wiki.invalid/", "http://[::1", "javascript:1"])
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    trouble = ask(address)
    assert isinstance(trouble, Trouble)
    assert (trouble.kind, trouble.undone) == ("alien", True)


def test_nobody_at_the_address_means_that_nothing_was_sent() -> None:
    assert ask("http://127.0.0.1:9/w/api.php") == Trouble("broken", "the connection failed", undone=True)


def test_an_answer_that_does_not_come_in_time_leaves_it_open_what_was_done() -> None:
    class Silent(Saying):
        async def respond(self, request: Request, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(30)

    server = Silent(lambda _: b"")
    with running(server):
        assert ask(server.api, pace=Pace(timeout=0.1)) == Trouble("broken", "it did not answer within 0.1 seconds")
