"""No address of this machine or of its network is reached, however it is written or redirected to."""

from __future__ import annotations

import socket
from typing import Any

import httpcore2
import pytest

from listed.sources import Options, SourceError, open_target
from listed.sources.web.guard import ForbiddenError, GuardedBackend, addresses, is_public
from listed.sources.web.proxy import GuardProxy
from tests.listed.sources.conftest import Reply, Site

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:a00:1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "no address",
]


@pytest.mark.parametrize("number", PRIVATE)
def test_private(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "193.0.6.139", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0"],
)
def test_no_way_of_writing_it_gets_through(site: Site, options: Options, host: str) -> None:
    for target in (f"http://{host}:{site.port}/", f"http://user@{host}:{site.port}/", f"https://{host}:{site.port}/"):
        with pytest.raises(SourceError, match=r"private address|not a web address"):
            open_target(target, options)
    assert site.asked == []


def lookup(*answers: list[str]) -> Any:
    """A name server that changes its mind: each call gives the next answer."""
    left = list(answers)

    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[tuple[Any, ...]]:
        numbers = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    return getaddrinfo


def test_names_that_lead_home(monkeypatch: pytest.MonkeyPatch, options: Options) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lookup(["8.8.8.8", "127.0.0.1"]))
    with pytest.raises(ForbiddenError):
        addresses("mixed.example", 80, allow_private=False)
    with pytest.raises(SourceError, match=r"'mixed\.example' is a private address"):
        open_target("http://mixed.example/", options)


def test_what_was_checked_is_what_is_dialled(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    dialled = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        dialled.append(address)
        raise OSError("stop here")

    monkeypatch.setattr(socket, "getaddrinfo", lookup(["8.8.8.8"], ["127.0.0.1"]))
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(httpcore2.ConnectError):
        GuardedBackend(allow_private=False).connect_tcp("rebinding.example", site.port, 1.0)
    assert dialled == [("8.8.8.8", site.port)]


def test_a_redirect_to_a_private_address(site: Site, own: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    public = {"public.example"}

    def getaddrinfo(host: str, *rest: Any, **named: Any) -> Any:
        return real("127.0.0.1" if host in public else host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr("listed.sources.web.guard.is_public", lambda number: not number.startswith("127.0.0.2"))
    site.pages["/form"] = Reply(status=302, headers={"Location": f"http://127.0.0.2:{site.port}/secret"})
    with pytest.raises(SourceError, match=r"127\.0\.0\.2"):
        open_target(f"http://public.example:{site.port}/form", Options(timeout=5))
    assert "/secret" not in site.paths()


def test_the_browsers_proxy(site: Site) -> None:
    site.pages["/form"] = Reply(b"page")
    for private, expected in ((False, b"403"), (True, b"page")):
        with GuardProxy(allow_private=private) as proxy:
            port = int(proxy.address.rpartition(":")[2])
            for start in (f"GET {site.url}/form HTTP/1.1", f"CONNECT 127.0.0.1:{site.port} HTTP/1.1"):
                with socket.create_connection(("127.0.0.1", port), 5) as client:
                    client.sendall(f"{start}\r\nHost: x\r\n\r\n".encode())
                    if private and start.startswith("CONNECT"):
                        assert b"200" in client.recv(100)
                        client.sendall(b"GET /form HTTP/1.0\r\n\r\n")
                    got = b""
                    while chunk := client.recv(4096):
                        got += chunk
                    assert expected in got
            assert bool(proxy.refused) is not private
    assert len(site.asked) == 2


def test_the_proxy_survives_nonsense() -> None:
    with GuardProxy(allow_private=False) as proxy:
        port = int(proxy.address.rpartition(":")[2])
        for words in (b"", b"GET", b"CONNECT x:y:z HTTP/1.1", b"GET ftp://x/ HTTP/1.1", b"\0" * 9):
            with socket.create_connection(("127.0.0.1", port), 5) as client:
                client.sendall(words + b"\r\n\r\n")
                client.shutdown(socket.SHUT_WR)
                client.recv(4096)
