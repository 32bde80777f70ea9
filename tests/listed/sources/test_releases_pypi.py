"""The versions of Python packages through pip's own parts, from an index that this process plays."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

import pytest

from listed.sources import Options, SourceError
from listed.sources.releases import Release, releases
from tests.listed.sources.conftest import Reply, Site
from tests.listed.sources.test_pypi import _index, publish, wheel  # noqa: F401

FILES = [
    ("places-1.9-py3-none-any.whl", "2019-01-02T03:04:05.678901Z", False),
    ("places-1.9.tar.gz", "2019-01-01T00:00:00Z", "broken"),
    ("places-1.10-py3-none-any.whl", "2020-01-01T00:00:00Z", "oops"),
    ("places-2.0rc1-py3-none-any.whl", "2021-01-01T00:00:00Z", False),
    ("places-1.0.exe", "2018-01-01T00:00:00Z", False),
]


def test_the_indexs_json_form_gives_dates(site: Site, options: Options) -> None:
    rows = [
        {"filename": name, "url": f"/files/{name}", "hashes": {"sha256": hashlib.sha256(b"").hexdigest()},
         "upload-time": time, "yanked": yanked}
        for name, time, yanked in FILES
    ]  # fmt: skip
    body = json.dumps({"meta": {"api-version": "1.1"}, "name": "places", "files": rows}).encode()
    site.pages["/simple/places/"] = Reply(body, media="application/vnd.pypi.simple.v1+json")
    found = releases("pypi:places", options)
    if all(one.released is None for one in found):
        pytest.skip("this pip passes no dates on")
    assert found == [
        Release("1.9", datetime(2019, 1, 1, tzinfo=UTC)),
        Release("1.10", datetime(2020, 1, 1, tzinfo=UTC), yanked=True),
        Release("2.0rc1", datetime(2021, 1, 1, tzinfo=UTC), prerelease=True),
    ]


def test_an_index_of_pages_gives_none(site: Site, options: Options) -> None:
    publish(site, "places", {f"places-{n}-py3-none-any.whl": wheel(n) for n in ("1.10", "1.9", "2.0rc1")})
    assert releases("pypi:Places", options) == [
        Release("1.9", None),
        Release("1.10", None),
        Release("2.0rc1", None, prerelease=True),
    ]


def test_what_goes_wrong(site: Site, options: Options) -> None:
    site.pages["/simple/broken/"] = Reply(status=500)
    site.pages["/simple/empty/"] = Reply(b"<!doctype html><html><body></body></html>")
    for target, says in (
        ("pypi:nothing-here", "no package named 'nothing-here'"),
        ("pypi:empty", "no package named 'empty'"),
        ("pypi:broken", "cannot be read"),
    ):
        with pytest.raises(SourceError, match=says):
            releases(target, options)
