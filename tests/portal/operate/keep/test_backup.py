"""A backup as a file: private, whole or not there at all, and of one moment."""

from __future__ import annotations

import resource
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from portal.operate.keep.archive import ArchiveError
from portal.operate.keep.backup import back_up
from portal.operate.keep.restore import check
from tests.portal.operate.home import Home
from tests.portal.operate.keep.make_rows import fill_every_table


@pytest.fixture
def full_disk() -> Iterator[None]:
    """Files cannot grow beyond a few bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.django_db(transaction=True)
def test_it_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "portal.backup"
    back_up(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert check(file)["database"] == connection.vendor


@pytest.mark.django_db(transaction=True)
def test_on_a_full_disk_the_older_file_stays(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    fill_every_table()
    file = tmp_path / "portal.backup"
    file.write_bytes(b"the older one")
    request.getfixturevalue("full_disk")
    with pytest.raises(ArchiveError, match=r"was not written: File too large\. Nothing else changed"):
        back_up(file)
    assert [path.name for path in tmp_path.iterdir()] == ["portal.backup"]
    assert file.read_bytes() == b"the older one"


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="was not written: No such file or directory"):
        back_up(tmp_path / "none" / "portal.backup")


MEANWHILE = """
import django
django.setup()
from django.db import connections, transaction
from portal.ground.ledger import acts
from portal.ground.ledger.models import Entry
from portal.operate.keep.snapshot import snapshot
import threading

def write():
    with transaction.atomic():
        acts.record("target.added", "target/1", "machine")
    connections.close_all()

def write_elsewhere():
    thread = threading.Thread(target=write)
    thread.start()
    thread.join()

write_elsewhere()
with snapshot():
    first = Entry.objects.count()
    write_elsewhere()
    second = Entry.objects.count()
print(first, second, Entry.objects.count())
"""


def test_it_is_of_one_moment_while_others_write(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert home.run("migrate", "--skip-checks").returncode == 0
    said = home.python(MEANWHILE)
    assert (said.stdout, said.stderr) == ("1 1 2\n", "")


def test_it_is_of_one_moment_on_postgresql(tmp_path: Path, fresh_postgres: str) -> None:
    home = Home(tmp_path, fresh_postgres)
    assert home.run("migrate", "--skip-checks").returncode == 0
    said = home.python(MEANWHILE)
    assert (said.stdout, said.stderr) == ("1 1 2\n", "")
