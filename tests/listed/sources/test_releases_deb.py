"""The versions of Debian packages through the real apt, from an archive that this process plays."""

from __future__ import annotations

from pathlib import Path

import pytest

from listed.sources import Options, SourceError
from listed.sources.releases import Release, releases
from tests.listed.sources.conftest import Reply, Site
from tests.listed.sources.test_deb import archive  # noqa: F401


def publish(site: Site, *versions: str) -> None:
    """Put these versions of the package `places` into the archive."""
    rows = (
        f"Package: places\nVersion: {version}\nArchitecture: all\nMaintainer: A Person <person@example.org>\n"
        f"Description: places\nFilename: ./places_{version}_all.deb\nSize: 1\nSHA256: {'0' * 64}\n\n"
        for version in versions
    )
    site.pages["/./Packages"] = site.pages["/Packages"] = Reply("".join(rows).encode(), media=None)


def test_versions_come_oldest_first(site: Site, options: Options) -> None:
    publish(site, "1:2.0~rc1-1", "1.10-1", "1.9-1", "1:2.0-1")
    assert releases("deb:places", options) == [
        Release("1.9-1", None),
        Release("1.10-1", None),
        Release("1:2.0~rc1-1", None),
        Release("1:2.0-1", None),
    ]


def test_what_goes_wrong(site: Site, options: Options, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    publish(site, "1.0-1")
    with pytest.raises(SourceError, match="no package named 'nothing-here'"):
        releases("deb:nothing-here", options)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="apt is missing"):
        releases("deb:places", options)
