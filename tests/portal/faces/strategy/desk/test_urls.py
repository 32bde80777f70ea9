"""Every page of the strategy's desk: who may open it, that it is drawn, and that no cache keeps it."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.faces.strategy.desk.urls import urlpatterns
from portal.ground.people.models import Role
from tests.portal.faces.academy.make import signed_in
from tests.portal.faces.strategy.desk.make import addresses, coordinator, make_plan
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db


def test_every_page_is_looked_at() -> None:
    assert sorted(addresses(make_plan())) == sorted(str(pattern.name) for pattern in urlpatterns)


@pytest.mark.parametrize(("role", "status"), [(Role.MODERATOR, 403), (Role.COORDINATOR, 200), (Role.ADMIN, 200)])
def test_only_coordinators_open_them(role: Role, status: int) -> None:
    client = signed_in(make_person(role))
    pages = addresses(make_plan())
    assert {name: client.get(address).status_code for name, address in pages.items()} == dict.fromkeys(pages, status)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_sign_in_and_back(method: str) -> None:
    for address in addresses(make_plan()).values():
        answer = getattr(Client(), method)(address)
        assert (answer.status_code, "next=/desk/strategy/" in answer.headers["Location"]) == (302, True)


def test_no_cache_keeps_them() -> None:
    client = coordinator()
    kept = [client.get(address).headers["Cache-Control"] for address in addresses(make_plan()).values()]
    assert [value for value in kept if "no-store" not in value] == []


def test_a_part_of_another_strategy_or_of_what_is_in_force_has_no_page() -> None:
    plan, other = make_plan(), make_plan("other")
    client = coordinator()
    slug = other.version.strategy.slug
    wrong = [
        f"/desk/strategy/plans/{slug}/edits/{plan.edit.pk}/",
        f"/desk/strategy/plans/{slug}/aims/{plan.version.aims.get().pk}/",
        f"/desk/strategy/plans/{slug}/parts/objective/nobody/",
        f"/desk/strategy/plans/{slug}/parts/version/goal/",
        f"/desk/strategy/plans/{slug}/parts/aim/",
        "/desk/strategy/plans/nobody/",
    ]
    assert [client.get(address).status_code for address in wrong] == [404] * len(wrong)
