"""The door: `./run` speaks plain POSIX shell, lists each verb, and works from anywhere."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

VERB = re.compile(r"^([a-z| -]+)\)", re.MULTILINE)
USED = re.compile(r"(?<![\w/])\./run(?: ([a-z]+))?(?![\w/])")


def call(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, words)), cwd=cwd, capture_output=True, text=True, check=False, timeout=60)


def verbs(root: Path) -> set[str]:
    cases = (root / "run").read_text(encoding="utf-8").rpartition('case "${1-}" in')[2]
    return {word.strip() for group in VERB.findall(cases) for word in group.split("|")} - {"-h", "--help"}


@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_run_is_posix_shell(root: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell}")
    assert call(shell, "-n", root / "run").stderr == ""


def test_help_lists_each_verb(root: Path) -> None:
    assert verbs(root) >= {"setup", "test", "check", "bench", "lock", "help"}
    said = call(root / "run", "help")
    assert said.returncode == 0
    assert {verb for verb in verbs(root) if f"./run {verb}" not in said.stdout} == set()


def test_documents_use_only_verbs_that_exist(root: Path, kept: list[Path]) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in kept if path.suffix == ".md")
    assert set(USED.findall(text)) - {""} <= verbs(root)


def test_unknown_verb_is_refused_with_the_help(root: Path) -> None:
    said = call(root / "run", "dance")
    assert (said.returncode, said.stdout) == (2, "")
    assert "unknown: dance" in said.stderr
    assert "./run help" in said.stderr


def test_run_works_from_elsewhere_and_in_a_path_with_spaces(root: Path, tmp_path: Path) -> None:
    home = tmp_path / "a folder, with spaces"
    home.mkdir()
    shutil.copy2(root / "run", home / "run")
    assert call(home / "run", "help", cwd=tmp_path).stdout == call(root / "run", "help").stdout


def test_scripts_can_be_started(root: Path) -> None:
    for name in ("run", ".ci/run"):
        assert (root / name).stat().st_mode & stat.S_IXUSR, name
        assert os.access(root / name, os.X_OK), name


def test_ci_runs_what_a_developer_runs(root: Path) -> None:
    assert "./run test" in (root / ".ci/run").read_text(encoding="utf-8")
