"""The servers of a family: started once, recognised by whoever asks, ended with their owner, never mistaken."""

from __future__ import annotations

import json
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
def home(wiki_homes: Path, tmp_path: Path) -> Path:
    """A home with one wiki, installed and not running."""
    return mediawiki.copied(wiki_homes, tmp_path / "a home, with spaces", "sq")


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
    assert len(list(server.members(found.group))) > server.WORKERS
    process.kill()
    process.wait()
    process.stdout.close()
    until = time.monotonic() + 30
    while list(server.members(found.group)) and time.monotonic() < until:
        time.sleep(0.02)
    assert list(server.members(found.group)) == []
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
    assert (family.running(), list(server.members(found.group))) == ({"sq": False}, [])


def test_a_number_that_is_another_process_now_is_left_alone(home: Path) -> None:
    with subprocess.Popen(["sleep", "600"]) as other:
        (home / "sq" / server.FILE).write_text(json.dumps({"pid": other.pid, "started": "1", "mark": ""}))
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


def test_the_server_of_another_family_is_not_taken_for_ours(home: Path, wiki_homes: Path, tmp_path: Path) -> None:
    first, second = Family(home), Family(mediawiki.copied(wiki_homes, tmp_path / "other", "sq"))
    book.write(second.home, first.record)
    first.up(tied=True)
    second._serve(second.record, ["sq"], True)  # as if the port had still been free when it was looked at
    try:
        assert first.record.wikis["sq"].port != second.record.wikis["sq"].port
        assert (first.running(), second.running()) == ({"sq": True}, {"sq": True})
    finally:
        second.down()
        first.down()


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
    assert (home.exists(), list(server.members(found.group))) == (False, [])
