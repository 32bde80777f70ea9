"""The what-if page answers by its address alone, says what it assumes, and tells wrong figures at their field."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from portal.strategy.plan.models import Version
from tests.portal.make import make_look, make_target
from tests.portal.strategy.make import make_initiative, make_strategy, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> Version:
    from portal.strategy.plan import acts

    draft = make_version(make_strategy(slug="kosovo"))
    objective = acts.add(draft, "objective", "arta", "recognition", names={"en": "Recognition"})
    initiative = make_initiative(
        draft, "portal", names={"en": "The portal"}, lever="letters", objectives=[objective.key]
    )
    assert initiative.version == draft
    for _ in range(3):
        make_look(make_target(), country="missing")
    return acts.publish(draft, "arta", dt.date(2026, 1, 1))


def page(client: Client, query: str = "", language: str = "en") -> str:
    answer = client.get(f"/{language}/strategy/kosovo/what-if/{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.usefixtures("version")
def test_it_says_by_when_and_shows_a_plot_with_its_table(client: Client) -> None:
    told = page(client, "?letters=30&won=100&won-n=100000&days_to_win=0&days_to_win-n=100000&what=wins&goal=3")
    assert "Lists won: 3" in told
    assert re.search(r"Half of the courses reach it by \d\d/20\d\d; 90 of 100 between \d\d/20\d\d and", told)
    assert '<figure class="chart" id="fan">' in told
    assert "The portal" in told
    assert "3 tracked lists lack Kosovo" in told


@pytest.mark.usefixtures("version")
def test_each_rate_says_what_it_rests_on(client: Client) -> None:
    told = page(client, "?won=30&won-n=10")
    assert told.count("Your assumption") == 1
    assert "From a source, 210 cases" in told
    assert "Not measured yet" in told


@pytest.mark.usefixtures("version")
def test_the_same_address_shows_the_same_courses_and_another_seed_others(client: Client) -> None:
    def rows(seed: int) -> list[str]:
        return re.findall(r"<td[^>]*>[^<]*</td>", page(client, f"?letters=2&seed={seed}&what=articles&goal=90"))

    assert rows(1) == rows(1)
    assert rows(1) != rows(2)


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("letters=-1", "greater than or equal to 0"),
        ("won=101", "less than or equal to 100"),
        ("won-n=x", "Enter a number"),
        ("goal=nan", "Enter a number"),
        ("fixes=", "required"),
        ("what=moon", "Select a valid choice"),
        ("seed=1.5", "Enter a whole number"),
    ],
)
@pytest.mark.usefixtures("version")
def test_wrong_figures_are_told_at_their_field_and_nothing_is_drawn(client: Client, query: str, fault: str) -> None:
    told = page(client, f"?{query}")
    assert "Please correct this" in told
    assert told.count(fault) >= 2
    assert "<figure" not in told


@pytest.mark.usefixtures("version")
def test_a_goal_out_of_reach_is_told_as_such(client: Client) -> None:
    told = page(client, "?letters=0&fixes=0&editions=0&what=wins&goal=3")
    assert "0 % of the courses reach it within 15 years." in told
    assert "not within 15 years" in told


def test_a_strategy_that_is_not_there_has_no_page(client: Client) -> None:
    assert client.get("/en/strategy/nothing/what-if/").status_code == 404


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn"])
def test_it_is_there_in_each_language(client: Client, language: str) -> None:
    assert 'id="fan"' in page(client, language=language)
