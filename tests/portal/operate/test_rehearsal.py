"""A school's rehearsal: wikis start by a command, pupils get a sheet, everything written can be forgotten."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.operate import rehearsal
from tests.servers import mediawiki
from tests.wiki.local.caller import Caller
from wiki.local import Family


def wikis(*words: str) -> str:
    said = io.StringIO()
    call_command("wikis", *words, stderr=said)
    return said.getvalue()


@pytest.fixture
def family(wiki_homes: Path, tmp_path: Path) -> Family:
    """The school's family, installed and not running, where the command looks for it."""
    return Family(mediawiki.copied(wiki_homes, tmp_path / "wikis", "sq", "sr", "commons"))


@pytest.mark.wiki
def test_a_school_rehearses_from_start_to_end(family: Family) -> None:
    try:
        said = wikis("up")
        assert [f"{key}: open at {family.address(key)}" in said for key, _lang in rehearsal.WIKIS] == [True] * 3
        assert "wikis users" in said
        wikis("users", "--count", "2")
        first = rehearsal.read_sheet(family)
        said = wikis("users", "--count", "3")
        assert f"3 pupils have an account on each wiki; names and passwords: {rehearsal.sheet(family)}" in said
        pupils = rehearsal.read_sheet(family)
        assert ([one.name for one in pupils], pupils[:2]) == (["Pupil 01", "Pupil 02", "Pupil 03"], first)
        caller = Caller(family, "sr", pupils[2])
        caller.edit("Призрен", "Град.")
        assert "everything written is gone; 3 accounts are as before" in wikis("reset", "--yes")
        assert Caller(family, "sr", pupils[2]).text("Призрен") is None
        wikis("down")
        assert "sq: not running" in wikis("status")
    finally:
        family.down()


@pytest.mark.wiki
def test_nothing_is_reset_unasked(family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _question: "yes")
    with pytest.raises(CommandError, match=r"Nothing was changed\."):
        wikis("reset")


def test_the_sheet_is_read_by_spreadsheets_and_by_its_owner_alone(tmp_path: Path) -> None:
    family = Family(tmp_path)
    accounts = [rehearsal.Account(f"Pupil {number:02}", rehearsal.password(), ("bot",)) for number in (1, 2)]
    rehearsal.write_sheet(family, accounts)
    assert rehearsal.read_sheet(family) == accounts
    data = rehearsal.sheet(family).read_bytes()
    assert data.startswith(b"\xef\xbb\xbfname,password,program,program password,groups\r\n")
    assert rehearsal.sheet(family).stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0]["program"] == "Pupil 01@academy"


def test_passwords_can_be_typed_from_paper_and_differ() -> None:
    made = {rehearsal.password() for _ in range(200)}
    assert len(made) == 200
    assert {len(one) for one in made} == {14}
    assert not set("".join(made)) & set("01ilo")


def test_a_machine_without_mediawiki_is_told_what_to_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match=r"type once:\n    sudo apt-get install --no-install-recommends .*php-cli"):
        wikis("up")


@pytest.mark.parametrize("deed", ["users", "status", "reset"])
def test_wikis_that_never_were_are_not_there(deed: str) -> None:
    with pytest.raises(CommandError, match="there are no wikis in"):
        wikis(deed, *(["--yes"] if deed == "reset" else []))


def test_closing_what_is_not_open_is_fine() -> None:
    assert "the wikis are closed" in wikis("down")


@pytest.mark.wiki
def test_an_address_that_is_not_ours_is_refused(wiki_homes: Path) -> None:
    with pytest.raises(CommandError, match=r"192\.0\.2\.7 is not an address of this machine"):
        wikis("up", "--host", "192.0.2.7")


@pytest.mark.parametrize("count", ["0", "501"])
def test_a_class_has_a_size(count: str) -> None:
    with pytest.raises(CommandError, match="--count is a number from 1 to 500"):
        wikis("users", "--count", count)
