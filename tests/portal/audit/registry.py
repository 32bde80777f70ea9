"""An npm registry that a test plays, with packages whose versions have Kosovo or not."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from babel import Locale

from tests.listed.sources.conftest import Reply, Site


@contextmanager
def playing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A registry, and the npm client and the cache set to it alone."""
    site = Site()
    monkeypatch.setenv("npm_config_registry", site.url)
    monkeypatch.setenv("npm_config_cache", str(folder / "npm-cache"))
    monkeypatch.setenv("npm_config_userconfig", str(folder / "npmrc"))
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    try:
        yield site
    finally:
        site.close()


def publish(site: Site, name: str, **versions: str) -> None:
    """Put a package into the registry: versions, with underscores for dots, to what Kosovo is called there; or none."""
    told = {}
    for written, label in versions.items():
        version = written.strip("v").replace("_", ".")
        body = _archive(name, version, label)
        integrity = "sha512-" + base64.b64encode(hashlib.sha512(body).digest()).decode()
        file = f"/files/{name}-{version}.tgz"
        told[version] = {
            "name": name,
            "version": version,
            "dist": {"tarball": f"{site.url}{file}", "integrity": integrity},
        }
        site.pages[file] = Reply(body, media="application/octet-stream")
    times = {version: f"2020-01-{number:02}T00:00:00.000Z" for number, version in enumerate(told, 1)}
    latest = list(told)[-1]
    whole = {
        "name": name,
        "dist-tags": {"latest": latest},
        "versions": told,
        "time": {"created": times[next(iter(times))], "modified": times[latest], **times},
    }
    site.pages[f"/{name}"] = Reply(json.dumps(whole).encode(), media="application/json")


def _archive(name: str, version: str, label: str) -> bytes:
    names = {code: word for code, word in Locale("en").territories.items() if re.fullmatch("[A-Z]{2}", code)}
    names = {code: word for code, word in names.items() if code not in ("XA", "XB", "ZZ", "EU", "UN", "EZ", "QO")}
    rows = [{"name": label if code == "XK" else word, "code": code} for code, word in sorted(names.items())]
    rows = [row for row in rows if row["name"]]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for path, data in (("package.json", {"name": name, "version": version}), ("countries.json", rows)):
            body = json.dumps(data).encode()
            info = tarfile.TarInfo(f"package/{path}")
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return gzip.compress(out.getvalue())
