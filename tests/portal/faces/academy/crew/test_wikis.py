"""The wikis of an edition: known ones followed or not; new ones by coordinators alone."""

from __future__ import annotations

import pytest

from portal.academy.results.acts import add_site
from portal.academy.results.models import Reading, Site
from portal.ground.people.models import Role
from tests.portal.academy.make import make_edition
from tests.portal.faces.academy.make import crew_client, signed_in
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db
NEW = {
    "do": "add",
    "add-name": "Shqip",
    "add-slug": "sq",
    "add-api": "https://sq.example.org/w/api.php",
    "add-language": "sq",
    "add-kind": "wiki",
    "add-maxima": "sq",
}


def test_a_known_wiki_is_followed_and_followed_no_more() -> None:
    edition = make_edition()
    add_site("sq", "Shqip", "https://sq.example.org/w/api.php", "sq", by="owner")
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/wikis/"
    client.post(address, {"do": "follow-sq"})
    assert Reading.objects.filter(edition=edition).count() == 1
    client.post(address, {"do": "stop-sq"})
    assert Reading.objects.count() == 0


def test_only_a_coordinator_makes_a_wiki_known() -> None:
    edition = make_edition()
    address = f"/en/academy/{edition.slug}/crew/wikis/"
    assert (crew_client(edition).post(address, NEW).status_code, Site.objects.count()) == (409, 0)
    coordinator = signed_in(make_person(Role.COORDINATOR))
    wrong = coordinator.post(address, {**NEW, "add-api": "not an address"})
    assert (wrong.status_code, "not an address" in wrong.content.decode()) == (400, True)
    coordinator.post(address, NEW)
    assert (Site.objects.get().slug, Reading.objects.count()) == ("sq", 1)
    assert coordinator.post(address, NEW).status_code == 400
