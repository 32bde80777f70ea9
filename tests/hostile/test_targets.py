"""Bad targets among good ones, from the command line: each has its own error, and the others are audited."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.hostile import parts
from tests.hostile.keeper import ROOT

PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
from listed.cli import main
sys.exit(main())
"""
Answers = dict[str, dict[str, object]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good page."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    here = tmp_path / "here"
    here.mkdir()
    (here / "good.html").write_text(parts.as_page(), "utf-8")
    return here


def audit(folder: Path, *words: str) -> tuple[int, Answers]:
    """Run `xk audit --json` in a folder; give its status and the answers by target."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "audit", "--json", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, {one["target"]: one for one in map(json.loads, done.stdout.splitlines())}


def check(answers: Answers, bad: list[str]) -> None:
    """See that the good page has its answer and each bad target a clear error of its own."""
    assert (answers["good.html"]["verdict"], answers["good.html"]["error"]) == ("listed", None)
    assert sorted(answers) == sorted({"good.html", *bad})
    for target in bad:
        error = answers[target]["error"]
        assert error, target
        assert "could not be audited" not in str(error), error


def tarred(members: dict[str, bytes], links: dict[str, str] | None = None) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        for name, data in members.items():
            told = tarfile.TarInfo(name)
            told.size = len(data)
            archive.addfile(told, io.BytesIO(data))
        for name, end in (links or {}).items():
            told = tarfile.TarInfo(name)
            told.type, told.linkname = tarfile.SYMTYPE, end
            archive.addfile(told)
    return held.getvalue()


def test_files_that_are_not_there_or_not_to_be_read(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to("loop")
    bad = [
        "gone.html",
        "loop",
        "",
        "\x01",
        "a" * 5000,
        "/dev/null",
        "ftp://example.org/",
        "npm:",
        "pypi:a b",
        "deb:--x",
    ]
    bad.remove("")
    status, answers = audit(folder, bad[0], "good.html", *bad[1:])
    assert status == 2
    check(answers, bad)


def test_empty_and_broken_files_are_answered(folder: Path) -> None:
    (folder / "empty.html").write_bytes(b"")
    (folder / "zeros.html").write_bytes(bytes(1000))
    (folder / "cut.zip").write_bytes(b"PK\x03\x04" + bytes(40))
    (folder / "cut.gz").write_bytes(gzip.compress(parts.as_json().encode())[:-20])
    status, answers = audit(folder, "empty.html", "zeros.html", "good.html", "cut.zip", "cut.gz")
    assert status == 2
    assert answers["empty.html"]["verdict"] == answers["zeros.html"]["verdict"] == "no-country-list"
    assert answers["empty.html"]["error"] is answers["zeros.html"]["error"] is None
    del answers["empty.html"], answers["zeros.html"]
    check(answers, ["cut.zip", "cut.gz"])


def bomb(size: int) -> bytes:
    """So many zeros, packed."""
    return gzip.compress(bytes(size), 1)


def test_bombs_are_left_and_the_rest_is_read(folder: Path) -> None:
    (folder / "bomb.gz").write_bytes(bomb(300 << 20))
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("zeros.json", bytes(300 << 20))
        archive.writestr("list.json", parts.as_json())
    status, answers = audit(folder, "bomb.gz", "good.html", "bomb.zip")
    assert (status, answers["bomb.zip"]["verdict"]) == (2, "listed")
    del answers["bomb.zip"]
    check(answers, ["bomb.gz"])


def test_a_bomb_inside_an_archive_is_told_where_nothing_else_is_there(folder: Path) -> None:
    (folder / "nested.gz").write_bytes(gzip.compress(gzip.compress(bomb(300 << 20))))
    status, answers = audit(folder, "nested.gz", "good.html")
    assert status == 2
    check(answers, ["nested.gz"])


def test_archives_that_lead_out_of_their_folder(folder: Path) -> None:
    rows = parts.as_json().encode()
    names = {"../../out.json": rows, "/etc/out.json": rows, "a/../../../out.json": rows, "C:\\out.json": rows}
    (folder / "out.tgz").write_bytes(tarred(names, {"passwd": "/etc/passwd", "up": "../../.."}))
    with zipfile.ZipFile(folder / "out.zip", "w") as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    before = sorted(folder.parent.rglob("out.json"))
    status, answers = audit(folder, "out.tgz", "good.html", "out.zip")
    assert status in (0, 2)
    assert answers["good.html"]["verdict"] == "listed"
    assert "root:" not in json.dumps(answers)
    assert sorted(folder.parent.rglob("out.json")) == before == []
    assert not Path("/etc/out.json").exists()


def test_loops_of_links(folder: Path) -> None:
    ring = folder / "ring"
    (ring / "a").mkdir(parents=True)
    (ring / "a" / "up").symlink_to("..")
    (ring / "self").symlink_to("self")
    (ring / "list.json").write_text(parts.as_json(), "utf-8")
    status, answers = audit(folder, "ring", "good.html")
    assert (status, answers["ring"]["verdict"]) == (0, "listed")


def test_a_hundred_thousand_files(folder: Path) -> None:
    with tarfile.open(folder / "many.tar", "w") as archive:
        for number in range(100_000):
            archive.addfile(tarfile.TarInfo(f"flags/{'x' * (number % 50)}{number}.svg"))
        told = tarfile.TarInfo("flags/list.json")
        told.size = len(parts.as_json().encode())
        archive.addfile(told, io.BytesIO(parts.as_json().encode()))
    status, answers = audit(folder, "many.tar", "good.html")
    assert (status, answers["many.tar"]["verdict"]) == (0, "listed")
