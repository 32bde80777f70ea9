"""A real wiki with an edition on it in; calls and seconds of reading it, against one call for each thing, out."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.wiki_seed import START, sow
from tests.portal.academy.results import oracle
from wiki.client import Wiki
from wiki.local import Account, Deed, Family
from wiki.measures.apart import measure as measure_text
from wiki.reads import contributions, texts

ROOT = Path(__file__).resolve().parents[1]
FULL, QUICK = (500, 20_000), (60, 1_500)
SAMPLE = 400  # calls of each kind that the plain way is timed with
AGENT = "DigitalKosovo-bench/0 (bench@portal.invalid)"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: seconds, calls by stage, and the fewest calls that its lists and texts can take."""

    name: str
    seconds: float
    stages: dict[str, int]
    least: dict[str, int]

    @property
    def calls(self) -> int:
        """All calls."""
        return sum(self.stages.values())


@dataclass(frozen=True, slots=True)
class Figures:
    """All readings; calls and seconds of the plain way, one after the other and three at once; how figures add up."""

    participants: int
    revisions: int
    readings: list[Reading]
    plain_calls: int
    plain_seconds: dict[str, float]
    adding: float


def measure(quick: bool) -> Figures:
    """Sow a wiki once, read it into fresh databases, and check every total against the wiki's own database."""
    participants, revisions = QUICK if quick else FULL
    home = ROOT / "var" / "bench" / f"wiki-{participants}-{revisions}"
    family = Family(home / "family", [("en", "en")], cheap_passwords=True)
    family.up(tied=True)
    try:
        _sown(family, home, participants, revisions)
        return _measure(family, home, participants)
    finally:
        family.down()


def _sown(family: Family, home: Path, participants: int, revisions: int) -> None:
    """The wiki as it was sown, which is done once."""
    done = home / "sown"
    if not done.exists():
        sow(family, "en", users=participants, revisions=revisions)
        family.users([("Reader", "reads all day long", ("bot",))], ["en"])
        family.snapshot("sown")
        done.touch()
    family.restore("sown")


def _measure(family: Family, home: Path, participants: int) -> Figures:
    span = (START, dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=1))
    numbers = oracle.user_numbers(family.database("en"))
    pupils = {name: number for name, number in numbers.items() if name.startswith("Pupil ")}
    reader = Account("Reader", "reads all day long")
    bot = {"name": reader.bot_name, "secret": reader.bot_secret}
    told = {"api": family.api("en"), "names": sorted(pupils), "span": [at.isoformat() for at in span]}
    users = sorted(pupils.values())
    asyncio.run(_plain(family.api("en"), users[:20], [], 1))  # PHP compiles its code with the first calls
    readings: list[Reading] = []
    for name, login, most in (("cold", None, 50), ("cold with the bot right", bot, 500)):
        place = home / f"portal-{most}"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        found = _read({**told, "home": str(place), "login": login, "deed": "cold"})
        _check(family, users, span, found)
        least = oracle.least_calls(family.database("en"), users, *span, most)
        readings.append(Reading(name, found["seconds"], found["stages"], least))
        adding = found["adding"]
    plain_calls, plain_seconds = _plain_way(family, users, span)
    place = home / "portal-50"
    for name, deeds in (("warm, nothing new", []), ("warm, 60 new edits", _news(sorted(pupils)))):
        if deeds:
            family.play("en", deeds)
        found = _read({**told, "home": str(place), "login": None, "deed": "again"})
        _check(family, users, span, found)
        readings.append(Reading(name, found["seconds"], found["stages"], {}))
    edits = oracle.figures(family.database("en"), users, *span)["edits"]
    return Figures(participants, edits, readings, plain_calls, plain_seconds, adding)


