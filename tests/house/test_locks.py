"""The locks fit pyproject.toml, agree with one another, carry hashes, and name no address."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

NAMES = ("engine", "portal", "test", "npm", "installer")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)


def read(root: Path, name: str) -> str:
    return (root / "locks" / f"{name}.txt").read_text(encoding="utf-8")


def pins(text: str) -> dict[str, str]:
    return dict(PIN.findall(text))


@pytest.mark.parametrize("name", NAMES)
def test_lock_is_made_from_this_pyproject(root: Path, name: str) -> None:
    digest = runpy.run_path(str(root / "locks" / "digest.py"))["digest"](root / "pyproject.toml")
    assert f"# inputs {digest}\n" in read(root, name), "pyproject.toml names other packages: type ./run lock"


@pytest.mark.parametrize("name", NAMES)
def test_lock_names_no_address(root: Path, name: str) -> None:
    assert re.findall(r"://|--(?:index|extra-index|find-links)\S*|^-[a-z].*", read(root, name), re.MULTILINE) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_pin_has_a_hash(root: Path, name: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", read(root, name).split("\n", 2)[2])
    assert len(entries) == len(PIN.findall(read(root, name))) > 0
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("part", ["engine", "portal"])
def test_each_lock_is_part_of_test_with_the_same_releases(root: Path, part: str) -> None:
    pinned, test = pins(read(root, part)), pins(read(root, "test"))
    assert {name: version for name, version in pinned.items() if test.get(name) != version} == {}
