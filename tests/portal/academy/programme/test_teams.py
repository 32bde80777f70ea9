"""Teams: never larger than allowed, one a participant, a name of their own; works by teams that are large enough."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from portal.academy.programme.acts import (
    AcademyError,
    FullError,
    form_team,
    hand_in,
    join_team,
    leave_team,
    release,
    rename_team,
    set_mentor,
)
from portal.academy.programme.looks import short_teams, teamless, teams_of
from portal.academy.programme.models import CrewRole, Team
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import make_crew, make_edition, make_participant, make_team

pytestmark = pytest.mark.django_db


def test_participants_form_a_team_and_others_join_while_there_is_room() -> None:
    edition = make_edition(team_least=2, team_most=3)
    one, two, three, four = (make_participant(edition) for _ in range(4))
    team = form_team(edition, "Ujëvara", [one], one)
    assert short_teams(edition) == [team]
    join_team(team, two)
    join_team(team, two)
    join_team(team, three, "person-organiser")
    with pytest.raises(FullError):
        join_team(team, four)
    assert ([one.count for one in teams_of(edition)], list(teamless(edition))) == ([3], [four])  # type: ignore[attr-defined]
    rows = Entry.objects.filter(verb__startswith="team.").order_by("number").values_list("verb", "actor")
    assert list(rows) == [
        ("team.formed", f"participant/{one.pk}"),
        ("team.joined", f"participant/{two.pk}"),
        ("team.joined", "person-organiser"),
    ]


def test_nobody_is_in_two_teams_or_in_one_of_another_edition() -> None:
    edition = make_edition()
    member, stranger = make_participant(edition), make_participant(make_edition())
    team, other = form_team(edition, "A", [member], member), make_team(edition)
    with pytest.raises(AcademyError):
        join_team(other, member)
    with pytest.raises(AcademyError):
        join_team(team, stranger)
    for members in ([member], [stranger], []):
        with pytest.raises(AcademyError):
            form_team(edition, "B", members, member)


def test_too_many_form_no_team() -> None:
    edition = make_edition(team_most=2)
    with pytest.raises(FullError):
        form_team(edition, "A", [make_participant(edition) for _ in range(3)], "person-a")
    assert not Team.objects.exists()


def test_two_teams_have_two_names() -> None:
    edition = make_edition()
    form_team(edition, "Ujëvara", [make_participant(edition)], "person-a")
    other = make_team(edition)
    for name in ("ujevara", "", "https://x.example"):
        with pytest.raises(ValidationError) as caught:
            rename_team(other, name, "person-a")
        assert list(caught.value.message_dict) == ["name"]
    assert rename_team(other, "Bistrica", "person-a").name == "Bistrica"


def test_a_team_that_nobody_is_left_of_goes_unless_it_made_something() -> None:
    edition = make_edition(team_least=1)
    one, two = make_participant(edition), make_participant(edition)
    empty, maker = form_team(edition, "A", [one], one), form_team(edition, "B", [two], two)
    hand_in(edition, "app", "Map", two, team=maker)
    for member in (one, two):
        leave_team(member)
        leave_team(member)
    assert (list(Team.objects.all()), Team.objects.filter(pk=empty.pk).exists()) == ([maker], False)


def test_who_leaves_the_edition_leaves_the_team() -> None:
    edition = make_edition()
    member = make_participant(edition)
    team = make_team(edition, member, make_participant(edition))
    assert (release(member, "person-a").team, team.members.count()) == (None, 1)


def test_a_mentor_is_of_the_crew() -> None:
    edition = make_edition()
    team, mentor = make_team(edition), make_crew(edition, CrewRole.MENTOR)
    assert set_mentor(team, mentor, "person-a").mentor == mentor
    for other in (make_crew(edition, CrewRole.JUROR), make_crew(make_edition(), CrewRole.MENTOR)):
        with pytest.raises(AcademyError):
            set_mentor(team, other, "person-a")
    assert set_mentor(team, None, "person-a").mentor is None


def test_teams_stay_once_the_jury_reads() -> None:
    edition = make_edition()
    team, late = make_team(edition), make_participant(edition)
    edition.state = "judging"
    edition.save()
    for deed in (lambda: join_team(team, late), lambda: leave_team(team.members.earliest("pk"))):
        with pytest.raises(AcademyError):
            deed()
