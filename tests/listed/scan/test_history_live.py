"""Histories of small real packages from the real registries, as far back as those go."""

from __future__ import annotations

import pytest

from listed.scan.audit import AuditOptions
from listed.scan.history import Past, history
from listed.sources import SourceError
from tests.conftest import lack

pytestmark = pytest.mark.live
PATIENT = AuditOptions(timeout=60)
_OUT_OF_REACH = ("reached", "no answer within", "cannot be read", "check the network")


def read(target: str, **how: object) -> list[Past]:
    """A history; the test is skipped where the registry is out of reach."""
    try:
        pasts = list(history(target, PATIENT, **how))  # type: ignore[arg-type]
    except SourceError as error:
        if any(word in str(error) for word in _OUT_OF_REACH):
            lack(f"an answer for {target}")
        raise
    if not any(one.answer for one in pasts):
        lack(f"a file of {target}")
    return pasts


@pytest.mark.npm
def test_country_list_never_listed_kosovo() -> None:
    pasts = read("npm:country-list", every=True)
    versions = [one.release.version for one in pasts]
    assert versions.index("0.0.3") < versions.index("1.1.0") < versions.index("2.4.1")
    assert {one.answer.verdict for one in pasts if one.answer} == {"missing"}


def test_iso3166_lists_kosovo_since_0_9_and_its_withdrawn_version_is_told_apart() -> None:
    pasts = {one.release.version: one for one in read("pypi:iso3166", extra=0)}
    read_of = {version: one.answer.verdict for version, one in pasts.items() if one.answer}
    assert (read_of["0.8"], read_of["0.9"]) == ("missing", "listed")
    assert pasts["0.9"].standings["country"].value == "XK"
    assert [version for version, one in pasts.items() if one.release.yanked] == ["2.0.0"]
    assert pasts["2.0.0"].answer is None
