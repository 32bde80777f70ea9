"""Names of programs and libraries in; for each, whether this machine has it and what to type otherwise, out."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

_LEAST_PYTHON = (3, 11)
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `said`: its version, its path or what it is needed for; `type_this` gets it."""

    name: str
    found: bool
    required: bool
    said: str
    type_this: str | None = None


def checkup() -> list[Finding]:
    """Everything that `xk` uses, in the order in which a person would install it."""
    return [
        _python(),
        _library("selectolax", required=True, needed_for="reading web pages"),
        _library("httpx2", required=True, needed_for="fetching web pages"),
        _library("pip", required=False, needed_for="pypi: packages"),
        _program(("npm",), "npm: packages", "apt-get install npm"),
        _program(("apt-get",), "deb: packages", None),
        _program(_CHROMIUM, "--browser", "apt-get install chromium"),
        _library("playwright", required=False, needed_for="--browser"),
        _library("fastwarc", required=False, needed_for="reading web archives fast"),
        _library("hyperscan", required=False, needed_for="skipping pages without lists fast"),
        _cache(cache_folder()),
    ]


def cache_folder() -> Path:
    """The folder that fetched packages are kept in."""
    try:
        from listed.sources import cache
    except ImportError:
        base = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "listed"
    return cache.folder()


def _python() -> Finding:
    fits = sys.version_info >= _LEAST_PYTHON
    said = platform.python_version() if fits else f"{platform.python_version()} is too old: 3.11 or newer is needed"
    return Finding("python", fits, True, said, None if fits else "apt-get install python3")


def _library(name: str, *, required: bool, needed_for: str) -> Finding:
    try:
        found: str | None = version(name)
    except PackageNotFoundError:
        found = "installed" if find_spec(name) else None
    if found:
        return Finding(name, True, required, found)
    return Finding(name, False, required, f"missing; needed for {needed_for}", f"{_pip()} install {name}")


def _program(names: Sequence[str], needed_for: str, type_this: str | None) -> Finding:
    path = next((path for name in names if (path := shutil.which(name) or _beside_python(name))), None)
    if path is None:
        return Finding(names[0], False, False, f"missing; needed for {needed_for}", _as_root(type_this))
    return Finding(names[0], True, False, path)


def _beside_python(name: str) -> str | None:
    """The program in the folder of the Python that runs, where `./run setup` puts npm."""
    return shutil.which(name, path=str(Path(sys.executable).parent))


def _cache(folder: Path) -> Finding:
    nearest = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    writable = nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
    size = _size(folder) / 1e6
    said = f"{folder} ({size:,.1f} MB)" if writable else f"{folder} is not writable: packages cannot be kept"
    return Finding("cache", writable, False, said, None if writable else "export XDG_CACHE_HOME=/a/folder/of/yours")


def _size(folder: Path) -> int:
    """The number of bytes in the files below `folder`; what cannot be looked at counts nothing."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(f"{parent}/{name}").st_size
            except OSError:
                continue
    return total


def _pip() -> str:
    return f"{sys.executable} -m pip"


def _as_root(command: str | None) -> str | None:
    if command is None or os.geteuid() == 0:
        return command
    return f"sudo {command}"
