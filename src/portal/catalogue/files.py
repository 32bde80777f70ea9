"""The catalogue's text files in; its owners, targets and closed sets of words out."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[3] / "data/catalogue"
REMEDIES = FOLDER.parent / "remedies"
_SHOWN = ("language", "since_version", "proven_in", "opt_in", "precedents", "source", "as_of")
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
    """Read words.toml, owners.toml, every file in targets/, and the remedies that these name.

    Raises ValueError for a slug that stands twice, and KeyError for a remedy that is not there.
    """
    remedies = read_remedies(folder.parent / REMEDIES.name)
    targets: dict[str, dict[str, Any]] = {}
    for path in sorted((folder / "targets").glob("*.toml")):
        for target in _toml(path)["target"]:
            if target["slug"] in targets:
                raise ValueError(f"{path.name}: {target['slug']} stands in the catalogue twice")
            if "remedy" in target:
                target["remedy"] = shown_remedy(target["remedy"], remedies[target["remedy"]])
            targets[target["slug"]] = target
    return Catalogue(_toml(folder / "words.toml"), _toml(folder / "owners.toml"), targets)


def read_remedies(folder: Path = REMEDIES) -> dict[str, dict[str, Any]]:
    """Every remedy by id, in the order of ids, its opt-in form written out. Raises ValueError for an id given twice."""
    forms = _toml(folder / "forms.toml")
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(set(folder.glob("*.toml")) - {folder / "forms.toml"}):
        for name, row in _toml(path).items():
            if name in found:
                raise ValueError(f"{path.name}: the remedy {name} stands twice")
            form = forms[row["opt_in"]] if "opt_in" in row else None
            found[name] = {**row, "opt_in": form["text"], "precedents": form["precedents"]} if form else row
    return dict(sorted(found.items()))


def shown_remedy(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """A remedy as a target keeps it: what to do, the code to paste, whether it was run, source and date."""
    told = {"id": name, "fix_steps": row["steps"], "snippet": row.get("snippet", "").strip()}
    return {**told, **{key: row[key] for key in _SHOWN if key in row}}


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
