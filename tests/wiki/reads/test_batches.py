"""Many values in few calls, several at once: all arrive, and the first error ends the rest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from wiki.reads.batches import batches, side_by_side


class Desk:
    """Streams of numbers that count how many of them run at once."""

    def __init__(self) -> None:
        self.running = self.most = self.given = 0

    async def stream(self, numbers: list[int]) -> AsyncIterator[int]:
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            for number in numbers:
                await asyncio.sleep(0)
                if number < 0:
                    raise ValueError("broken")
                self.given += 1
                yield number
        finally:
            self.running -= 1


def test_values_are_asked_for_once_and_in_full_batches() -> None:
    assert batches([3, 1, 3, 2, 1, 5, 4], 2) == [[3, 1], [2, 5], [4]]
    assert batches([], 50) == []


def test_all_that_streams_give_arrives_and_each_keeps_its_order() -> None:
    desk = Desk()

    async def work() -> list[int]:
        streams = [desk.stream(list(range(start, start + 20))) for start in range(0, 200, 20)]
        return [number async for number in side_by_side(streams, 3)]

    found = asyncio.run(work())
    assert sorted(found) == list(range(200))
    assert all([n for n in found if n // 20 == part] == list(range(part * 20, part * 20 + 20)) for part in range(10))
    assert (desk.most, desk.running) == (3, 0)


def test_streams_wait_for_the_reader() -> None:
    desk = Desk()

    async def work() -> int:
        async for _ in side_by_side([desk.stream(list(range(1000))) for _ in range(3)], 3):
            await asyncio.sleep(0.01)
            return desk.given
        return 0

    assert asyncio.run(work()) <= 8


@pytest.mark.parametrize("streams", [[[1, -1]], [[1, 2, 3], [-1], [4] * 99]])
def test_an_error_of_one_reaches_the_reader_and_ends_all(streams: list[list[int]]) -> None:
    desk = Desk()

    async def work() -> None:
        async for _ in side_by_side([desk.stream(numbers) for numbers in streams], 2):
            pass

    with pytest.raises(ValueError, match="broken"):
        asyncio.run(work())
    assert desk.running == 0


def test_nothing_asked_is_nothing_given() -> None:
    async def work() -> list[int]:
        return [number async for number in side_by_side(list[AsyncIterator[int]](), 3)]

    assert asyncio.run(work()) == []
