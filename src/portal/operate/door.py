"""A wished-for port in; a listening socket that nobody else can take any more, out."""

from __future__ import annotations

import errno
import socket

TRIES = 50


class NoPortError(Exception):
    """No port could be opened; the words say why."""


def open_door(host: str, port: int) -> socket.socket:
    """Listen on a port, or on the next one that is free. Port 0 lets the system choose.

    Raises NoPortError when the address is not of this machine or all of the next ports are taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last = min(port + TRIES, 65536) if port else 1
    for number in range(port, last):
        door = socket.socket(family, socket.SOCK_STREAM)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, number))
            door.listen(256)
        except PermissionError:
            door.close()
            raise NoPortError(f"port {number} is for root alone: choose one from 1024 on") from None
        except OSError as problem:
            door.close()
            if problem.errno != errno.EADDRINUSE:
                raise NoPortError(f"{host} port {number}: {problem.strerror}") from None
            continue
        door.set_inheritable(True)
        return door
    raise NoPortError(f"the ports {port} to {last - 1} are all taken")


def answers(door: socket.socket, seconds: float) -> bool:
    """Whether somebody answers HTTP at a door within so many seconds, whatever the answer is."""
    try:
        with socket.create_connection(door.getsockname()[:2], timeout=seconds) as caller:
            caller.settimeout(seconds)
            caller.sendall(b"GET /robots.txt HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            return caller.recv(5) == b"HTTP/"
    except OSError:
        return False
