"""No registry's address and no machine's path stands in a kept file: mirrors, proxies and other machines must work."""

from __future__ import annotations

import re
from pathlib import Path

# Written in two halves, so that this file passes its own test.
HOSTS = [
    first + second
    for first, second in (
        ("pypi.", "org"),
        ("python", "hosted"),
        ("npm", "js.org"),
        ("npm", "js.com"),
        ("yarn", "pkg"),
        ("deb.", "debian.org"),
        ("security.", "debian.org"),
        ("archive.", "ubuntu.com"),
        ("proxy.", "golang.org"),
        ("crates", ".io"),
    )
]
PATHS = re.compile(r"(?<![\w.}~-])/(?:root|work|home/[a-z]\w*|Users/\w+|opt/(?:pypi|wheels))/")


def texts(kept: list[Path]) -> dict[Path, str]:
    found = {}
    for path in kept:
        data = path.read_bytes()
        if b"\0" not in data[:4096]:
            found[path] = data.decode("utf-8", "replace")
    return found


def test_no_registry_host(root: Path, kept: list[Path]) -> None:
    named = [
        f"{path.relative_to(root)}: {host}"
        for path, text in texts(kept).items()
        for host in HOSTS
        if host in text.lower()
    ]
    assert named == []


def test_no_path_of_one_machine(root: Path, kept: list[Path]) -> None:
    named = [
        f"{path.relative_to(root)}: {hit[0]}" for path, text in texts(kept).items() for hit in PATHS.finditer(text)
    ]
    assert named == []
