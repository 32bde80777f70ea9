"""Packages through the real npm client, from a registry that this process plays."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from listed.sources import Options, SourceError, open_target, prefetch
from tests.listed.sources.build import read, tar
from tests.listed.sources.conftest import Reply, Site

pytestmark = pytest.mark.npm

BODY = gzip.compress(tar({"package/package.json": b'{"name":"x"}', "package/data/list.json": b'["AL","XK"]'}))


@pytest.fixture(autouse=True)
def _registry(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("npm_config_registry", site.url)
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm-cache"))
    monkeypatch.setenv("npm_config_userconfig", str(tmp_path / "npmrc"))


def publish(site: Site, name: str, versions: list[str], body: bytes = BODY, digest: str | None = None) -> None:
    """Put a package into the registry."""
    file = name.replace("/", "-")
    integrity = digest or "sha512-" + base64.b64encode(hashlib.sha512(body).digest()).decode()
    told = {
        version: {
            "name": name,
            "version": version,
            "dist": {"tarball": f"{site.url}/files/{file}-{version}.tgz", "integrity": integrity},
            # It must never run.
            "scripts": {"preinstall": "exit 1", "prepack": "exit 1", "prepare": "exit 1"},
        }
        for version in versions
    }
    told_all = {"name": name, "dist-tags": {"latest": versions[-1]}, "versions": told}
    site.pages[f"/{name.replace('/', '%2f')}"] = Reply(json.dumps(told_all).encode(), media="application/json")
    for version in versions:
        site.pages[f"/files/{file}-{version}.tgz"] = Reply(body, media="application/octet-stream")


def test_newest_and_exact(site: Site, options: Options) -> None:
    publish(site, "places", ["1.0.0", "1.1.0"])
    for target, version in (("npm:places", "1.1.0"), ("npm:places@1.0.0", "1.0.0"), ("npm:places@^1.0.0", "1.1.0")):
        opened = open_target(target, options)
        assert (opened.target, opened.kind, opened.version) == (target, "package", version)
        assert read(opened) == ({"package.json": b'{"name":"x"}', "data/list.json": b'["AL","XK"]'}, {})


def test_scoped(site: Site, options: Options) -> None:
    publish(site, "@who/places", ["2.0.0"])
    assert open_target("npm:@who/places@2.0.0", options).version == "2.0.0"
    assert open_target("npm:@who/places", replace(options, cache=False)).version == "2.0.0"


def test_an_exact_version_is_fetched_once(site: Site, options: Options) -> None:
    publish(site, "places", ["1.0.0"])
    open_target("npm:places@1.0.0", options).close()
    asked = len(site.asked)
    assert read(open_target("npm:places@1.0.0", options))[0]["data/list.json"] == b'["AL","XK"]'
    offline = replace(options, offline=True)
    assert open_target("npm:places", offline).version == "1.0.0"
    assert len(site.asked) == asked
    with pytest.raises(SourceError, match="not fetched before"):
        open_target("npm:places@9.9.9", offline)


def test_a_new_version_shows(site: Site, options: Options) -> None:
    publish(site, "places", ["1.0.0"])
    assert open_target("npm:places", options).version == "1.0.0"
    publish(site, "places", ["1.0.0", "1.0.1"])
    assert open_target("npm:places", options).version == "1.0.1"


def test_what_goes_wrong(site: Site, options: Options) -> None:
    publish(site, "places", ["1.0.0"])
    publish(site, "forged", ["1.0.0"], digest="sha512-" + base64.b64encode(bytes(64)).decode())
    publish(site, "lost", ["1.0.0"])
    del site.pages["/files/lost-1.0.0.tgz"]
    site.pages["/locked"] = Reply(b"{}", 403, "application/json")
    for target, says in (
        ("npm:nothing-here", "no package named 'nothing-here'"),
        ("npm:places@7.0.0", "no version '7.0.0'"),
        ("npm:forged", "does not match its digest"),
        ("npm:lost", "lacks its file"),
        ("npm:locked", "npm login"),
    ):
        with pytest.raises(SourceError, match=says) as raised:
            open_target(target, options)
        assert str(raised.value).startswith(f"{target}: ")


def test_a_registry_that_fails(site: Site, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    site.pages["/places"] = Reply(b"{}", 500, "application/json")
    with pytest.raises(SourceError, match="try again later"):
        open_target("npm:places", options)
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    with pytest.raises(SourceError, match="cannot be reached"):
        open_target("npm:places", options)


def test_a_slow_registry(site: Site, options: Options) -> None:
    site.pages["/places"] = Reply(b"{}", wait=60)
    began = time.monotonic()
    with pytest.raises(SourceError, match="no answer within 2 seconds"):
        open_target("npm:places", replace(options, timeout=2))
    assert time.monotonic() - began < 10


def test_several_at_once_come_in_order(site: Site, options: Options) -> None:
    names = [f"p{n}" for n in range(6)]
    for name in names:
        publish(site, name, ["1.0.0"])
    targets = [f"npm:{name}" for name in names] + ["npm:none-such"]
    answers = list(prefetch(targets, options, workers=3))
    assert [target for target, _ in answers] == targets
    assert isinstance(answers[-1][1], SourceError)
    for _, opened in answers[:-1]:
        assert not isinstance(opened, SourceError)
        opened.close()


def test_leaving_early_ends_what_is_under_way(site: Site, options: Options) -> None:
    publish(site, "quick", ["1.0.0"])
    site.pages["/slow"] = Reply(b"{}", wait=60)
    began = time.monotonic()
    for _, opened in prefetch(["npm:quick", *["npm:slow"] * 20], options, workers=2):
        assert not isinstance(opened, SourceError)
        opened.close()
        break
    assert time.monotonic() - began < 20


def test_npm_missing(options: Options, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    with pytest.raises(SourceError, match="apt-get install npm"):
        open_target("npm:places", options)
