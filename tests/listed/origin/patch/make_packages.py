"""Packages that lack Kosovo, in every form that lists are written in, and the real programs that apply a patch."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from listed.lists import Document
from listed.names import load
from listed.origin.patch import Patch, patch_of
from tests.conftest import lack

NAMES = load()
CODES = tuple(code for code in NAMES.codes if NAMES.kind(code) == "iso")


def by_name(language: str = "en") -> list[tuple[str, str]]:
    """Every ISO place as (code, name), sorted by name."""
    rows = [(code, NAMES.display(code, language)) for code in CODES]
    return sorted(rows, key=lambda row: row[1].casefold())


def make_json(indent: int | None = 2) -> str:
    """The list as an array of records."""
    return json.dumps([{"code": code, "name": name} for code, name in by_name()], ensure_ascii=False, indent=indent)


def make_patch(files: Mapping[str, str | bytes]) -> Patch:
    """The patch of a package with these files."""
    return patch_of(NAMES, make_documents(files))


def make_documents(files: Mapping[str, str | bytes]) -> Iterable[Document]:
    """The documents of a package with these files."""
    return [Document(path, data.encode() if isinstance(data, str) else data) for path, data in files.items()]


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """The files of a package in a folder."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data.encode() if isinstance(data, str) else data)


def apply(program: str, folder: Path, diff: bytes) -> None:
    """Apply a diff with the real program, and expect it to take every hunk as it stands."""
    if not shutil.which(program):
        lack(program)
    words = {"patch": ["patch", "-p1", "--fuzz=0"], "git": ["git", "apply", "--whitespace=nowarn", "-"]}[program]
    # Without a ceiling git takes a folder of files around this one for the project.
    env = {**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    done = subprocess.run(words, cwd=folder, input=diff, capture_output=True, check=False, timeout=60, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert b"offset" not in done.stdout
