"""The servers of a family: started once, recognised by whoever asks, ended with their owner, never mistaken."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers import mediawiki
from tests.wiki.local.caller import Caller
from wiki.local import Family, FamilyError, book, server

pytestmark = pytest.mark.wiki

OWNER = """
import sys, time
from pathlib import Path
from wiki.local import Family
Family(Path(sys.argv[1])).up(tied=sys.argv[2] == "tied")
print("up", flush=True)
time.sleep(600 if sys.argv[2] == "tied" else 0)
"""


@pytest.fixture
def home(request: pytest.FixtureRequest, tmp_path: Path, wikis: Family) -> Path:
    """A home with one wiki, installed and not running."""
    assert wikis
    assert request.config.cache
    home = Path(shutil.copytree(mediawiki.installed(request.config.cache.mkdir("wikis")), tmp_path / "own"))
    kept = json.loads((home / "family.json").read_text())
    kept["wikis"] = {"sq": kept["wikis"]["sq"]}
    (home / "family.json").write_text(json.dumps(kept))
    return home


def owner(home: Path, how: str, root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", OWNER, str(home), how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(root / "src"), **PATHS})


PATHS = {"PATH": "/usr/local/bin:/usr/bin:/bin"}


def test_the_servers_end_when_their_owner_is_killed(home: Path, root: Path) -> None:
    process = owner(home, "tied", root)
    assert process.stdout
    assert process.stdout.readline() == "up\n"
    found = server.running(home / "sq")
    assert found
    assert len(list(server.members(found[0]))) > server.WORKERS
    process.kill()
    process.wait()
    process.stdout.close()
    until = time.monotonic() + 30
    while list(server.members(found[0])) and time.monotonic() < until:
        time.sleep(0.02)
    assert list(server.members(found[0])) == []
    assert Family(home).running() == {"sq": False}


def test_servers_that_are_not_tied_stay_and_anyone_can_end_them(home: Path, root: Path) -> None:
    process = owner(home, "loose", root)
    assert process.communicate(timeout=120)[0] == "up\n"
    found = server.running(home / "sq")
    assert found
    family = Family(home)
    family.up()
    assert server.running(home / "sq") == found
    family.down()
    family.down()
    assert (family.running(), list(server.members(found[0]))) == ({"sq": False}, [])


def test_a_number_that_is_another_process_now_is_left_alone(home: Path) -> None:
    with subprocess.Popen(["sleep", "600"]) as other:
        (home / "sq" / server.FILE).write_text(json.dumps({"pid": other.pid, "started": "1", "port": 1}))
        family = Family(home)
        assert family.running() == {"sq": False}
        family.down()
        assert other.poll() is None
        other.kill()


def test_a_port_that_somebody_took_is_given_up(home: Path) -> None:
    family = Family(home)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        remembered = family.record
        remembered.wikis["sq"].port = taken.getsockname()[1]
        book.write(home, remembered)
        family.up(tied=True)
        try:
            assert family.record.wikis["sq"].port != taken.getsockname()[1]
            said = Caller(family, "sq").get(action="query", meta="siteinfo")["query"]["general"]["server"]
            assert said == family.record.address("sq")
        finally:
            family.down()


def test_a_server_that_cannot_start_says_why(home: Path) -> None:
    (home / "sq" / "more.php").write_text("<?php throw new Exception( 'the disk is on fire' );")
    with pytest.raises(FamilyError, match="the wiki sq does not answer"):
        Family(home).up(tied=True)
    assert Family(home).running() == {"sq": False}


def test_destroying_leaves_nothing(home: Path) -> None:
    family = Family(home)
    family.up(tied=True)
    found = server.running(home / "sq")
    assert found
    family.destroy()
    assert (home.exists(), list(server.members(found[0]))) == (False, [])
