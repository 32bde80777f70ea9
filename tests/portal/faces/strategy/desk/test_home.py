"""Strategies, their drafts and what they publish, as coordinators make them at the desk."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.ground.languages.said import said
from portal.strategy.plan import acts
from portal.strategy.plan.models import Strategy
from tests.portal.faces.strategy.desk.make import BY, coordinator, make_plan
from tests.portal.strategy.make import make_initiative, make_objective, make_strategy, make_version

pytestmark = pytest.mark.django_db
DESK = "/desk/strategy/"


def test_a_strategy_is_made_begun_written_and_published() -> None:
    client = coordinator()
    sent = {"names_sq": "Dukshmëria", "organisation": "MPJ", "currency": "EUR", "slug": ""}
    assert client.post(f"{DESK}new/", sent).headers["Location"] == f"{DESK}plans/dukshmeria/"
    here = f"{DESK}plans/dukshmeria/"
    client.post(here, {"do": "begin"})
    client.post(f"{here}parts/objective/", {"base": "0", "names_en": "More lists"})
    client.post(f"{here}version/", {"base": "1", "names_en": "The first one", "source": "a decision"})
    client.post(f"{here}publish/", {"do": "publish", "publish-starts_on": "2026-05-01"})
    version = Strategy.objects.get().versions.get()
    assert (version.state, version.starts_on, len(version.digest)) == ("in-force", dt.date(2026, 5, 1), 64)
    assert (version.name, version.source) == ("The first one", "a decision")
    assert client.get(f"{here}publish/").status_code == 404


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("names_sq", {"names_en": ""}),
        ("organisation", {"organisation": ""}),
        ("slug", {"slug": "taken"}),
        ("currency", {"currency": "€"}),
        ("homepage", {"homepage": "no address"}),
    ],
)
def test_what_is_wrong_with_a_strategy_is_said_at_its_field(field: str, sent: dict[str, str]) -> None:
    make_strategy(slug="taken")
    values = {"names_en": "New", "organisation": "A ministry", "currency": "EUR", **sent}
    answer = coordinator().post(f"{DESK}new/", values)
    assert (list(answer.context["form"].errors), Strategy.objects.count()) == ([field], 1)


def test_what_a_strategy_says_of_itself_is_changed_for_all_versions() -> None:
    strategy = make_strategy(slug="plan")
    client = coordinator()
    values = {"names_en": "Renamed", "organisation": "Another ministry", "currency": "EUR"}
    client.post(f"{DESK}plans/plan/about/", values)
    strategy.refresh_from_db()
    assert (said(strategy.names, "en"), strategy.organisation, strategy.slug) == ("Renamed", "Another ministry", "plan")


def test_a_second_draft_cannot_be_begun_beside_the_first() -> None:
    version = make_version(make_strategy(slug="plan"))
    assert coordinator().post(f"{DESK}plans/plan/", {"do": "begin"}).status_code == 409
    assert version.strategy.versions.count() == 1


def test_a_draft_with_words_that_wait_or_a_target_without_baseline_cannot_be_published() -> None:
    plan, client = make_plan(), coordinator()
    here = f"{DESK}plans/plan/publish/"
    sent = {"do": "publish", "publish-starts_on": "2026-05-01"}
    assert (client.post(here, sent).status_code, plan.edit.state) == (409, "beside")
    acts.settle(plan.edit, True, BY)
    aim = plan.version.aims.get()
    acts.change_aim(aim, aim.edition, BY, baseline=None, baseline_on=None)
    page = client.get(here)
    where = [(one.field, name, href) for one, name, href in page.context["stops"]]
    assert where == [("baseline_on", aim.indicator.name, f"{DESK}plans/plan/aims/{aim.pk}/")]
    assert client.post(here, sent).status_code == 409
    acts.change_aim(aim, aim.edition, BY, baseline="10", baseline_on="2025-12-31")
    assert client.post(here, sent).status_code == 302


def test_before_publishing_one_reads_what_changed_and_what_is_missing() -> None:
    version = make_version(make_strategy(slug="plan"))
    make_objective(version, "goal", names={"en": "Goal"})
    acts.publish(version, BY, dt.date(2026, 1, 1))
    draft = make_version(version.strategy)
    goal = draft.objective_set.get()
    acts.change(goal, goal.edition, BY, names={"en": "Higher goal"})
    make_initiative(draft, names={"en": "Way"}, role="")
    client = coordinator()
    page = client.get(f"{DESK}plans/plan/publish/")
    changed = [(one.part, one.field) for one in page.context["differences"]]
    assert ("objective/goal", "names.en") in changed
    assert ("version", "starts_on") not in changed
    assert [one.field for one, _name, _href in page.context["misses"]] == ["objectives", "responsible"]
    sent = {"do": "publish", "publish-starts_on": "2025-12-31"}
    answer = client.post(f"{DESK}plans/plan/publish/", sent)
    assert list(answer.context["deeds"]["publish"].form.errors) == ["starts_on"]
