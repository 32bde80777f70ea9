"""Every version that a registry lists: the order of versions, and what is no package."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listed.sources import Options, SourceError
from listed.sources.releases import releases
from listed.sources.releases.release import moment, semver

# The order of semver.org, and of its own example.
IN_ORDER = [
    "0.0.9", "0.0.10", "0.9.0", "0.10.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
    "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.9.9", "2.0.0",
]  # fmt: skip


@given(st.permutations(IN_ORDER))
def test_versions_come_in_the_order_of_semver(mixed: list[str]) -> None:
    assert sorted(mixed, key=lambda version: semver(version) or ()) == IN_ORDER


@pytest.mark.parametrize("text", ["", "1.0", "latest", "1.0.0.0", "a.b.c"])
def test_what_is_no_version_has_no_place(text: str) -> None:
    assert semver(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014-03-09T15:21:13.000Z", datetime(2014, 3, 9, 15, 21, 13, tzinfo=UTC)),
        ("2022-07-12T06:07:57.294094123+02:00", datetime(2022, 7, 12, 4, 7, 57, tzinfo=UTC)),
        ("2022-07-12T04:07:57", datetime(2022, 7, 12, 4, 7, 57, tzinfo=UTC)),
        ("yesterday", None),
        (None, None),
        ({}, None),
    ],
)
def test_a_registrys_time_is_read_as_utc(text: object, expected: datetime | None) -> None:
    assert moment(text) == expected


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("places", "not a package"),
        ("npm:", "not a package name"),
        ("npm:places@1.0.0", "leave '1.0.0' out"),
        ("pypi:places==1.0", "leave '1.0' out"),
        ("deb:places=1.0", "leave '1.0' out"),
    ],
)
def test_what_has_no_history_is_said(target: str, says: str, options: Options) -> None:
    with pytest.raises(SourceError, match=says):
        releases(target, options)


def test_a_history_needs_its_registry(options: Options) -> None:
    with pytest.raises(SourceError, match="leave --offline out"):
        releases("npm:places", replace(options, offline=True))
