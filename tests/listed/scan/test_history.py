"""The history of a package, through pip's own parts, from an index that this process plays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from listed.names import load
from listed.scan.audit import AuditOptions
from listed.scan.history import Past, history
from listed.sources import SourceError
from listed.verdict.shifts import shifts
from tests.listed.sources.conftest import Reply, Site
from tests.listed.sources.test_pypi import _index, publish, wheel  # noqa: F401

names = load()
PATIENT = AuditOptions(timeout=60)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def make_list(kosovo: str | None) -> bytes:
    """A wheel with a list of the whole world, and Kosovo under this name where one is given."""
    world = {code: names.english(code) for code in names.codes if names.kind(code) == "iso"}
    return wheel(json.dumps(world | ({"XK": kosovo} if kosovo else {})))


def put(
    site: Site, versions: dict[str, str | None], broken: tuple[str, ...] = (), yanked: tuple[str, ...] = ()
) -> None:
    """Fill the index with these versions, each with Kosovo's name in it; some broken, some withdrawn."""
    page = b""
    for version, kosovo in versions.items():
        body = make_list(kosovo)[: 200 if version in broken else None]
        publish(
            site,
            "places",
            {f"places-{version}-py3-none-any.whl": body},
            extra='data-yanked="oops"' if version in yanked else "",
        )
        page += site.pages["/simple/places/"].body
    site.pages["/simple/places/"] = Reply(page)


def told(pasts: list[Past]) -> dict[str, str]:
    """By version the verdict, `?` where it could not be read; versions that were not tried are left out."""
    return {
        one.release.version: (one.answer.verdict or "") if one.answer else "?"
        for one in pasts
        if one.answer or one.error
    }


def test_both_sides_of_each_change_are_read_and_the_rest_is_told_as_unread(site: Site) -> None:
    put(site, {f"1.{n}": "Kosovo" if n >= 13 else None for n in range(20)})
    pasts = list(history("pypi:places", PATIENT, extra=0))
    assert [one.release.version for one in pasts] == [f"1.{n}" for n in range(20)]
    found = told(pasts)
    assert {version: found[version] for version in ("1.0", "1.12", "1.13", "1.19")} == {
        "1.0": "missing",
        "1.12": "missing",
        "1.13": "listed",
        "1.19": "listed",
    }
    assert len(found) <= 7
    before, now = (next(one for one in pasts if one.release.version == version) for version in ("1.12", "1.13"))
    assert [(one.criterion, one.kind) for one in shifts(before.standings, now.standings)] == [("country", "appeared")]
    assert now.standings["country"].label == "Kosovo"


def test_the_search_goes_round_what_cannot_be_read(site: Site) -> None:
    put(site, {"1.0": None, "1.1": None, "1.2": "Kosovo", "1.3": "Kosovo"}, broken=("1.1", "1.3"))
    pasts = list(history("pypi:places", PATIENT))
    assert told(pasts) == {"1.0": "missing", "1.1": "?", "1.2": "listed", "1.3": "?"}
    assert all(one.error for one in pasts if one.answer is None)


def test_withdrawn_and_trial_versions_are_read_only_with_every(site: Site) -> None:
    put(site, {"1.0": None, "1.1": "Kosovo", "2.0rc1": "Kosovo", "2.0": None}, yanked=("1.1",))
    assert told(list(history("pypi:places", PATIENT))) == {"1.0": "missing", "2.0": "missing"}
    assert told(list(history("pypi:places", PATIENT, every=True))) == {
        "1.0": "missing",
        "1.1": "listed",
        "2.0rc1": "listed",
        "2.0": "missing",
    }


def test_what_came_and_went_between_equal_ends_is_looked_for(site: Site) -> None:
    put(site, {f"1.{n}": "Kosovo" if 3 <= n <= 6 else None for n in range(9)})
    found = told(list(history("pypi:places", PATIENT, extra=1)))
    assert [version for version, verdict in found.items() if verdict == "listed"][::2] != []
    assert {"1.2", "1.3", "1.6", "1.7"} <= set(found)


def test_a_package_without_versions_is_said(site: Site) -> None:
    with pytest.raises(SourceError, match="no package named 'nothing-here'"):
        list(history("pypi:nothing-here", PATIENT))
