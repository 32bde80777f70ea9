"""A list without Kosovo is told the step of its own package, or of the upstream it was copied from; a full one none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from listed.origin.remedies import address_of, remedies, remedy, remedy_for
from listed.verdict.answer import ListAnswer, Origin

ROOT = Path(__file__).resolve().parents[3]
sys.path.append(str(ROOT / "data"))
from build_remedies import PACKED, pack, read_remedies  # noqa: E402


def make_answer(verdict: str = "missing", criterion: str = "country", origin: str = "") -> ListAnswer:
    found = Origin(origin, None, 0.9) if origin else None
    return ListAnswer("data.json", criterion, 249, 249, "world", verdict, origin=found)


def test_the_files_give_what_is_packed() -> None:
    assert pack(read_remedies()) == PACKED.read_bytes()


def test_a_package_has_its_own_remedy() -> None:
    assert remedy_for("npm:country-list@2.4.1", make_answer()) == "country-list"
    assert remedy_for("pypi:pycountry", make_answer()) == "pycountry"


def test_the_criterion_chooses_between_two_remedies_of_one_package() -> None:
    assert remedy_for("pypi:pycountry==26.2.16", make_answer("under-serbia", "state")) == "pycountry-subdivisions"


def test_the_own_remedy_goes_before_that_of_the_origin() -> None:
    assert remedy_for("npm:country-list", make_answer(origin="iso-3166-1")) == "country-list"


def test_a_page_has_the_remedy_of_its_origin() -> None:
    page = "https://shop.example/"
    assert remedy_for(page, make_answer(origin="npm:country-list")) == "country-list"
    assert remedy_for(page, make_answer(origin="iso-3166-1")) == "iso-3166-1"
    assert remedy_for(page, make_answer()) is None


def test_a_package_without_a_remedy_has_that_of_its_origin() -> None:
    assert remedy_for("pypi:nobody-knows-it", make_answer(origin="pypi:pycountry")) == "pycountry"


def test_a_copy_from_another_registry_has_the_remedy_of_the_standard() -> None:
    assert remedy_for("npm:nobody-knows-it", make_answer(origin="pypi:pycountry")) == "iso-3166-1"
    assert remedy_for("npm:nobody-knows-it", make_answer(criterion="flag", origin="pypi:pycountry")) is None


@pytest.mark.parametrize("verdict", ["listed", "qualified", "not-expected", "unclear"])
def test_a_list_that_lacks_nothing_has_no_remedy(verdict: str) -> None:
    assert remedy_for("npm:country-list", make_answer(verdict, origin="iso-3166-1")) is None


def test_a_remedy_for_one_criterion_is_not_given_for_another() -> None:
    assert remedy_for("npm:validator", make_answer(criterion="phone-code")) is None


def test_a_remedy_says_all_that_a_site_owner_needs() -> None:
    found = remedy("validator-js")
    assert (found.ecosystem, found.applies_to, found.since_version) == ("npm", ("npm:validator",), "13.15.35")
    assert "userAssignedCodes" in found.snippet
    assert [one.day for one in remedy("iso-3166-1-npm").precedents] == ["2026-02-06", "2019-02-12"]


def test_an_unknown_remedy_is_an_error() -> None:
    with pytest.raises(KeyError):
        remedy("nothing")


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("npm:country-list", "npm:country-list"),
        ("npm:@scope/name@1.2", "npm:@scope/name"),
        ("pypi:Country_List==1.1.0", "pypi:country-list"),
        ("deb:iso-codes=4.15.0-1", "deb:iso-codes"),
        ("https://shop.example/a:b@1", "https://shop.example/a:b@1"),
        ("-", "-"),
    ],
)
def test_an_address_is_without_version(target: str, address: str) -> None:
    assert address_of(target) == address


def test_there_are_enough_and_each_is_whole() -> None:
    known = remedies()
    assert len(known) >= 70
    for name, one in known.items():
        assert one.id == name
        assert one.steps, name
        assert all(step.endswith(".") for step in one.steps), name
        assert one.applies_to, name
        assert bool(one.snippet) == bool(one.language), name
        assert bool(one.check) == bool(one.gives) == bool(one.proven_in), name
        assert one.source, name
        assert one.as_of == "2026-11-23", name
