"""A wiki that fails, workers that are killed, a world that changes in between: figures end as if undisturbed."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bench.wiki_seed import START, sow
from tests.portal.academy.results import oracle
from tests.portal.academy.results.changing import Stage, after_cold, after_warm, before_cold
from tests.portal.ground.mail.test_killed_anywhere import own_database
from tests.servers import faulty
from tests.servers.faulty import Plan
from wiki.local import Family

pytestmark = [pytest.mark.wiki, pytest.mark.slow]
ROOT = Path(__file__).parents[4]
PUPILS = 12
KILLS = (14, 12, 12)


@dataclass
class Own:
    """A database of its own, and the program that reads into it."""

    address: str
    home: Path

    def run(self, deed: str, **told: Any) -> list[dict[str, Any]]:
        """The lines that the program printed."""
        own = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": "tests.portal.academy.results.hasty_settings",
            "DATABASE_URL": self.address,
            "PORTAL_HOME": str(self.home),
            "WIKI_LOGIN": json.dumps(told.pop("login", {})),
        }
        command = [sys.executable, "-m", "tests.portal.academy.results.killed", deed, json.dumps(told)]
        done = subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, f"{told}: {done.stderr[-4000:]}"
        return [json.loads(line) for line in done.stdout.splitlines()]


@contextmanager
def made(tmp_path: Path, name: str) -> Iterator[Own]:
    home = tmp_path / name
    home.mkdir()
    with own_database(home) as address:
        yield Own(address, home)


def test_figures_end_as_if_nothing_had_been_in_the_way(clean_wikis: Family, tmp_path: Path) -> None:
    family, seed = clean_wikis, random.randrange(10**9)
    sown = sow(family, "en", users=PUPILS, revisions=300, seed=3)
    stage = Stage.of(family, [one.name for one in sown.pupils], tmp_path)
    span = [START.isoformat(), (dt.datetime.now(dt.UTC) + dt.timedelta(days=1)).isoformat()]
    names = [*stage.pupils, "Nobody has this name"]
    real = {"en": family.api("en"), "commons": family.api("commons")}
    login = {"en": {"name": stage.reader.bot_name, "secret": stage.reader.bot_secret}}
    with ExitStack() as held:
        proxies = {
            slug: held.enter_context(faulty.before(api, Plan(seed, 0.35, in_a_row=40, silence=1.0)))
            for slug, api in real.items()
        }
        disturbed = held.enter_context(made(tmp_path, "disturbed"))
        apis = {slug: proxy.api for slug, proxy in proxies.items()}
        before_cold(stage)
        disturbed.run("begin", apis=apis, names=names, span=span, renamed={})
        told: list[tuple[list[dict[str, Any]], dict[str, Any]]] = []
        for deeds, kills, whole in zip((None, after_cold, after_warm), KILLS, (False, False, True), strict=True):
            if deeds:
                deeds(stage)
            lines = disturbed.run("read", apis=apis, kills=kills, whole=whole, seed=seed, login=login)
            quiet = held.enter_context(made(tmp_path, f"quiet-{len(told)}"))
            quiet.run("begin", apis=real, names=names, span=span, renamed=stage.renamed)
            undisturbed = quiet.run("read", apis=real, kills=0, whole=True, seed=seed)[-1]
            told.append((lines, undisturbed))
        struck = [kind for proxy in proxies.values() for kind in proxy.struck]
    for lines, undisturbed in told:
        end = lines[-1]
        hide_hidden(stage, end["facts"], undisturbed["facts"])
        assert end["facts"] == undisturbed["facts"], f"seed {seed}"
        assert (end["ledger"], end["staged"], end["faults"]) == (None, 0, []), f"seed {seed}"
        for slug in real:
            prints = [line["print"] for line in lines if line.get("seen") == slug]
            changes = sum(one != other for one, other in itertools.pairwise(prints))
            assert changes <= 1, f"seed {seed}: readers of {slug} saw something in between"
    killed = sum(line["killed"] for lines, _ in told for line in lines if "killed" in line)
    assert killed == sum(KILLS)
    assert len(struck) >= 100, struck
    assert set(struck) >= {"maxlag", "429", "500", "silence", "reset-before", "reset-after", "cut", "cut-quietly"}
    _equals_sql(family, stage, told[-1][0][-1]["facts"], span)


def hide_hidden(stage: Stage, *told: dict[str, Any]) -> None:
    """An account that was hidden cannot be found by who did not know it; none of its revisions counts for either."""
    number = stage.pupils.index(stage.hidden) + 1 if stage.hidden else 0
    for facts in told:
        facts["accounts"] = [row for row in facts["accounts"] if row[:2] != ["en", number]]


def _equals_sql(family: Family, stage: Stage, facts: dict[str, Any], span: list[str]) -> None:
    """The totals of the wiki `en` follow from its own database too."""
    begins, ends = map(dt.datetime.fromisoformat, span)
    numbers = oracle.user_numbers(family.database("en"))
    users = [row[2] for row in facts["accounts"] if row[0] == "en" and row[2]]
    assert set(users) <= set(numbers.values())
    expected = oracle.figures(family.database("en"), users, begins, ends)
    rows = [row for row in facts["revisions"] if row[0] == "en"]
    deltas = [row[10] for row in rows if row[5] == 0]
    assert expected == {
        "edits": len(rows),
        "active": len({row[7] for row in rows}),
        "articles": len({row[3] for row in rows if row[5] == 0}),
        "created": sum(row[2] == 0 and row[5] == 0 and not row[6] for row in rows),
        "bytes_added": sum(delta for delta in deltas if delta and delta > 0),
        "bytes_removed": -sum(delta for delta in deltas if delta and delta < 0),
        "unknown_bytes": sum(delta is None for delta in deltas),
    }
