"""Packages through the real apt, from an archive that this process plays."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from listed.sources import Options, SourceError, open_target, prefetch
from tests.conftest import lack
from tests.listed.sources.build import deb, read
from tests.listed.sources.conftest import Reply, Site

BODY = deb({"usr/share/places/list.csv": b"AL,XK"})


@pytest.fixture(autouse=True)
def archive(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """apt's settings for this archive alone, with package lists in a folder of the test."""
    if not shutil.which("apt-get"):
        lack("apt")
    state = tmp_path / "apt"
    for part in ("lists/partial", "cache/archives/partial", "etc", "parts"):
        (state / part).mkdir(parents=True)
    (state / "status").touch()
    (state / "sources.list").write_text(f"deb [trusted=yes] {site.url}/ ./\n")
    settings = {
        "Dir::State::Lists": state / "lists",
        "Dir::State::status": state / "status",
        "Dir::Cache": state / "cache",
        "Dir::Etc::SourceList": state / "sources.list",
        "Dir::Etc::SourceParts": state / "parts",
        "Dir::Etc::Parts": state / "parts",
        "Acquire::Retries": 0,
        "Acquire::http::Proxy": "DIRECT",
        "APT::Sandbox::User": "root" if os.geteuid() == 0 else "",
    }
    text = "".join(f'{name} "{value}";\n' for name, value in settings.items())
    (state / "apt.conf").write_text(text)
    monkeypatch.setenv("APT_CONFIG", str(state / "apt.conf"))
    return state


def publish(site: Site, body: bytes = BODY, digest: str | None = None) -> None:
    """Put the package `places` into the archive."""
    digest = digest or hashlib.sha256(body).hexdigest()
    row = (
        "Package: places\nVersion: 1:2.0-1\nArchitecture: all\nMaintainer: A Person <person@example.org>\n"
        f"Description: places\nFilename: ./places_2.0-1_all.deb\nSize: {len(body)}\nSHA256: {digest}\n\n"
    )
    site.pages["/./Packages"] = site.pages["/Packages"] = Reply(row.encode(), media=None)
    site.pages["/./places_2.0-1_all.deb"] = site.pages["/places_2.0-1_all.deb"] = Reply(body, media=None)


def test_with_no_package_lists_on_the_machine(site: Site, options: Options, archive: Path) -> None:
    publish(site)
    opened = open_target("deb:places", options)
    assert (opened.kind, opened.version) == ("package", "1:2.0-1")
    assert read(opened) == ({"usr/share/places/list.csv": b"AL,XK"}, {})
    assert not [path for path in (archive / "lists").iterdir() if path.is_file()]
    asked = len(site.asked)
    assert read(open_target("deb:places=1:2.0-1", options))[0] == {"usr/share/places/list.csv": b"AL,XK"}
    assert len(site.asked) == asked


def test_several_at_once_share_the_lists(site: Site, options: Options) -> None:
    publish(site)
    answers = list(prefetch(["deb:places"] * 4, replace(options, cache=False), workers=4))
    assert [opened.version for _, opened in answers if not isinstance(opened, SourceError)] == ["1:2.0-1"] * 4
    for _, opened in answers:
        assert not isinstance(opened, SourceError)
        opened.close()


def test_what_goes_wrong(site: Site, options: Options) -> None:
    publish(site, digest="0" * 64)
    with pytest.raises(SourceError, match="no package named 'nothing-here'"):
        open_target("deb:nothing-here", options)
    with pytest.raises(SourceError, match="no version '9'"):
        open_target("deb:places=9", options)
    with pytest.raises(SourceError, match="does not match its digest"):
        open_target("deb:places", options)
    site.pages["/./places_2.0-1_all.deb"] = site.pages["/places_2.0-1_all.deb"] = Reply(status=500)
    with pytest.raises(SourceError, match="apt could not fetch it"):
        open_target("deb:places", options)


def test_an_archive_that_is_not_there(options: Options) -> None:
    with pytest.raises(SourceError, match="apt-get update"):
        open_target("deb:places", options)


def test_a_slow_archive(site: Site, options: Options) -> None:
    publish(site)
    site.pages["/./places_2.0-1_all.deb"] = site.pages["/places_2.0-1_all.deb"] = Reply(wait=60)
    began = time.monotonic()
    with pytest.raises(SourceError, match="no answer within 3 seconds"):
        open_target("deb:places", replace(options, timeout=3))
    assert time.monotonic() - began < 15


def test_apt_missing(options: Options, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="apt is missing"):
        open_target("deb:places", options)
