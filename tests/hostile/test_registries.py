"""Registries that answer badly, asked from the command line: each bad package has its own error."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from pathlib import Path

import pytest

from tests.hostile import parts
from tests.hostile.test_targets import audit, check, folder
from tests.listed.sources.build import tar, zipped
from tests.listed.sources.conftest import Reply, Site, site

__all__ = ["folder", "site"]


@pytest.fixture(autouse=True)
def _asked(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)
    told = {
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_INDEX_URL": f"{site.url}/simple/",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_RETRIES": "0",
        "npm_config_registry": site.url,
        "npm_config_cache": str(tmp_path / "npm-cache"),
        "npm_config_userconfig": str(tmp_path / "npmrc"),
        "npm_config_fetch_retries": "0",
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value)


def put_wheel(site: Site, name: str, body: bytes, digest: str = "") -> None:
    file = f"{name}-1.0-py3-none-any.whl"
    mark = digest or hashlib.sha256(body).hexdigest()
    page = f'<!doctype html><html><body><a href="/files/{file}#sha256={mark}">{file}</a></body></html>'
    site.pages[f"/simple/{name}/"] = Reply(page.encode())
    site.pages[f"/files/{file}"] = Reply(body, media="application/octet-stream")


def put_tarball(site: Site, name: str, body: bytes, digest: str = "") -> None:
    mark = digest or "sha512-" + base64.b64encode(hashlib.sha512(body).digest()).decode()
    dist = {"tarball": f"{site.url}/files/{name}.tgz", "integrity": mark}
    told = {
        "name": name,
        "dist-tags": {"latest": "1.0.0"},
        "versions": {"1.0.0": {"name": name, "version": "1.0.0", "dist": dist}},
    }
    site.pages[f"/{name}"] = Reply(json.dumps(told).encode(), media="application/json")
    site.pages[f"/files/{name}.tgz"] = Reply(body, media="application/octet-stream")


def test_an_index_that_answers_badly(folder: Path, site: Site) -> None:
    wheel = zipped({"places/list.json": parts.as_json().encode(), "places-1.dist-info/METADATA": b"Name: places"})
    put_wheel(site, "places", wheel)
    put_wheel(site, "forged", wheel, "0" * 64)
    put_wheel(site, "broken", b"PK\x03\x04 no zip")
    put_wheel(site, "lost", wheel)
    del site.pages["/files/lost-1.0-py3-none-any.whl"]
    site.pages["/simple/failing/"] = Reply(b"oops", 500)
    site.pages["/simple/slow/"] = Reply(b"", wait=60)
    bad = [f"pypi:{name}" for name in ("nothing-here", "failing", "slow", "forged", "broken", "lost")]
    status, answers = audit(folder, "--timeout", "8", *bad[:3], "pypi:places", "good.html", *bad[3:])
    assert (status, answers.pop("pypi:places")["verdict"]) == (2, "listed")
    check(answers, bad)


@pytest.mark.slow
@pytest.mark.npm
def test_a_registry_that_answers_badly(folder: Path, site: Site) -> None:
    body = gzip.compress(tar({"package/package.json": b"{}", "package/list.json": parts.as_json().encode()}))
    put_tarball(site, "places", body)
    put_tarball(site, "forged", body, "sha512-" + base64.b64encode(bytes(64)).decode())
    put_tarball(site, "lost", body)
    del site.pages["/files/lost.tgz"]
    site.pages["/failing"] = Reply(b"{}", 500, "application/json")
    site.pages["/slow"] = Reply(b"{}", wait=60)
    site.pages["/nonsense"] = Reply(b"<html>Welcome</html>")
    bad = [f"npm:{name}" for name in ("nothing-here", "failing", "slow", "nonsense", "forged", "lost")]
    status, answers = audit(folder, "--timeout", "10", *bad[:4], "npm:places", "good.html", *bad[4:])
    assert (status, answers.pop("npm:places")["verdict"]) == (2, "listed")
    check(answers, bad)


def test_pages_that_answer_badly(folder: Path, site: Site) -> None:
    site.pages["/form"] = Reply(parts.as_page().encode())
    site.pages["/failing"] = Reply(b"oops", 500)
    site.pages["/slow"] = Reply(b"", wait=60)
    site.pages["/round"] = Reply(b"", 302, headers={"Location": "/round"})
    site.pages["/out"] = Reply(b"", 302, headers={"Location": "file:///etc/passwd"})
    bad = [f"{site.url}/{name}" for name in ("nothing-here", "failing", "slow", "round", "out")]
    words = ("--allow-private", "--ignore-robots", "--timeout", "8")
    status, answers = audit(folder, *words, *bad[:3], f"{site.url}/form", "good.html", *bad[3:])
    assert (status, answers.pop(f"{site.url}/form")["verdict"]) == (2, "listed")
    check(answers, bad)
