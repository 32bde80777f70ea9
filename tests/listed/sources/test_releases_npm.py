"""The versions of npm packages through the real npm client, from a registry that this process plays."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from listed.sources import Options, SourceError
from listed.sources.releases import Release, keep, open_release, releases
from tests.listed.sources.conftest import Reply, Site
from tests.listed.sources.test_npm import _registry, publish  # noqa: F401

pytestmark = pytest.mark.npm

VERSIONS = ["1.10.0", "1.2.0", "2.0.0-rc.1", "1.9.0"]
TIMES = {"1.2.0": "2014-03-09T15:21:13.000Z", "1.10.0": "2016-01-01T00:00:00.000Z"}


def told(site: Site, name: str, times: dict[str, str], deprecated: str = "") -> None:
    """Have the registry tell these times, and a notice on one version."""
    page = site.pages[f"/{name}"]
    answer = json.loads(page.body)
    answer["time"] = times
    if deprecated:
        answer["versions"][deprecated]["deprecated"] = "use another"
    page.body = json.dumps(answer).encode()


def test_versions_come_oldest_first_with_their_dates(site: Site, options: Options) -> None:
    publish(site, "places", VERSIONS)
    told(site, "places", {"created": "2014-03-09T15:21:12.000Z", **TIMES}, "1.9.0")
    assert releases("npm:places", options) == [
        Release("1.2.0", datetime(2014, 3, 9, 15, 21, 13, tzinfo=UTC)),
        Release("1.9.0", None, deprecated=True),
        Release("1.10.0", datetime(2016, 1, 1, tzinfo=UTC)),
        Release("2.0.0-rc.1", None, prerelease=True),
    ]


def test_a_mirror_that_dates_only_its_copies_is_not_believed(site: Site, options: Options) -> None:
    publish(site, "places", VERSIONS)
    told(site, "places", TIMES)
    assert [one.released for one in releases("npm:places", options)] == [None] * 4


def test_a_package_with_one_version(site: Site, options: Options) -> None:
    publish(site, "places", ["1.0.0"])
    assert releases("npm:places", options) == [Release("1.0.0", None)]


def test_what_goes_wrong(site: Site, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/odd"] = Reply(json.dumps({"name": "odd", "versions": {}}).encode(), media="application/json")
    for target, says in (("npm:nothing-here", "no package named 'nothing-here'"), ("npm:odd", "npm:odd: ")):
        with pytest.raises(SourceError, match=says):
            releases(target, options)
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    with pytest.raises(SourceError, match="cannot be reached"):
        releases("npm:places", options)


def test_several_versions_are_kept_by_one_client(site: Site, options: Options) -> None:
    publish(site, "places", VERSIONS)
    keep("npm:places", VERSIONS, options)
    asked = len(site.asked)
    assert sorted(path for path in site.paths() if path.startswith("/files")) == [
        f"/files/places-{version}.tgz" for version in sorted(VERSIONS)
    ]
    for version in VERSIONS:
        opened = open_release("npm:places", Release(version, None), options)
        assert opened.version == version
        opened.close()
    assert len(site.asked) == asked


def test_a_version_without_its_file_does_not_keep_the_others_from_being_read(site: Site, options: Options) -> None:
    publish(site, "places", VERSIONS)
    del site.pages["/files/places-1.9.0.tgz"]
    keep("npm:places", VERSIONS, options)
    open_release("npm:places", Release("1.2.0", None), options).close()
    with pytest.raises(SourceError, match="lacks its file"):
        open_release("npm:places", Release("1.9.0", None), options)
