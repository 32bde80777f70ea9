"""Small real packages from the real registries, fetched the way a person's machine is set up to."""

from __future__ import annotations

import shutil

import pytest

from listed.sources import Options, SourceError, open_target
from tests.conftest import lack
from tests.listed.sources.build import read

pytestmark = pytest.mark.live


def fetch(target: str, options: Options) -> tuple[str | None, dict[str, bytes]]:
    try:
        opened = open_target(target, options)
    except SourceError as error:
        if any(word in str(error) for word in ("reached", "no answer within", "cannot be read", "check the network")):
            lack(f"an answer for {target}")
        raise
    documents, unread = read(opened)
    assert unread == {}
    return opened.version, documents


@pytest.mark.npm
def test_npm(options: Options) -> None:
    version, documents = fetch("npm:country-list@2.4.1", options)
    assert version == "2.4.1"
    assert b"Albania" in documents["data.json"]


def test_pypi(options: Options) -> None:
    version, documents = fetch("pypi:iso3166==2.1.1", options)
    assert version == "2.1.1"
    assert b"Albania" in documents["iso3166/__init__.py"]


def test_deb(options: Options) -> None:
    if not shutil.which("apt-get"):
        lack("apt")
    _, documents = fetch("deb:tzdata", options)
    assert b"Tirane" in documents["usr/share/zoneinfo/zone.tab"]
