"""How the place stands in each criterion of a package, over all its lists."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from listed.verdict.answer import ListAnswer
from listed.verdict.standing import Standing, standings, summed
from listed.verdict.summary import NO_LIST, package_verdict
from tests.listed.verdict.make_answers import one

some_list = st.builds(
    one,
    st.sampled_from(["listed", "missing", "qualified", "under-serbia", "not-expected", "unclear"]),
    st.sampled_from(["country", "phone-code", "flag"]),
    st.sampled_from(["world", "regional", "not-a-country-list"]),
    where=st.sampled_from(["a.json", "b.json", "en.json"]),
)


@given(st.lists(some_list, max_size=6))
def test_a_criterion_has_the_verdict_of_its_lists_and_one_of_them_as_proof(lists: list[ListAnswer]) -> None:
    for found in summed(lists):
        assert found.proof in found.lists
        assert {each.criterion for each in found.lists} == {found.criterion}


@given(st.lists(some_list, max_size=6))
def test_lists_of_the_whole_world_in_one_criterion_have_the_packages_verdict(lists: list[ListAnswer]) -> None:
    world = [replace(each, criterion="country", scope="world") for each in lists]
    verdict = package_verdict(world)
    if verdict != NO_LIST:
        assert [found.verdict for found in summed(world)] == [verdict]


@given(st.lists(some_list, max_size=6))
def test_standings_say_what_the_proof_says(lists: list[ListAnswer]) -> None:
    assert standings(lists) == {
        found.criterion: Standing(
            found.verdict, found.proof.label, found.proof.value, found.proof.entries, found.proof.where
        )
        for found in summed(lists)
    }


def test_what_people_choose_from_comes_first() -> None:
    lists = [one("listed", word) for word in ("flag", "currency", "phone-code", "nationality", "country")]
    assert list(standings(lists)) == ["country", "nationality", "phone-code", "currency", "flag"]


def test_a_mixed_criterion_is_proven_by_a_list_without_the_place() -> None:
    lists = [one("listed", label="Kosovo", value="XK"), one("missing", where="other.json", entries=240)]
    assert standings(lists) == {"country": Standing("mixed", None, None, 240, "other.json")}


def test_lists_that_are_not_of_countries_say_nothing() -> None:
    assert standings([one("not-expected", "language", "not-a-country-list")]) == {}
