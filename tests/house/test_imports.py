"""What the code imports is named in pyproject.toml, so that it never leans on what another package happens to bring."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest


def plain(requirement: str) -> str:
    """Return the name in a requirement the way registries compare names."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def imported(path: Path) -> set[str]:
    """What a module imports when it runs; what only the checker of types reads is left out."""
    names = set()
    tree = ast.parse(path.read_bytes())
    for block in [node for node in ast.walk(tree) if isinstance(node, ast.If) and is_for_types(node.test)]:
        block.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.split(".")[0] for name in names}


def is_for_types(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


@pytest.mark.parametrize(
    ("wing", "extras"), [("listed", ["browser", "scale"]), ("wiki", ["portal"]), ("portal", ["portal"])]
)
def test_each_wing_imports_only_what_it_names(
    root: Path, python_files: list[Path], wing: str, extras: list[str]
) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {plain(one) for one in project["dependencies"]}
    named |= {plain(one) for extra in extras for one in project["optional-dependencies"][extra]}
    owners = packages_distributions()
    known = set(sys.stdlib_module_names) | {"listed", "wiki", wing, "compression"}  # compression: stdlib from 3.14 on
    unnamed = {
        f"{path.relative_to(root)}: {name}"
        for path in python_files
        if root / "src" / wing in path.parents
        for name in imported(path) - known
        if not {plain(owner) for owner in owners.get(name, ["nobody"])} & named
    }
    assert unnamed == set()
