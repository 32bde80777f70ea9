"""The table of rights, tried on every address of the desk with every role."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver

from portal.faces.desk.rights import RIGHTS, guarded
from portal.faces.desk.urls import urlpatterns
from portal.ground.people.models import Role
from tests.portal.faces.desk.make import addresses, make_client, make_desk

ROLES = list(Role)
# What a page answers to somebody who may see it, where that is no page: forms alone, and a file that is not there.
ODD = {"desk-take": 405, "desk-bulk": 302, "desk-attachment": 404, "desk-screenshot": 404}


def test_every_address_of_the_desk_has_a_right_and_every_right_an_address() -> None:
    assert sorted(str(pattern.name) for pattern in urlpatterns) == sorted(RIGHTS)
    routes = [name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("desk")]
    assert sorted(routes) == sorted(RIGHTS)


def test_a_page_without_a_right_cannot_be_given_an_address() -> None:
    with pytest.raises(KeyError):
        guarded("desk-new-page", lambda request: None)  # type: ignore[arg-type, return-value]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_the_table_says_and_nothing_else(role: Role) -> None:
    client = make_client(role)
    pages = addresses(make_desk())
    expected = {
        name: ODD.get(name, 200) if ROLES.index(role) >= ROLES.index(least) else 403 for name, least in RIGHTS.items()
    }
    assert {name: client.get(address).status_code for name, address in pages.items()} == expected


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_sign_in_and_back(method: str) -> None:
    for address in addresses(make_desk()).values():
        answer = getattr(Client(), method)(address)
        assert answer.status_code == 302
        assert "sign-in" in answer.headers["Location"]
        assert "next=/desk/" in answer.headers["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_nothing_can_be_posted_where_it_may_not_be_opened(role: Role) -> None:
    client = make_client(role)
    refused = [
        name
        for name, address in addresses(make_desk()).items()
        if ROLES.index(role) < ROLES.index(RIGHTS[name]) and client.post(address, {"do": "approve"}).status_code != 403
    ]
    assert refused == []


@pytest.mark.django_db
@pytest.mark.parametrize(("deed", "least"), [("approve", Role.COORDINATOR), ("decide", Role.MODERATOR)])
def test_bulk_deeds_need_the_right_of_their_page(deed: str, least: Role) -> None:
    for role in (Role.MODERATOR, Role.COORDINATOR):
        status = make_client(role).post("/desk/bulk/", {"do": deed}).status_code
        assert (status == 403) == (ROLES.index(role) < ROLES.index(least))


@pytest.mark.django_db
def test_pages_of_the_desk_are_never_kept_by_a_cache() -> None:
    client = make_client()
    pages = {name: client.get(address) for name, address in addresses(make_desk()).items() if name not in ODD}
    assert [name for name, answer in pages.items() if "no-store" not in answer.headers.get("Cache-Control", "")] == []
