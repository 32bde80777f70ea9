"""What the house tests look at: the files that git keeps, and those that it would keep."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def kept(root: Path) -> list[Path]:
    """Every file of this repository that git keeps."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a git repository: nothing says which files are kept")
    return [root / name for name in done.stdout.decode().split("\0") if name and (root / name).is_file()]


@pytest.fixture(scope="session")
def python_files(kept: list[Path]) -> list[Path]:
    """Every kept file of Python code."""
    return [path for path in kept if path.suffix == ".py"]
