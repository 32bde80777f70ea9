"""The catalogue's text files in; its owners, targets and closed sets of words out."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[3] / "data/catalogue"
PACKAGES = ("npm:", "pypi:", "deb:")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue as it stands in its files; data/README.md says what each field means.

    `owners` and `targets` are by slug, in the order of the files; `words` holds the closed sets of words.toml.
    """

    words: dict[str, Any]
    owners: dict[str, dict[str, Any]]
    targets: dict[str, dict[str, Any]]

    def packages(self) -> list[dict[str, Any]]:
        """The targets that the engine can audit without a page: those in a package registry, by slug."""
        found = [target for target in self.targets.values() if is_package(target["address"])]
        return sorted(found, key=lambda target: str(target["slug"]))


def read_catalogue(folder: Path = FOLDER) -> Catalogue:
    """Read words.toml, owners.toml and every file in targets/. Raises ValueError for a slug that stands twice."""
    targets: dict[str, dict[str, Any]] = {}
    for path in sorted((folder / "targets").glob("*.toml")):
        for target in _toml(path)["target"]:
            if target["slug"] in targets:
                raise ValueError(f"{path.name}: {target['slug']} stands in the catalogue twice")
            targets[target["slug"]] = target
    return Catalogue(_toml(folder / "words.toml"), _toml(folder / "owners.toml"), targets)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines; none where there is no file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def is_package(address: str) -> bool:
    """Whether an address is that of a package in a registry."""
    return address.startswith(PACKAGES)


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
