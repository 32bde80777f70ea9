"""Teams by organisers, and the page of a mentor."""

from __future__ import annotations

import pytest

from portal.academy.programme.models import CrewRole, Team
from tests.portal.academy.make import make_crew, make_edition, make_participant, make_team, make_work
from tests.portal.faces.academy.make import crew_client, signed_in

pytestmark = pytest.mark.django_db


def test_an_organiser_forms_changes_and_mentors_a_team() -> None:
    edition = make_edition()
    people = [make_participant(edition) for _ in range(3)]
    mentor = make_crew(edition, CrewRole.MENTOR, name="Drilon")
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/teams/"
    client.post(address, {"do": "form", "form-name": "Fortress", "form-members": [one.pk for one in people[:2]]})
    team = Team.objects.get()
    one = f"{address}{team.pk}/"
    client.post(one, {"do": "add", "add-one": str(people[2].pk)})
    client.post(one, {"do": "mentor", "mentor-one": str(mentor.pk)})
    client.post(one, {"do": f"out-{people[0].pk}"})
    team.refresh_from_db()
    assert (set(team.members.all()), team.mentor) == ({people[1], people[2]}, mentor)


def test_nobody_of_another_edition_is_put_into_a_team() -> None:
    edition, foreign = make_edition(), make_participant(make_edition())
    make_participant(edition)
    data = {"do": "form", "form-name": "Fortress", "form-members": [foreign.pk]}
    answer = crew_client(edition).post(f"/en/academy/{edition.slug}/crew/teams/", data)
    assert (answer.status_code, Team.objects.count()) == (400, 0)


def test_a_mentor_sees_their_teams_their_works_and_no_name() -> None:
    edition = make_edition()
    mentor = make_crew(edition, CrewRole.MENTOR, name="Drilon")
    me, other = make_participant(edition, pseudonym="Blue Lynx"), make_participant(edition)
    team = make_team(edition, me, name="Fortress", mentor=mentor)
    make_team(edition, other, name="River people")
    make_work(edition, me, team=team, title="Old bazaar")
    answer = signed_in(mentor.person).get(f"/en/academy/{edition.slug}/teams/")
    page = answer.content.decode()
    assert [one["team"].name for one in answer.context["mine"]] == ["Fortress"]
    assert [one["team"].name for one in answer.context["others"]] == ["River people"]
    assert ("Old bazaar" in page, "Blue Lynx" in page, "Secret" in page) == (True, True, False)
