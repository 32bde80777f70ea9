"""Prints the sha256 of what the locks are made from: the parts of pyproject.toml that name packages."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path


def digest(pyproject: Path) -> str:
    """Return the sha256 of every table that names packages, whatever its order or spacing."""
    tables = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    project = tables["project"]
    inputs = [
        project["requires-python"],
        project["dependencies"],
        project.get("optional-dependencies", {}),
        tables.get("dependency-groups", {}),
    ]
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


if __name__ == "__main__":
    print(digest(Path(__file__).parent.parent / "pyproject.toml"))
