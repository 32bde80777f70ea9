"""The dates that a package's own files bear."""

from __future__ import annotations

import gzip
import io
import tarfile
from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from listed.sources.releases.dated import Dates, dates_inside
from tests.listed.sources.build import deb

CHANGELOG = b"""# Changes
## [1.2.0](https://example.org/compare/v1.1.0...v1.2.0) (2020-09-18)
- the world since 1990-01-01
### v1.1.0 - 2019-02-03
1.0.1 / 05.11.2018
## 1.0.0 (September 9, 2018)
## 0.9.0 - 2018-02-31
## 0.8.0 - 2999-01-01
## Unreleased
"""
TOLD = {
    "1.2.0": datetime(2020, 9, 18, tzinfo=UTC),
    "1.1.0": datetime(2019, 2, 3, tzinfo=UTC),
    "1.0.1": datetime(2018, 11, 5, tzinfo=UTC),
    "1.0.0": datetime(2018, 9, 9, tzinfo=UTC),
}


def make_npm(seconds: float, changelog: bytes = b"") -> io.BytesIO:
    """An npm package whose package.json bears this time."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, body in (("package/deep/package.json", b"{}"), ("package/package.json", b"{}")):
            member = tarfile.TarInfo(name)
            member.size, member.mtime = len(body), seconds if name.count("/") == 1 else 1_600_000_000
            archive.addfile(member, io.BytesIO(body))
        member = tarfile.TarInfo("package/CHANGELOG.md")
        member.size = len(changelog)
        archive.addfile(member, io.BytesIO(changelog))
    packed.seek(0)
    return packed


def test_an_npm_package_bears_the_time_of_its_manifest() -> None:
    made = datetime(2014, 3, 9, 15, 21, 13, tzinfo=UTC)
    assert dates_inside(make_npm(made.timestamp()), "places-1.0.0.tgz") == Dates(made)


def test_the_time_that_npm_gives_to_all_files_is_none() -> None:
    assert dates_inside(make_npm(datetime(1985, 10, 26, tzinfo=UTC).timestamp()), "places-1.0.0.tgz") == Dates()


def test_a_time_still_to_come_is_none() -> None:
    assert dates_inside(make_npm(32_503_680_000), "places-1.0.0.tgz") == Dates()


def test_a_changelog_dates_its_versions() -> None:
    assert dates_inside(make_npm(0, CHANGELOG), "places-1.0.0.tgz") == Dates(None, TOLD)


def test_a_debian_package_bears_the_time_of_its_archive() -> None:
    body = deb({"usr/share/places/list.csv": b"AL,XK"})
    dated = body[:24] + b"1540000000  " + body[36:]
    assert dates_inside(io.BytesIO(dated), "places_1.0_all.deb") == Dates(datetime(2018, 10, 20, 1, 46, 40, tzinfo=UTC))


@given(st.binary(max_size=300), st.sampled_from(["a.deb", "a.tgz"]))
@example(b"\x1f\x8b\x08", "a.tgz")
def test_any_bytes_give_no_date_and_no_error(body: bytes, name: str) -> None:
    for wrapped in (body, b"!<arch>\n" + body, gzip.compress(body)):
        dates_inside(io.BytesIO(wrapped), name)
