"""The gallery: what was handed in, by kind, under pseudonyms; drafts and what is out are not shown."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.academy.programme.models import WorkKind
from portal.ground.store.acts import keep
from tests.portal.academy.make import make_edition, make_participant, make_work
from tests.portal.faces.academy.make import signed_in

pytestmark = pytest.mark.django_db


def test_works_stand_by_kind_and_can_be_filtered(client: Client) -> None:
    edition = make_edition()
    me = make_participant(edition, pseudonym="Blue Lynx")
    make_work(edition, me, title="Old bazaar")
    make_work(edition, me, kind=WorkKind.IMAGE, title="Bridge at dawn")
    for state in ("draft", "disqualified", "withdrawn"):
        make_work(edition, me, title=f"Hidden {state}", state=state)
    page = client.get(f"/en/academy/{edition.slug}/works/").content.decode()
    assert [words in page for words in ("Old bazaar", "Bridge at dawn", "Blue Lynx", "Hidden")] == [
        True,
        True,
        True,
        False,
    ]
    pictures = client.get(f"/en/academy/{edition.slug}/works/?kind=image").content.decode()
    assert ("Old bazaar" in pictures, "Bridge at dawn" in pictures) == (False, True)


def test_the_picture_of_a_work_is_shown_only_while_it_is_handed_in() -> None:
    edition = make_edition()
    work = make_work(edition, kind=WorkKind.IMAGE, picture=keep(b"not really a picture", "image/webp"))
    address = f"/en/academy/{edition.slug}/works/{work.pk}.webp"
    answer = signed_in().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert signed_in().get(f"/en/academy/{make_edition().slug}/works/{work.pk}.webp").status_code == 404
    work.state = "disqualified"
    work.save()
    assert signed_in().get(address).status_code == 404
