"""The histories that ship: loaded at once, told as one row, and never in the way of what was read here."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.audit.load_releases import NAME, load_releases
from portal.audit.models import Change, Release, Watch
from portal.audit.releases import list_releases
from portal.catalogue.files import FOLDER, read_lines
from portal.ground.ledger.models import Entry
from portal.ground.mail.models import Outgoing
from portal.ground.people.models import Role
from tests.portal.audit.make_releases import make_listed, make_stood, read, told
from tests.portal.make import make_person, make_target

pytestmark = pytest.mark.django_db


def make_line_of_file(address: str, **verdicts: str | None) -> dict[str, Any]:
    """A line of the file: versions to how Kosovo stood there; None: nobody read it; empty: it could not be read."""
    at = "2026-11-20T00:00:00Z"
    return {
        "address": address,
        "asked_at": at,
        "tool": "listed 0.1.0",
        "releases": [[version, f"2020-01-{n:02}T00:00:00Z", False] for n, version in enumerate(verdicts, 1)],
        "read": {
            version: {
                "read_at": at,
                "verdict": verdict or None,
                "criteria": make_stood(verdict) if verdict else {},
                "error": None if verdict else "the archive is broken",
            }
            for version, verdict in verdicts.items()
            if verdict is not None
        },
    }


def write(folder: Path, *lines: dict[str, Any]) -> None:
    (folder / NAME).write_text("".join(f"{json.dumps(line)}\n" for line in lines))


def test_the_file_is_written_down_once_and_as_one_row(tmp_path: Path) -> None:
    one, other = make_target(address="npm:one"), make_target(address="npm:other")
    make_person(Role.ADMIN)
    write(
        tmp_path,
        make_line_of_file("npm:one", v1="missing", v2=None, v3="listed"),
        make_line_of_file("npm:other", w1="listed", w2="", w3="missing"),
        make_line_of_file("npm:unknown", x1="listed"),
    )
    assert load_releases(tmp_path) == 11
    assert told(one) == [("v1", "v3", "country", "appeared", "missing", "listed", 1)]
    assert told(other) == [("w1", "w3", "country", "disappeared", "listed", "missing", 1)]
    digest = hashlib.sha256((tmp_path / NAME).read_bytes()).hexdigest()
    body = {"sha256": digest, "packages": 2, "new": 6, "read": 5, "changes": 2}
    assert [(row.verb, row.body) for row in Entry.objects.all()] == [("releases.loaded", body)]
    assert load_releases(tmp_path) == 0
    assert Entry.objects.count() == 1
    assert (set(Change.objects.values_list("seen_by", flat=True)), Outgoing.objects.count()) == ({"machine"}, 0)
    assert Release.objects.get(version="w2").error == "the archive is broken"
    assert {one.due_at.date().isoformat() for one in Watch.objects.all()} == {"2026-11-21"}


def test_what_was_read_here_stays(tmp_path: Path) -> None:
    target = make_target(address="npm:one")
    list_releases(target, make_listed("v1", "v2"))
    read(target, "v2", "missing")
    write(tmp_path, make_line_of_file("npm:one", v1="listed", v2="listed", v3="listed"))
    load_releases(tmp_path)
    assert told(target) == [
        ("v1", "v2", "country", "disappeared", "listed", "missing", 0),
        ("v2", "v3", "country", "appeared", "missing", "listed", 0),
    ]


def test_without_the_file_nothing_happens(tmp_path: Path) -> None:
    assert load_releases(tmp_path) == 0
    assert Entry.objects.count() == 0


def test_a_load_asks_the_database_no_more_often_for_more_versions(tmp_path: Path) -> None:
    def asked(name: str, count: int) -> int:
        make_target(address=f"npm:{name}")
        stood = {f"v{number}": "missing" if number < 3 else "listed" for number in range(count)}
        write(tmp_path, make_line_of_file(f"npm:{name}", **stood))
        with CaptureQueriesContext(connection) as found:
            load_releases(tmp_path)
        return len(found)

    assert asked("few", 10) == asked("many", 28)


def test_the_file_that_ships_can_be_loaded() -> None:
    lines = read_lines(FOLDER / NAME)
    for line in lines:
        make_target(address=line["address"])
    load_releases(FOLDER)
    assert Release.objects.count() == sum(len(line["releases"]) for line in lines)
