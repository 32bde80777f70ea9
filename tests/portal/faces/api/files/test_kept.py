"""Files that are kept: written once for each state of the ledger, whole or not at all, by one of many at a time."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from portal.faces.api.files.columns import TABLES
from portal.faces.api.files.kept import FRESH, MEDIA, NAMES, Made, asked_for, opened, ready
from portal.faces.api.tasks import write_files
from portal.ground.ledger.chain import verify
from portal.ground.ledger.looks import head
from portal.ground.ledger.models import Entry
from portal.operate.ledger_check import check
from tests.portal.faces.api.make import make_many, make_world


def age(made: Made, seconds: float) -> None:
    """Make a file look older."""
    then = made.at - seconds
    os.utime(made.place, (then, then))


def served(client: Client, name: str, **headers: str) -> bytes:
    """A file as a reader gets it."""
    answer = client.get(f"/open/{name}", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (200, MEDIA[name.partition(".")[2]])
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_served_whole_packed_or_not(client: Client, name: str) -> None:
    make_world()

    plain = served(client, name)
    packed = served(client, name, **{"Accept-Encoding": "gzip"})

    assert (packed if name.endswith(".parquet") else gzip.decompress(packed)) == plain
    assert (plain[:4] == b"PAR1") == name.endswith(".parquet")


@pytest.mark.django_db
def test_whoever_has_the_file_does_not_get_it_again(client: Client) -> None:
    make_world()
    first = client.get("/open/targets.csv")
    assert b"".join(first.streaming_content)  # type: ignore[attr-defined]

    again = client.get("/open/targets.csv", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, first["X-Ledger-Number"], first["X-Ledger-Digest"]) == (304, *map(str, head()))


@pytest.mark.django_db
def test_a_file_is_written_anew_when_the_ledger_grew_and_it_is_no_longer_fresh() -> None:
    make_world()
    first = ready("targets.csv")
    make_many(1)
    still = ready("targets.csv")
    age(first, FRESH + 1)
    then = ready("targets.csv")

    assert (still, then.number, first.place.exists()) == (first, head()[0], False)
    with gzip.open(then.place, "rt", encoding="utf-8", newline="") as file:
        assert [row[0] for row in csv.reader(file)] == ["target", "a-standard", "b-won", "c-lost", "many-000"]


@pytest.mark.django_db
def test_the_clock_writes_what_somebody_wanted_before(settings: Settings) -> None:
    make_world()
    made = ready("requests.csv")
    age(made, FRESH / 2 + 1)
    make_many(1)

    write_files.func()

    assert (asked_for(), ready("requests.csv").number) == (["requests.csv"], head()[0])
    assert {path.name.split(".")[0] for path in (Path(settings.HOME) / "open").iterdir()} == {"requests"}


@pytest.mark.django_db
def test_what_a_killed_process_left_is_cleared_away_and_never_served() -> None:
    make_world()
    made = ready("standings.parquet")
    left = made.place.with_name(f"{made.place.name}.tmp")
    left.write_bytes(b"half")
    age(made, FRESH + 1)
    make_many(1)

    then = ready("standings.parquet")

    assert (left.exists(), made.place.exists(), then.place.read_bytes()[:4]) == (False, False, b"PAR1")


@pytest.mark.django_db
def test_a_file_being_read_stays_readable_while_it_is_written_anew() -> None:
    make_world()
    made, file = opened("targets.csv")
    age(made, FRESH + 1)
    make_many(1)
    ready("targets.csv")

    with file, gzip.GzipFile(fileobj=file) as unpacked:
        assert len(list(csv.reader(io.TextIOWrapper(unpacked, "utf-8", newline="")))) == 4


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_get_the_same_whole_file() -> None:
    make_world()

    def _one(_: int) -> bytes:
        try:
            return ready("observations.csv").place.read_bytes()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(_one, range(8)))

    assert len(set(found)) == 1
    assert len(gzip.decompress(found[0]).decode().splitlines()) == 1 + len(list(TABLES["observations"].rows()))


@pytest.mark.django_db
def test_an_outsider_can_verify_the_ledger_that_was_downloaded(client: Client, tmp_path: Path) -> None:
    make_world()
    body = served(client, "ledger.jsonl")
    rows = [json.loads(line) for line in body.decode().splitlines()]
    (tmp_path / "ledger.jsonl").write_bytes(body)

    verdict = verify(rows, head()[1])
    rows[2]["body"] = {"other": 1}

    assert (verdict.rows, verdict.fault) == (Entry.objects.count(), None)
    assert check(str(tmp_path / "ledger.jsonl"), head()[1]) == verdict
    assert verify(rows).fault == "row 3 was changed after it was written"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["people.csv", "targets.xlsx", "..", "%2e%2e%2fsecret", "targets.csv.lock"])
def test_there_are_no_other_files(client: Client, name: str) -> None:
    assert client.get(f"/open/{name}").status_code == 404
