"""Partners, what they do, and what initiatives need of each other."""

from __future__ import annotations

import pytest

from portal.ground.moves import NotAllowedError
from portal.strategy.plan import acts
from portal.strategy.plan.models import Dependency, Role
from tests.portal.strategy.make import BY, make_initiative, make_partner, make_strategy, make_version

pytestmark = pytest.mark.django_db


def test_a_partner_is_known_once_and_in_every_version():
    strategy = make_strategy()
    partner = make_partner(strategy, "council", names={"en": "Council"})
    assert acts.change_partner(partner, BY, homepage="https://example.org").homepage == "https://example.org"
    with pytest.raises(acts.PlanError) as caught:
        make_partner(strategy, "council")
    assert caught.value.field == "slug"


@pytest.mark.parametrize(
    ("values", "field"),
    [({"names": {}}, "names"), ({"homepage": "not an address"}, "homepage"), ({"country": "Norway"}, "country")],
)
def test_a_partner_that_cannot_stand_is_told_at_its_field(values: dict[str, object], field: str):
    strategy = make_strategy()
    with pytest.raises(acts.PlanError) as caught:
        make_partner(strategy, **values)
    assert (caught.value.field, strategy.partners.count()) == (field, 0)


def test_a_role_is_set_once_and_dropped():
    version = make_version()
    row, partner = make_initiative(version), make_partner(version.strategy)
    first = acts.set_role(version, BY, partner, "funding", row)
    again = acts.set_role(version, BY, partner.slug, "funding", row.key, source="https://example.org")
    whole = acts.set_role(version, BY, partner, "funding")
    assert (first.pk, again.source, whole.initiative, Role.objects.count()) == (
        again.pk,
        "https://example.org",
        None,
        2,
    )
    acts.drop_role(whole, BY)
    assert list(Role.objects.all()) == [first]


def test_a_role_that_there_is_not_is_told():
    version = make_version()
    with pytest.raises(acts.PlanError) as caught:
        acts.set_role(version, BY, make_partner(version.strategy), "singing")
    assert caught.value.field == "kind"


def test_initiatives_cannot_wait_for_each_other():
    version = make_version()
    first, second, third = (make_initiative(version) for _ in range(3))
    acts.add_dependency(version, BY, first, second, about={"en": "First things first."})
    acts.add_dependency(version, BY, second, third)
    for one, other in ((third, first), (first, first), (first, second)):
        with pytest.raises(acts.PlanError) as caught:
            acts.add_dependency(version, BY, one, other)
        assert caught.value.field == "needs"
    acts.drop_dependency(Dependency.objects.get(initiative=first), BY)
    assert acts.add_dependency(version, BY, third, first).about == {}


def test_roles_of_a_version_in_force_stay():
    version = make_version()
    role = acts.set_role(version, BY, make_partner(version.strategy), "funding")
    acts.publish(version, BY, None)
    with pytest.raises(NotAllowedError):
        acts.drop_role(role, BY)
