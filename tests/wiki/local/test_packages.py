"""A machine without MediaWiki: what it lacks is named in an order that works, with one line to type."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wiki.local import Family, FamilyError, packages


def test_a_bare_machine_lacks_everything_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(packages, "CODE", tmp_path)
    lacking = packages.missing()
    assert (lacking.packages[:3], lacking.packages[-1]) == (("mini-httpd", "php-cgi", "php-cli"), "mediawiki")
    assert lacking.line == f"sudo apt-get install --no-install-recommends {' '.join(lacking.packages)}"
    assert "apache2" not in lacking.line


def test_what_is_here_is_not_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "maintenance").mkdir()
    (tmp_path / "maintenance/install.php").touch()
    for name, words in {"php": "echo sqlite3; echo mbstring; echo intl; echo dom", "lua5.1": "", "convert": ""}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(packages, "CODE", tmp_path)
    assert packages.missing().packages == ("php-curl", "librsvg2-bin")


def test_a_family_that_cannot_start_says_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FamilyError, match=r"Type: sudo apt-get install --no-install-recommends .*php-cli"):
        Family(tmp_path / "home").up()
    assert not (tmp_path / "home").exists()


def test_the_door_of_the_project_reads_what_is_lacking(root: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "wiki.local"]
    done = subprocess.run(
        words, env={"PATH": str(tmp_path), "PYTHONPATH": str(root / "src")}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert {"php-cli", "lua5.1", "imagemagick"} <= set(done.stdout.split())
