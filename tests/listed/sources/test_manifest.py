"""What a package declares: read from the archive itself, with what some installs leave out told apart."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from listed.sources import Options, SourceError
from listed.sources.cache import Cache
from listed.sources.manifest import Manifest, Need, manifest
from tests.listed.sources.build import tar, zipped

PACKAGE = {
    "dependencies": {"codes": "^1.0.0", "flags": "npm:@who/flags@2"},
    "peerDependencies": {"react": ">=18", "moment": "*"},
    "peerDependenciesMeta": {"moment": {"optional": True}},
    "optionalDependencies": {"fast": "1"},
    "devDependencies": {"jest": "1"},
}
METADATA = b"""Metadata-Version: 2.1
Name: Places
Requires-Dist: Py_Country (>=1.0)
Requires-Dist: tzdata>=2026; sys_platform == "win32"
Requires-Dist: babel[all] >=2 ; extra == "names"
Requires-Dist: requests[socks]<3,>=2

Requires-Dist: prose
"""


def make_options(folder: Path, key: str, name: str, data: bytes) -> Options:
    """Options with one package fetched before, and no network."""
    source = folder / name
    source.write_bytes(data)
    Cache(folder / "cache", 1 << 20).put(key, source, "1.0.0")
    return Options(offline=True, cache_dir=folder / "cache")


def packed(files: dict[str, bytes]) -> bytes:
    return gzip.compress(tar(files))


def test_of_npm_s_kinds_all_count_but_those_for_development(tmp_path: Path) -> None:
    files = {"package/demo/package.json": b"{}", "package/package.json": json.dumps(PACKAGE).encode()}
    options = make_options(tmp_path, "npm:@who/picker@1.0.0", "picker.tgz", packed(files))

    assert manifest("npm:@who/picker@1.0.0", options) == Manifest(
        "npm:@who/picker",
        "1.0.0",
        (
            Need("npm:@who/flags", "npm:@who/flags@2", is_always=True),
            Need("npm:codes", "^1.0.0", is_always=True),
            Need("npm:fast", "1", is_always=False),
            Need("npm:moment", "*", is_always=False),
            Need("npm:react", ">=18", is_always=True),
        ),
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("places-1.0.0-py3-none-any.whl", zipped({"places/a.py": b"", "places-1.0.0.dist-info/METADATA": METADATA})),
        ("places-1.0.0.tar.gz", packed({"places-1.0.0/setup.py": b"", "places-1.0.0/PKG-INFO": METADATA})),
    ],
)
def test_of_python_s_all_count_but_those_of_extras(tmp_path: Path, name: str, data: bytes) -> None:
    options = make_options(tmp_path, "pypi:places==1.0.0", name, data)

    assert manifest("pypi:Places==1.0.0", options) == Manifest(
        "pypi:Places",
        "1.0.0",
        (
            Need("pypi:py-country", ">=1.0", is_always=True),
            Need("pypi:requests", "<3,>=2", is_always=True),
            Need("pypi:tzdata", ">=2026", is_always=False),
        ),
    )


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"package/index.js": b""}, "npm:x: it has no manifest."),
        ({"package/package.json": b'{"dependencies": {"a"'}, "npm:x: its manifest cannot be read."),
        ({"package/package.json": b'["a"]'}, "npm:x: its manifest cannot be read."),
        ({"package/package.json": b'{"dependencies": ["a"]}'}, "npm:x: its manifest cannot be read."),
    ],
)
def test_a_package_without_a_manifest_that_can_be_read_is_told(
    tmp_path: Path, files: dict[str, bytes], told: str
) -> None:
    options = make_options(tmp_path, "npm:x@1.0.0", "x.tgz", packed(files))

    with pytest.raises(SourceError, match=told):
        manifest("npm:x", options)
