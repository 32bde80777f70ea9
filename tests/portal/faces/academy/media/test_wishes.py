"""Wanted pictures: everybody reads the list, participants take one, organisers add and remove."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.academy.media.acts import want
from portal.academy.media.models import Wish
from tests.portal.academy.make import make_crew, make_edition, make_participant

pytestmark = pytest.mark.django_db


def test_organisers_add_pictures_line_by_line(client: Client) -> None:
    edition = make_edition()
    client.force_login(make_crew(edition).person)
    client.post(f"/en/academy/{edition.slug}/wanted/", {"lines": "Old bazaar; Gjakova\n\n  Mill \n;nowhere\n"})
    assert list(Wish.objects.values_list("title", "place")) == [("Mill", ""), ("Old bazaar", "Gjakova")]


def test_others_cannot_add(client: Client) -> None:
    participant = make_participant()
    client.force_login(participant.person)
    client.post(f"/en/academy/{participant.edition.slug}/wanted/", {"lines": "Old bazaar"})
    assert Wish.objects.count() == 0


def test_one_takes_it_and_the_next_is_told(client: Client) -> None:
    one = make_participant(pseudonym="Iris")
    other = make_participant(one.edition)
    want(one.edition, [("Old bazaar", "Gjakova")], "machine")
    where = f"/en/academy/{one.edition.slug}/wanted/{Wish.objects.get().pk}/"
    client.force_login(one.person)
    client.post(where, {"deed": "take"})
    client.force_login(other.person)
    told = client.post(where, {"deed": "take"}, follow=True).content.decode()
    client.post(where, {"deed": "leave"})
    assert ("no longer possible" in told or "quicker" in told, Wish.objects.get().taken_by) == (True, one)


def test_everybody_reads_the_list_by_place_and_by_pseudonym(client: Client) -> None:
    one = make_participant(pseudonym="Iris 7")
    want(one.edition, [("Old bazaar", "Gjakova"), ("Mill", "")], "machine")
    page = client.get(f"/en/academy/{one.edition.slug}/wanted/").content.decode()
    assert [word in page for word in ("Gjakova", "Anywhere", "Old bazaar", "I go", "Secret")] == [
        True, True, True, False, False,
    ]  # fmt: skip
