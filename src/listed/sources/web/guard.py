"""A host's name flows in, and the public addresses it may be reached at flow out: the one guard of every address."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore2
import httpx2

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# The block in which networks without IPv4 write IPv4 addresses, and the two others that hide one in their last bits.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_HIDING = (ipaddress.ip_network("64:ff9b:1::/48"), ipaddress.ip_network("::/96"))


class ForbiddenError(OSError):
    """A host leads to a private address; the message is a phrase for people that names both."""


class NoSuchHostError(OSError):
    """A host's name leads nowhere."""


def addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of `host`, looked up and checked; raises `ForbiddenError` when any of them is private.

    One private address among public ones is enough to refuse: whoever mixes them wants the guard to guess wrong.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NoSuchHostError(f"there is no host '{host}'") from None
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private:
        for number in numbers:
            if not is_public(number):
                raise ForbiddenError(f"'{host}' is a private address ({number})")
    return numbers


def is_public(number: str) -> bool:
    """True when an address is one of the public internet, also where it only wraps another one."""
    try:
        address: Address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if address in _TRANSLATED:
        return _is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return all(_is_public(one) for one in (address, *_wrapped(address)))


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and address.is_site_local:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _wrapped(address: Address) -> Iterable[Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[Address | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in block for block in _HIDING):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in found if one is not None]


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects only to addresses it has just checked, so that a name cannot change its mind in between."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of `host` that answers."""
        try:
            numbers = addresses(host, port, allow_private=self._allow_private)
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        failure: Exception | None = None
        for number in numbers:
            try:
                return self._inner.connect_tcp(number, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore2.ConnectError(f"there is no host '{host}'")


class GuardedTransport(httpx2.HTTPTransport):
    """httpx's transport with the guard underneath."""

    def __init__(self, *, allow_private: bool) -> None:
        super().__init__(trust_env=True)
        self._pool.close()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            network_backend=GuardedBackend(allow_private=allow_private),
            retries=0,
        )