def _read(told: dict[str, Any]) -> dict[str, Any]:
    own = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = [sys.executable, "-m", "bench.academy_reader", json.dumps(told)]
    done = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _check(family: Family, users: Sequence[int], span: tuple[dt.datetime, dt.datetime], found: dict[str, Any]) -> None:
    """Every total, and those of each participant, as SQL on the wiki's own database gives them."""
    expected = oracle.figures(family.database("en"), users, *span)
    each = oracle.by_user(family.database("en"), users, *span)
    if {**found["totals"], "unknown_bytes": found["unknown_bytes"]} != expected:
        raise RuntimeError(f"totals differ from SQL: {found['totals']} against {expected}")
    if {int(user): row for user, row in found["people"].items()} != each:
        raise RuntimeError("what single participants did differs from SQL")


def _plain_way(
    family: Family, users: Sequence[int], span: tuple[dt.datetime, dt.datetime]
) -> tuple[int, dict[str, float]]:
    """One call a user and one a revision, timed with a sample and reckoned up to all of them."""
    revs = oracle.with_parents(family.database("en"), users, *span)
    some_users, some_revs = users[:SAMPLE], revs[:: max(1, len(revs) // SAMPLE)][:SAMPLE]
    seconds: dict[str, float] = {}
    for name, at_once in (("one after the other", 1), ("three at once", 3)):
        by_user, by_rev = asyncio.run(_plain(family.api("en"), some_users, some_revs, at_once))
        seconds[name] = by_user / len(some_users) * len(users) + by_rev / len(some_revs) * len(revs)
    return len(users) + len(revs), seconds


async def _plain(api: str, users: Sequence[int], revs: Sequence[tuple[int, int]], at_once: int) -> tuple[float, float]:
    """Seconds for one call a user, and for one call a revision, with its parent, both measured."""

    async def of_user(wiki: Wiki, user: int) -> None:
        async for _rows in contributions.of(wiki, [user], START):
            pass

    async def of_rev(wiki: Wiki, rev: int, parent: int) -> None:
        async for rows in texts.of(wiki, [one for one in (rev, parent) if one]):
            for one in rows:
                measure_text(one.content or "", "en")

    async with Wiki(api, user_agent=AGENT) as wiki:
        return (
            await _timed([lambda user=user: of_user(wiki, user) for user in users], at_once),
            await _timed([lambda rev=rev, parent=parent: of_rev(wiki, rev, parent) for rev, parent in revs], at_once),
        )


async def _timed(calls: Sequence[Callable[[], Awaitable[None]]], at_once: int) -> float:
    began, left = time.perf_counter(), iter(calls)

    async def work() -> None:
        for call in left:
            await call()

    await asyncio.gather(*(work() for _ in range(at_once)))
    return time.perf_counter() - began


def _news(names: Sequence[str]) -> list[Deed]:
    """Sixty edits by thirty pupils on twenty pages, now."""
    return [
        Deed("Edit", f"New page {number % 20}", names[number % 30], text=f"Line {number}. " * (number + 1))
        for number in range(60)
    ]


def report(figures: Figures) -> Iterator[str]:
    """The figures as lines that people read."""
    yield (
        f"academy: {figures.participants} participants, {figures.revisions:,} of their revisions; "
        "every total, and each participant's, equals SQL on the wiki's own database to the byte"
    )
    for one in figures.readings:
        stages = ", ".join(f"{name} {calls}" for name, calls in one.stages.items())
        yield f"academy: {one.name}: {one.calls} calls in {one.seconds:.2f} s ({stages})"
        if one.least:
            made, least = one.stages["list"] + one.stages["texts"], sum(one.least.values())
            yield (
                f"academy: {one.name}: lists and texts took {made} calls, the least is {least} "
                f"({one.least['list']} + {one.least['texts']}): {made / least:.3f}"
            )
    for name, seconds in figures.plain_seconds.items():
        ratios = ", ".join(f"{one.name} {seconds / one.seconds:.0f} times faster" for one in figures.readings[:2])
        yield (
            f"academy: one call a user and a revision (with its parent; both measured, nothing kept), {name}: "
            f"{figures.plain_calls:,} calls, {seconds:.0f} s, reckoned up from {SAMPLE} calls of each kind: {ratios}"
        )
    yield f"academy: all totals of the edition add up in {figures.adding * 1000:.0f} ms"
