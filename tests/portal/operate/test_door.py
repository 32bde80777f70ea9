"""The port: the one asked for, or the next that is free, or a sentence that says why none."""

from __future__ import annotations

import socket
import threading

import pytest

from portal.operate.door import NoPortError, answers, open_door


def test_a_taken_port_gives_way_to_the_next_free_one() -> None:
    with open_door("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with open_door("127.0.0.1", port) as door:
            assert port < door.getsockname()[1] <= port + 50


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(NoPortError, match=r"192\.0\.2\.1 port 8000: "):
        open_door("192.0.2.1", 8000)


def test_an_answer_is_any_answer_in_http() -> None:
    with open_door("127.0.0.1", 0) as door:
        assert not answers(door, 0.2)
        thread = threading.Thread(target=_answer, args=(door, b"HTTP/1.0 404 Not Found\r\n\r\n"))
        thread.start()
        assert answers(door, 5.0)
        thread.join()
    assert not answers_closed()


def _answer(door: socket.socket, text: bytes) -> None:
    for _ in range(2):  # the caller above that gave up, and the one that waits
        caller, _address = door.accept()
        with caller:
            try:
                caller.recv(100)
                caller.sendall(text)
            except OSError:
                continue


def answers_closed() -> bool:
    """Whether a door that nobody listens at answers."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return answers(door, 0.2)
