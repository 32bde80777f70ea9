"""Teams by participants themselves: form, join while there is room, leave; nobody else's, nobody else's edition."""

from __future__ import annotations

import pytest

from portal.academy.programme.models import Team
from tests.portal.academy.make import make_edition, make_participant, make_team
from tests.portal.faces.academy.make import signed_in

pytestmark = pytest.mark.django_db


def test_a_team_is_formed_joined_and_left() -> None:
    edition = make_edition(team_most=2)
    first, second = make_participant(edition), make_participant(edition)
    address = f"/en/academy/{edition.slug}/mine/team/"
    signed_in(first.person).post(address, {"do": "form", "form-name": "Fortress"})
    team = Team.objects.get()
    signed_in(second.person).post(address, {"do": "join", "join-team": str(team.pk)})
    assert set(team.members.all()) == {first, second}
    signed_in(second.person).post(address, {"do": "leave"})
    assert list(team.members.all()) == [first]


def test_a_full_team_and_one_of_another_edition_cannot_be_joined() -> None:
    edition = make_edition(team_most=2)
    full, elsewhere, me = make_team(edition), make_team(make_edition()), make_participant(edition)
    client, address = signed_in(me.person), f"/en/academy/{edition.slug}/mine/team/"
    answers = [client.post(address, {"do": "join", "join-team": str(one.pk)}) for one in (full, elsewhere)]
    me.refresh_from_db()
    assert ([answer.status_code for answer in answers], me.team) == ([409, 409], None)


def test_the_name_that_another_team_has_comes_back_with_its_reason() -> None:
    edition = make_edition()
    make_team(edition, name="Fortress")
    me = make_participant(edition)
    answer = signed_in(me.person).post(
        f"/en/academy/{edition.slug}/mine/team/", {"do": "form", "form-name": "fortress"}
    )
    page = answer.content.decode()
    assert ("Another team has this name." in page, 'value="fortress"' in page) == (True, True)


def test_who_does_not_take_part_has_no_team_page() -> None:
    edition = make_edition()
    assert signed_in().get(f"/en/academy/{edition.slug}/mine/team/").status_code == 302
