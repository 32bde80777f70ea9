"""Any bytes under any name flow in, and an answer flows out: a fuzz target.

Run it by hand from the folder of the repository; it ends at the first error, which names the seed that brings it back:

    PYTHONPATH=src:. .venv/bin/python -m tests.fuzz.fuzz_audit --seconds 600
    PYTHONPATH=src:. .venv/bin/python -m tests.fuzz.fuzz_audit --seed 1234

Where atheris is installed (`pip install atheris`), it leads the way through the code by what was covered:

    PYTHONPATH=src:. .venv/bin/python -m tests.fuzz.fuzz_audit --atheris -max_len=20000
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from listed.lists import Document
from listed.names import load
from listed.scan.audit import lists_of
from tests.fuzz import spoil

SLOW = 5.0


def look(data: bytes, path: str, media: str | None = None) -> int:
    """Audit one document; give how many lists it has. Raises nothing, or there is a defect."""
    lists = lists_of(load(), Document(path, data, media), explain=True)
    for one in lists:
        str(one).encode()
        assert 0 <= one.territories <= 400, one
        assert one.verdict in ("listed", "qualified", "under-serbia", "missing", "not-expected", "unclear"), one
    return len(lists)


def one(seed: int) -> int:
    """Audit the document of one seed."""
    chance = random.Random(seed)
    return look(spoil.document(chance), spoil.name(chance), chance.choice(spoil.MEDIA))


def run(first: int, seconds: float) -> int:
    """Audit one document after the other until the time is over; give how many there were."""
    end = time.monotonic() + seconds
    seed = first
    while time.monotonic() < end:
        began = time.monotonic()
        try:
            one(seed)
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
        if time.monotonic() - began > SLOW:
            sys.stderr.write(f"seed {seed} took {time.monotonic() - began:.1f} seconds\n")
        seed += 1
    return seed - first


def with_atheris(words: list[str]) -> None:
    """Let atheris choose the bytes: the first says which name they come under."""
    import atheris  # type: ignore[import-not-found,unused-ignore]

    names = sorted(spoil.name(random.Random(number)) for number in range(200))

    def test(data: bytes) -> None:
        look(data[1:], names[data[0] % len(names)] if data else "")

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *words], test)
    atheris.Fuzz()


def main() -> None:
    """Do what was typed."""
    parser = argparse.ArgumentParser(description="Audit harmed documents until one brings an error.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--first", type=int, default=0, help="the seed to begin with")
    parser.add_argument("--seed", type=int, help="this seed alone")
    parser.add_argument("--atheris", action="store_true", help="the words behind it go to atheris")
    asked, rest = parser.parse_known_args()
    if asked.atheris:
        with_atheris(rest)
    elif asked.seed is not None:
        sys.stdout.write(f"{one(asked.seed)} lists\n")
    else:
        sys.stdout.write(f"{run(asked.first, asked.seconds)} documents, no error\n")


if __name__ == "__main__":
    main()
