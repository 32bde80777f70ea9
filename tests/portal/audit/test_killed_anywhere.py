"""Workers killed at random while they list, read and tell of releases: nothing is lost, nothing doubled."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portal.audit.killed import PACKAGES, VERSIONS
from tests.portal.ground.mail.test_killed_anywhere import own_database

KILLS = 50


@pytest.mark.slow
def test_every_release_is_read_once_every_change_lies_right_and_is_told_once(tmp_path: Path) -> None:
    seed, root = random.randrange(10**9), Path(__file__).parents[3]
    with own_database(tmp_path) as database:
        own = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)]),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DATABASE_URL": database,
            "PORTAL_HOME": str(tmp_path),
        }
        command = [sys.executable, "-m", "tests.portal.audit.killed", str(KILLS), str(seed)]
        done = subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, f"seed {seed}: {done.stderr[-3000:]}"
    facts = json.loads(done.stdout.splitlines()[-1])
    told = {name: facts.pop(name) for name in ("changes", "news", "mails")}
    expected = PACKAGES * VERSIONS
    assert facts == {
        "killed": KILLS, "releases": expected, "read": expected, "read_once": expected, "same": True, "ledger": None
    }, f"seed {seed}"  # fmt: skip
    assert told["mails"] == told["news"] > 0
    assert told["changes"] >= told["news"]
