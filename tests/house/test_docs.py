"""The documents keep up with the code: each folder has its line, each link leads somewhere, each command exists."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from listed.cli.words import UNREAD, VERDICTS

LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
FOLDER = re.compile(r"^\| `((?:src|data|tests|bench|locks|docs)/[^`]*)` \| ", re.MULTILINE)
FRAMEWORK = {"migrations", "management", "formats"}  # folders below them are named and laid out by Django
XK = re.compile(r"(?:^ *|[`/])xk ([a-z]+)([^\n`|]*)")


@pytest.fixture(scope="module")
def pages(kept: list[Path]) -> list[Path]:
    return [path for path in kept if path.suffix == ".md"]


def test_every_folder_of_code_has_a_line_in_rooms(root: Path, python_files: list[Path]) -> None:
    source = root / "src"
    folders = {
        f"{path.parent.relative_to(root)}/"
        for path in python_files
        if source in path.parents and not FRAMEWORK & set(path.parts)
    }
    written = set(FOLDER.findall((root / "docs/rooms.md").read_text(encoding="utf-8")))
    assert folders - written == set()


def test_every_line_in_rooms_is_a_folder(root: Path) -> None:
    written = FOLDER.findall((root / "docs/rooms.md").read_text(encoding="utf-8"))
    assert [name for name in written if not (root / name).is_dir()] == []


def test_links_lead_somewhere(root: Path, pages: list[Path]) -> None:
    links = [(page, link) for page in pages for link in LINK.findall(page.read_text(encoding="utf-8"))]
    assert links
    assert [f"{page.relative_to(root)}: {link}" for page, link in links if not (page.parent / link).exists()] == []


def test_commands_in_the_documents_exist(root: Path, pages: list[Path]) -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in [*pages, root / ".pre-commit-hooks.yaml"])
    used: dict[str, set[str]] = {}
    for command, rest in XK.findall(text):
        used.setdefault(command, set()).update(re.findall(r"(?<!\S)--[a-z][a-z-]+", rest))
    assert "audit" in used
    for command, options in used.items():
        asked = [sys.executable, "-c", "from listed.cli import main; raise SystemExit(main())", command, "--help"]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"xk {command}: {done.stderr}"
        assert {option for option in options if option not in done.stdout} == set(), f"xk {command}"


def test_every_verdict_is_explained_as_the_table_shows_it(root: Path) -> None:
    readme, rooms = ((root / name).read_text(encoding="utf-8") for name in ("README.md", "docs/rooms.md"))
    rows = {f"| {word.symbol} {word.text} | `{verdict}` |" for verdict, word in VERDICTS.items()}
    assert {row for row in rows if row not in readme} == set()
    assert f"| {UNREAD.symbol} {UNREAD.text} |" in readme
    assert {verdict for verdict in VERDICTS if f"`{verdict}`" not in rooms} == set()
