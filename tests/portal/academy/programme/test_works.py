"""Works: handed in whole until the deadline, taken back before it, put out with a reason after it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.academy.programme.acts import (
    AcademyError,
    change_work,
    disqualify,
    hand_in,
    readmit,
    submit,
    take_back,
    withdraw_work,
)
from portal.academy.programme.looks import takes_works, works_by, works_of
from portal.academy.programme.models import Edition, Work, WorkKind
from portal.ground.moves import NotAllowedError
from tests.portal.academy.make import DAY, make_edition, make_participant, make_team, make_work

pytestmark = pytest.mark.django_db
APP = {"repository": "https://git.example.org/team/map", "demo": "map.example.org?utm_source=x", "licence": "MIT"}


def end(edition: Edition) -> None:
    edition.works_due_at = timezone.now()
    edition.save()


def test_an_app_is_handed_in_by_a_team_with_what_the_jury_needs() -> None:
    edition = make_edition()
    team = make_team(edition)
    member = team.members.earliest("pk")
    work = hand_in(edition, WorkKind.APP, " Map of  streets ", member, team=team)
    with pytest.raises(ValidationError) as caught:
        submit(work, member)
    assert sorted(caught.value.message_dict) == ["demo", "licence", "repository"]
    change_work(work, member, **APP)
    late = make_participant(edition, team=team)
    submit(work, member)
    assert (work.title, work.demo, set(work.authors.all())) == (
        "Map of streets",
        "https://map.example.org/",
        {*team.members.all()},
    )
    assert (list(works_of(edition)), list(works_by(late))) == ([work], [work])


def test_addresses_are_those_of_public_pages() -> None:
    edition = make_edition()
    author = make_participant(edition)
    wrong = {"repository": "ftp://x.example/", "demo": "http://localhost:8000", "address": "javascript:alert(1)"}
    with pytest.raises(ValidationError) as caught:
        hand_in(edition, WorkKind.APP, "Map", author, authors=[author], **wrong)
    assert (sorted(caught.value.message_dict), Work.objects.count()) == (["address", "demo", "repository"], 0)


def test_a_rehearsal_has_wikis_of_its_own() -> None:
    edition = make_edition(is_rehearsal=True)
    author = make_participant(edition)
    local = "http://127.0.0.1:8081/index.php?title=Prizreni"
    work = hand_in(edition, WorkKind.ARTICLE, "Prizreni", author, authors=[author], address=local)
    assert (work.address, submit(work, author).state) == (local, "submitted")


def test_a_page_is_one_work() -> None:
    edition = make_edition()
    one, other = make_participant(edition), make_participant(edition)
    hand_in(edition, WorkKind.ARTICLE, "Prizreni", one, authors=[one], site="sq", page=7)
    with pytest.raises(ValidationError) as caught:
        hand_in(edition, WorkKind.ARTICLE, "Prizreni", other, authors=[other], site="sq", page=7)
    assert list(caught.value.message_dict) == ["address"]


def test_a_team_that_is_too_small_hands_nothing_in() -> None:
    edition = make_edition(team_least=2)
    alone = make_participant(edition)
    work = hand_in(edition, WorkKind.APP, "Map", alone, team=make_team(edition, alone), **APP)
    with pytest.raises(AcademyError):
        submit(work, alone)
    assert list(works_of(edition)) == []


def test_a_work_is_taken_back_and_changed_until_the_deadline() -> None:
    edition = make_edition()
    author = make_participant(edition)
    work = make_work(edition, author)
    with pytest.raises(AcademyError):
        change_work(work, author, title="Other")
    take_back(work, author)
    change_work(work, author, title="Other", about="Why")
    submit(work, author)
    with pytest.raises(NotAllowedError):
        submit(work, author)
    end(edition)
    assert not takes_works(edition)
    for deed in (lambda: take_back(work, author), lambda: change_work(work, author, title="Late")):
        with pytest.raises(AcademyError):
            deed()
    with pytest.raises(AcademyError):
        hand_in(edition, WorkKind.ARTICLE, "Late", author, authors=[author])
    work.refresh_from_db()
    assert (work.title, work.state) == ("Other", "submitted")


def test_a_draft_after_the_deadline_stays_a_draft() -> None:
    edition = make_edition(works_due_at=timezone.now() + DAY)
    author = make_participant(edition)
    work = make_work(edition, author, state="draft")
    end(edition)
    with pytest.raises(AcademyError):
        submit(work, author)


def test_a_work_is_put_out_with_a_reason_and_may_come_back() -> None:
    work = make_work(make_edition())
    with pytest.raises(ValidationError):
        disqualify(work, "  ", "person-a")
    disqualify(work, "Copied from a newspaper.", "person-a")
    assert (work.reason, list(works_of(work.edition))) == ("Copied from a newspaper.", [])
    readmit(work, "person-a")
    assert (list(works_of(work.edition)), work.reason) == ([work], "")


def test_a_withdrawn_work_leaves_its_page_to_others() -> None:
    edition = make_edition()
    author = make_participant(edition)
    first = make_work(edition, author, site="sq", page=7)
    withdraw_work(first, author)
    again = hand_in(edition, WorkKind.ARTICLE, "Prizreni", author, authors=[author], site="sq", page=7)
    assert list(works_by(author)) == [again]


def test_a_work_is_made_by_somebody_of_the_edition() -> None:
    edition = make_edition()
    for authors in ([], [make_participant(make_edition())], [make_participant(edition, state="withdrawn")]):
        with pytest.raises(AcademyError):
            hand_in(edition, WorkKind.ARTICLE, "Prizreni", "person-a", authors=authors)
