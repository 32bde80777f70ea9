"""A backup and its restore: every row of every table comes back, on both kinds of database, or nothing changes."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from portal.catalogue.models import OrganisationKind, Owner
from portal.ground.ledger.models import Entry
from portal.operate.keep.archive import ArchiveError
from portal.operate.keep.backup import Kept, back_up
from portal.operate.keep.restore import NotEmptyError, check, filled_tables, restore
from portal.operate.keep.tables import BORN_WITH_ROWS, all_models
from tests.portal.operate.home import Home
from tests.portal.operate.keep.make_rows import EACH, dump, fill_every_table

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A backup of a portal with rows in every table."""
    fill_every_table()
    file = tmp_path / "portal.backup"
    back_up(file)
    return file


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """An empty portal on the other kind of database."""
    other = "" if connection.vendor == "postgresql" else request.getfixturevalue("fresh_postgres")
    return Home(tmp_path / "elsewhere", other)


def test_every_table_is_one_that_a_backup_holds() -> None:
    assert set(dump()) - set(all_models()) == set()


def test_every_row_of_every_table_comes_back(kept: Path) -> None:
    before = dump()
    assert {table for table, rows in before.items() if not rows} - BORN_WITH_ROWS == set()
    Owner.objects.create(slug="later", name="Later", kind=OrganisationKind.COMPANY)
    assert dump() != before
    rows = sum(map(len, before.values()))
    head = Entry.objects.latest("number").digest
    assert restore(kept, replace=True) == Kept(len(before), rows, EACH, head)
    assert dump() == before


def test_every_row_survives_a_way_by_the_other_kind_of_database(kept: Path, elsewhere: Home, tmp_path: Path) -> None:
    before = dump()
    back = tmp_path / "back.backup"
    done = [elsewhere.run("restore", kept), elsewhere.run("backup", back)]
    assert [one.returncode for one in done] == [0, 0], done
    restore(back, replace=True)
    assert dump() == before
    there = check(back)["database"]
    assert {there, connection.vendor} == {"sqlite", "postgresql"}


def test_after_a_restore_the_portal_goes_on(kept: Path) -> None:
    restore(kept, replace=True)
    Owner.objects.create(slug="later", name="Later", kind=OrganisationKind.COMPANY)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.update(actor="x")


def test_a_database_with_rows_is_refused(kept: Path) -> None:
    before = dump()
    with pytest.raises(NotEmptyError, match=r"the database is not empty: .*catalogue_owner"):
        restore(kept)
    assert dump() == before


def test_a_database_that_was_just_made_is_empty() -> None:
    assert filled_tables() == []


def lines_of(file: Path) -> list[bytes]:
    return gzip.decompress(file.read_bytes()).splitlines(keepends=True)


def without_a_row(lines: list[bytes]) -> list[bytes]:
    row = next(index for index, line in enumerate(lines) if line.startswith(b"["))
    return lines[:row] + lines[row + 1 :]


def with_another_value(lines: list[bytes]) -> list[bytes]:
    return [line.replace(b"Gjakov", b"Gjakow", 1) for line in lines]


def of_another_version(lines: list[bytes]) -> list[bytes]:
    return [json.dumps({**json.loads(lines[0]), "version": 2}).encode() + b"\n", *lines[1:]]


def without_its_end(lines: list[bytes]) -> list[bytes]:
    return lines[:-1]


def with_more_behind_its_end(lines: list[bytes]) -> list[bytes]:
    return [*lines, b"[]\n"]


def of_something_else(lines: list[bytes]) -> list[bytes]:
    return [b'{"format":"holiday pictures"}\n', *lines[1:]]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (without_a_row, r"the digest of \w+ is wrong after \d+ rows"),
        (with_another_value, r"the digest of \w+ is wrong after \d+ rows"),
        (of_another_version, "this backup has version 2; this portal reads 1"),
        (without_its_end, "the file ends too early"),
        (with_more_behind_its_end, "the digest of the whole file is wrong"),
        (of_something_else, "this is not a backup of the portal"),
    ],
)
def test_a_spoilt_backup_changes_nothing(
    kept: Path, spoil: Callable[[list[bytes]], list[bytes]], sentence: str
) -> None:
    kept.write_bytes(gzip.compress(b"".join(spoil(lines_of(kept)))))
    before = dump()
    for use in (check, lambda file: restore(file, replace=True)):
        with pytest.raises(ArchiveError, match=sentence):
            use(kept)
    assert dump() == before


def test_a_cut_or_damaged_file_changes_nothing(kept: Path) -> None:
    whole, before = kept.read_bytes(), dump()
    middle = len(whole) // 2
    for spoilt in (whole[:middle], whole[:-4], whole[:middle] + bytes(64) + whole[middle + 64 :], b"text", b""):
        kept.write_bytes(spoilt)
        with pytest.raises(ArchiveError):
            restore(kept, replace=True)
    assert dump() == before


def test_a_backup_of_another_version_of_the_tables_is_refused(kept: Path) -> None:
    lines = lines_of(kept)
    head = json.loads(lines[0])
    head["migrations"].append("catalogue.0009_later")
    kept.write_bytes(gzip.compress(b"".join([json.dumps(head).encode() + b"\n", *lines[1:]])))
    with pytest.raises(ArchiveError, match=r"another version of the portal: catalogue\.0009_later"):
        restore(kept, replace=True)


def test_a_person_is_asked_before_rows_go(kept: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "asked")
    assert home.run("restore", kept).returncode == 0
    refused = home.run("restore", kept)
    assert (refused.returncode, "With --replace all of it goes" in refused.stderr) == (1, True)
    unanswered = home.run("restore", kept, "--replace")
    assert (unanswered.returncode, "CommandError: Nothing was changed." in unanswered.stderr) == (1, True)
    with closing(sqlite3.connect(home.sqlite)) as database:
        database.execute("DELETE FROM catalogue_edge")
        database.commit()
        assert home.run("restore", kept, "--replace", "--yes").returncode == 0
        assert database.execute("SELECT count(*) FROM catalogue_edge").fetchone() == (EACH,)
