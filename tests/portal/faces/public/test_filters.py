"""A query is read word by word; the same list has one address; targets and their numbers agree."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from portal.faces.public.filters import Filters, counts, read, targets
from tests.portal.make import make_look, make_request, make_target


def test_known_words_are_read() -> None:
    query = QueryDict(
        "q=+Kos%C3%ABv+&kind=library&layer=1&category=flag&criterion=map&verdict=missing&asked=1&sort=name"
    )
    assert read(query, ["flag"]) == Filters("Kosëv", "library", 1, "flag", "map", "missing", asked=True, sort="name")


def test_unknown_words_ask_for_nothing() -> None:
    query = QueryDict("kind=x&layer=9&category=y&criterion=z&verdict=no&asked=yes&sort=random&q=%00")
    assert read(query, ["flag"]) == Filters()


def test_the_same_list_has_one_address() -> None:
    asks = read(QueryDict("verdict=missing&q=a+b&layer=0&sort=reach"), [])
    assert asks.query() == "q=a+b&layer=0&verdict=missing"
    assert asks.query(page=3, verdict="") == "q=a+b&layer=0&page=3"
    assert Filters().href() == "?"


@pytest.mark.django_db
def test_each_filter_leaves_what_it_names() -> None:
    make_target(slug="a", name="A", found="alpha", reach=5)
    make_target(slug="b", name="B", found="beta", layer=3, kind="website", criteria=["flag"], reach=9)
    make_look(c := make_target(slug="c", name="C", found="gamma", category="phone"), country="listed", map="missing")
    make_request(make_target(slug="d", name="D", found="delta", reach=7))

    def left(**asks: object) -> list[str]:
        return [target.slug for target in targets(Filters(**asks))]  # type: ignore[arg-type]

    assert left() == ["b", "d", "a", "c"]
    assert left(words="ÁLPHA") == ["a"]
    assert left(kind="website") == ["b"]
    assert left(layer=3) == ["b"]
    assert left(category="phone") == ["c"]
    assert left(criterion="flag") == ["b"]
    assert left(criterion="map") == ["c"]
    assert left(verdict="mixed") == ["c"]
    assert left(verdict="missing") == ["d"]
    assert left(verdict="missing", criterion="map") == ["c"]
    assert left(verdict="unclear") == ["b", "a"]
    assert left(asked=True) == ["d"]
    assert left(sort="name") == ["a", "b", "c", "d"]
    make_look(c, at=c.added_at.replace(year=2027), country="listed")
    assert left(sort="look") == ["c", "d", "a", "b"]


@pytest.mark.django_db
def test_hidden_targets_are_not_found() -> None:
    make_target(hidden=True)
    assert (list(targets(Filters())), counts(Filters())) == ([], {})


@pytest.mark.django_db
def test_numbers_of_kinds_and_verdicts_leave_the_other_filters_as_they_are() -> None:
    make_target()
    make_look(make_target(), country="listed")
    make_look(make_target(kind="component", category="flag"), country="missing")
    whole = {("library", "unclear"): 1, ("library", "listed"): 1, ("component", "missing"): 1}
    assert counts(Filters(kind="library", verdict="listed")) == whole
    assert counts(Filters(category="flag")) == {("component", "missing"): 1}
