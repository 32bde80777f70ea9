"""A folder and a language in; an installed wiki with an empty database, out."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

from wiki.local.book import Record
from wiki.local.scripts import OWN, run
from wiki.local.server import settings

CODE_FILES = ("router.php", "drills.php")


def lay_code(home: Path, keys: list[str]) -> None:
    """Put our own PHP files beside the wikis, so that the home is whole by itself."""
    for name in CODE_FILES:
        refresh(OWN / name, home / name)
    for key in keys:
        if settings(home / key).exists():
            refresh(OWN / "settings.php", settings(home / key))


def refresh(source: Path, target: Path) -> None:
    """Copy a file unless it is there already: a server that is running would read it anew."""
    if not target.exists() or target.read_bytes() != source.read_bytes():
        shutil.copyfile(source, target)


def install(home: Path, key: str, record: Record) -> None:
    """Install one wiki; one that is installed already stays. Raises ScriptError with the reason."""
    wiki = home / key
    if settings(wiki).exists():
        return
    shutil.rmtree(wiki, ignore_errors=True)
    for name in ("data", "images", "draft"):
        (wiki / name).mkdir(parents=True)
    member, password = record.wikis[key], wiki / "draft/password"
    password.touch(mode=0o600)
    password.write_text(record.admin_password, encoding="utf-8")
    run(
        wiki, "install.php", "--confpath", str(wiki / "draft"), "--dbtype", "sqlite", "--dbname", key,
        "--dbpath", str(wiki / "data"), "--server", record.address(key), "--scriptpath", "/w", "--lang", member.lang,
        "--passfile", str(password), "--extensions", ",".join(record.extensions), "--skins", "Vector",
        member.title, record.admin,
    )  # fmt: skip
    shutil.rmtree(wiki / "draft")
    for path in (wiki / "data").glob("*.sqlite"):
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA journal_mode=WAL")
    shutil.copyfile(OWN / "settings.php", settings(wiki))


def renew(home: Path, key: str) -> None:
    """Bring the tables of a wiki to the version of MediaWiki that is installed now."""
    run(home / key, "update.php", "--quick", "--skip-external-dependencies")
