"""The gate of a host: so many at once over all threads, and everybody gets a turn."""

from __future__ import annotations

import asyncio
import threading
import time

from wiki.client.gate import Gate, gate_of


class Watch:
    """Counts who is inside, and the most that ever were."""

    def __init__(self) -> None:
        self.inside = self.most = self.passed = 0
        self._lock = threading.Lock()

    async def go(self, gate: Gate, at_once: int) -> None:
        async with gate.pass_through(at_once):
            with self._lock:
                self.inside += 1
                self.most = max(self.most, self.inside)
            await asyncio.sleep(0.002)
            with self._lock:
                self.inside -= 1
                self.passed += 1


def test_no_more_than_allowed_are_inside_over_all_threads_and_all_get_through() -> None:
    gate, watch = Gate(), Watch()

    async def many() -> None:
        await asyncio.gather(*(watch.go(gate, 3) for _ in range(40)))

    threads = [threading.Thread(target=asyncio.run, args=(many(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (watch.passed, watch.most, watch.inside) == (160, 3, 0)


def test_one_that_gives_up_waiting_takes_no_turn_from_the_others() -> None:
    gate, watch = Gate(), Watch()

    async def many() -> None:
        tasks = [asyncio.create_task(watch.go(gate, 2)) for _ in range(60)]
        await asyncio.sleep(0.003)
        for task in tasks[::3]:
            task.cancel()
            await asyncio.sleep(0)
        done = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 30)
        assert sum(isinstance(one, asyncio.CancelledError) for one in done) + watch.passed == 60
        await asyncio.wait_for(watch.go(gate, 1), 30)

    asyncio.run(many())


def test_a_waiting_thread_that_was_ended_is_passed_over() -> None:
    gate, watch = Gate(), Watch()
    dead = asyncio.new_event_loop()

    async def work() -> None:
        async with gate.pass_through(1):
            waiting = dead.create_task(watch.go(gate, 1))
            await asyncio.to_thread(dead.run_until_complete, asyncio.sleep(0.01))
            dead.close()  # without a farewell, as a killed worker ends
            assert not waiting.done()
            other = asyncio.create_task(watch.go(gate, 1))
            await asyncio.sleep(0.01)
        await asyncio.wait_for(other, 30)

    asyncio.run(work())
    assert watch.passed == 1


def test_a_rest_keeps_everybody_out_for_its_time() -> None:
    gate = Gate()

    async def work() -> float:
        gate.rest(0.1)
        gate.rest(0.01)  # a shorter one does not end the longer
        began = time.monotonic()
        async with gate.pass_through(3):
            return time.monotonic() - began

    assert asyncio.run(work()) >= 0.09


def test_a_host_has_one_gate_as_long_as_somebody_holds_it() -> None:
    held = gate_of("wiki.invalid")
    assert gate_of("wiki.invalid") is held
    assert gate_of("other.invalid") is not held
