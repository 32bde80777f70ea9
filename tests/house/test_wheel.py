"""The wheel carries what the engine needs at run time, and nothing of the tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path


def test_wheel_carries_its_data(root: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(build, cwd=root, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    data = {"listed/py.typed", "listed/names/names.bin", "listed/origin/remedies.json", "listed/cli/starter.txt"}
    assert data - set(names) == set()
    assert [name for name in names if not name.startswith(("listed/", "listed-"))] == []
