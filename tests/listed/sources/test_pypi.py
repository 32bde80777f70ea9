"""Packages through pip's own parts, from an index that this process plays."""

from __future__ import annotations

import gzip
import hashlib
import time
from dataclasses import replace
from pathlib import Path

import pytest

from listed.sources import Options, SourceError, open_target
from tests.listed.sources.build import read, tar, zipped
from tests.listed.sources.conftest import Reply, Site

SETUP = b"import pathlib; pathlib.Path('/nonexistent/ran').write_text('ran'); raise SystemExit(3)"


@pytest.fixture(autouse=True)
def _index(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", f"{site.url}/simple/")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.setenv("PIP_RETRIES", "0")


def publish(site: Site, name: str, files: dict[str, bytes], *, extra: str = "", digest: str = "") -> None:
    """Put a package into the index; each file under its digest unless another is given."""
    rows = ""
    for file, body in files.items():
        mark = digest or f"#sha256={hashlib.sha256(body).hexdigest()}"
        rows += f'<a href="/files/{file}{"" if digest == "none" else mark}" {extra}>{file}</a>'
        site.pages[f"/files/{file}"] = Reply(body, media="application/octet-stream")
    site.pages[f"/simple/{name}/"] = Reply(f"<!doctype html><html><body>{rows}</body></html>".encode())


def wheel(text: str) -> bytes:
    return zipped({"places/list.json": text.encode(), "places-1.dist-info/METADATA": b"Name: places"})


def sdist(root: str) -> bytes:
    return gzip.compress(tar({f"{root}/setup.py": SETUP, f"{root}/places/list.json": b"sdist"}))


def body_of(target: str, options: Options) -> tuple[str | None, bytes]:
    opened = open_target(target, options)
    assert opened.kind == "package"
    return opened.version, read(opened)[0]["places/list.json"]


def test_a_pure_wheel_goes_first(site: Site, options: Options) -> None:
    files = {
        "places-1.0.tar.gz": sdist("places-1.0"),
        "places-1.0-cp27-cp27m-win32.whl": wheel("foreign"),
        "places-1.0-py3-none-any.whl": wheel("pure"),
    }
    publish(site, "places", files)
    assert body_of("pypi:Places", options) == ("1.0", b"pure")


def test_a_wheel_for_any_machine_before_the_source(site: Site, options: Options) -> None:
    files = {"places-1.0.tar.gz": sdist("places-1.0"), "places-1.0-cp27-cp27m-win32.whl": wheel("foreign")}
    publish(site, "places", files, extra='data-requires-python="&lt;3"')
    assert body_of("pypi:places", options) == ("1.0", b"foreign")


def test_a_source_archive_is_never_run(site: Site, options: Options) -> None:
    publish(site, "places", {"places-1.0.tar.gz": sdist("places-1.0")})
    assert body_of("pypi:places", options) == ("1.0", b"sdist")
    assert not Path("/nonexistent/ran").exists()


def test_newest_whole_release_and_exact_versions(site: Site, options: Options) -> None:
    names = ("1.9", "1.10", "2.0rc1")
    publish(site, "places", {f"places-{n}-py3-none-any.whl": wheel(n) for n in names})
    assert body_of("pypi:places", options) == ("1.10", b"1.10")
    assert body_of("pypi:places==2.0rc1", options) == ("2.0rc1", b"2.0rc1")
    asked = len(site.asked)
    assert body_of("pypi:places==1.10", options) == ("1.10", b"1.10")
    assert len(site.asked) == asked


def test_a_withdrawn_version_only_when_named(site: Site, options: Options) -> None:
    publish(site, "places", {"places-1.0-py3-none-any.whl": wheel("1.0")})
    page = site.pages["/simple/places/"].body
    publish(site, "places", {"places-1.1-py3-none-any.whl": wheel("1.1")}, extra='data-yanked="oops"')
    site.pages["/simple/places/"].body += page
    assert body_of("pypi:places", options)[0] == "1.0"
    assert body_of("pypi:places==1.1", options)[0] == "1.1"


def test_files_in_a_folder(site: Site, options: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "places-3.0-py3-none-any.whl").write_bytes(wheel("folder"))
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    assert body_of("pypi:places", options) == ("3.0", b"folder")
    assert (tmp_path / "wheels" / "places-3.0-py3-none-any.whl").exists()


def test_what_goes_wrong(site: Site, options: Options) -> None:
    publish(site, "places", {"places-1.0-py3-none-any.whl": wheel("1.0")})
    publish(site, "forged", {"forged-1.0-py3-none-any.whl": wheel("1.0")}, digest=f"#sha256={'0' * 64}")
    publish(site, "bare", {"bare-1.0-py3-none-any.whl": wheel("1.0")}, digest="none")
    site.pages["/simple/broken/"] = Reply(status=500)
    for target, says in (
        ("pypi:nothing-here", "no package named 'nothing-here'"),
        ("pypi:places==7", "no version '7'"),
        ("pypi:forged", "does not match its digest"),
        ("pypi:bare", "gives no digest"),
        ("pypi:broken", "cannot be read"),
    ):
        with pytest.raises(SourceError, match=says) as raised:
            open_target(target, options)
        assert str(raised.value).startswith(f"{target}: ")


def test_a_slow_index(site: Site, options: Options) -> None:
    site.pages["/simple/places/"] = Reply(wait=60)
    began = time.monotonic()
    with pytest.raises(SourceError, match="no answer within 2 seconds"):
        open_target("pypi:places", replace(options, timeout=2))
    assert time.monotonic() - began < 10
