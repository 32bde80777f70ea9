"""Selection: several marks, nobody's name, a seat for each who is accepted, and a line that moves up by itself."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.academy.programme.acts import (
    AcademyError,
    FullError,
    change_edition,
    confirm,
    decide,
    enrol,
    lapse,
    mark,
    move_edition,
    move_up,
    release,
    withdraw,
)
from portal.academy.programme.looks import free_seats, place_in_line
from portal.academy.programme.models import Application, CrewRole, Edition
from portal.academy.programme.selection import Balance, Blind, balance, ranking, to_mark
from portal.academy.programme.tasks import keep_time
from portal.ground.moves import NotAllowedError
from tests.portal.academy.make import DAY, make_application, make_crew, make_edition
from tests.portal.academy.programme.test_applying import mails_to
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db
BY = "person-organiser"


def make_small(seats: int | None = 2, **fields: object) -> Edition:
    tracks = [{"slug": "writing", "names": {"en": "Writing"}, "seats": seats}]
    return make_edition(state="selecting", tracks=tracks, **fields)


def states(edition: Edition) -> list[str]:
    return list(edition.applications.order_by("pk").values_list("state", flat=True))


def test_a_selector_sees_words_and_places_and_no_person() -> None:
    edition = make_small()
    one = make_application(edition, experience="A blog", wiki_name="Arta K")
    crew = make_crew(edition, CrewRole.TRAINER)
    assert to_mark(edition, crew) == [
        Blind(one.pk, "writing", ("sq", "en"), "Prizren", "I want to write about my town.", "A blog", None, "")
    ]


def test_the_best_mean_comes_first_and_equals_come_as_they_applied() -> None:
    edition = make_small()
    late, early = make_application(edition), make_application(edition, made_at=timezone.now() - DAY)
    best, nobodys = make_application(edition), make_application(edition, made_at=timezone.now() - 2 * DAY)
    selectors = [make_crew(edition, role) for role in (CrewRole.TRAINER, CrewRole.MENTOR)]
    for application, points in ((late, (3, 4)), (early, (2, 5)), (best, (5, 4))):
        for crew, point in zip(selectors, points, strict=True):
            mark(application, crew, point)
    found = [(one.application.pk, one.mean, one.marks, one.spread) for one in ranking(edition, "writing")]
    assert found == [(best.pk, 4.5, 2, 1), (early.pk, 3.5, 2, 3), (late.pk, 3.5, 2, 1), (nobodys.pk, None, 0, 0)]
    assert [one.own for one in to_mark(edition, selectors[0])] == [None, 2, 3, 5]


def test_a_second_mark_takes_the_place_of_the_first() -> None:
    edition = make_small()
    application, crew = make_application(edition), make_crew(edition)
    mark(application, crew, 2)
    mark(application, crew, 5, "better when read twice")
    assert list(application.marks.values_list("points", "note")) == [(5, "better when read twice")]


def test_jurors_strangers_and_applicants_do_not_mark() -> None:
    edition = make_small()
    application = make_application(edition)
    for crew in (
        make_crew(edition, CrewRole.JUROR),
        make_crew(make_small()),
        make_crew(edition, CrewRole.MENTOR, application.person),
    ):
        with pytest.raises(AcademyError):
            mark(application, crew, 5)
    for points in (0, 6):
        with pytest.raises(ValidationError):
            mark(application, make_crew(edition), points)


def test_nobody_is_accepted_beyond_the_seats() -> None:
    edition = make_small(1)
    first, second = make_application(edition), make_application(edition)
    decide(first, "accept", BY)
    with pytest.raises(FullError):
        decide(second, "accept", BY)
    with pytest.raises(FullError):
        enrol(edition, make_person(), "Opal 77", "writing", BY, is_adult=True)
    decide(second, "wait", BY)
    assert (states(edition), free_seats(edition, "writing")) == (["accepted", "waiting"], 0)


def test_where_nobody_counts_seats_there_is_always_one() -> None:
    edition = make_small(None)
    for _ in range(3):
        decide(make_application(edition), "accept", BY)
    assert (states(edition), free_seats(edition, "writing")) == (["accepted"] * 3, None)


def test_whoever_waits_first_moves_up_when_somebody_withdraws() -> None:
    edition = make_small(1)
    held, first, second = (make_application(edition) for _ in range(3))
    decide(held, "accept", BY)
    for waiting in (first, second):
        decide(waiting, "wait", BY)
    first, second = Application.objects.get(pk=first.pk), Application.objects.get(pk=second.pk)
    assert (place_in_line(first), place_in_line(second), place_in_line(held)) == (1, 2, None)
    withdraw(held)
    assert (states(edition), place_in_line(second)) == (["withdrawn", "accepted", "waiting"], 1)
    assert mails_to(first.person.email) == ["You are on the waiting list", "A place became free for you"]  # type: ignore[union-attr]


def test_who_does_not_confirm_in_time_lapses_and_the_next_moves_up() -> None:
    edition = make_small(1, confirm_days=5)
    held, first = make_application(edition), make_application(edition)
    decide(held, "accept", BY)
    decide(first, "wait", BY)
    held.refresh_from_db()
    assert held.answer_by is not None
    assert held.answer_by.date() == (timezone.now() + 5 * DAY).date()
    keep_time.func()
    assert states(edition) == ["accepted", "waiting"]
    Application.objects.filter(pk=held.pk).update(answer_by=timezone.now() - dt.timedelta(seconds=1))
    keep_time.func()
    assert states(edition) == ["lapsed", "accepted"]
    with pytest.raises(NotAllowedError):
        confirm(held, "Opal 77")
    lapse(Application.objects.get(pk=held.pk))
    assert states(edition) == ["lapsed", "accepted"]


def test_a_participant_who_is_released_gives_the_seat_on() -> None:
    edition = make_small(1)
    held, first = make_application(edition), make_application(edition)
    decide(held, "accept", BY)
    participant = confirm(held, "Opal 77")
    decide(first, "wait", BY)
    assert (release(participant, BY).state, states(edition)) == ("withdrawn", ["withdrawn", "accepted"])


def test_added_seats_are_given_to_the_line() -> None:
    edition = make_small(1)
    held, first, second = (make_application(edition) for _ in range(3))
    decide(held, "accept", BY)
    for waiting in (first, second):
        decide(waiting, "wait", BY)
    assert move_up(edition, "writing") is None
    change_edition(edition, {"tracks": [{"slug": "writing", "names": {"en": "Writing"}, "seats": 2}]}, BY)
    assert move_up(edition, "writing") == first
    assert (move_up(edition, "writing"), states(edition)) == (None, ["accepted", "accepted", "waiting"])


def test_a_closed_edition_answers_everybody_who_waits() -> None:
    edition = make_small(1)
    for state in ("applied", "waiting", "accepted", "confirmed", "awaits-guardian"):
        make_application(edition, state=state, decided_at=timezone.now())
    move_edition(edition, "start", BY)
    edition = move_edition(Edition.objects.get(pk=edition.pk), "close", BY)
    assert states(edition) == ["declined", "declined", "lapsed", "confirmed", "lapsed"]
    with pytest.raises(AcademyError):
        decide(edition.applications.earliest("pk"), "wait", BY)


def test_counts_show_the_balance() -> None:
    edition = make_small()
    make_application(edition, municipality="Prizren", languages=["sq"])
    make_application(edition, municipality="Gračanica", languages=["sr", "en"], state="accepted", is_minor=True)
    make_application(edition, municipality="Prizren", languages=["en"], state="waiting")
    assert balance(edition) == Balance(
        applied=3,
        seated=1,
        waiting=1,
        by={
            "track": {"writing": (3, 1)},
            "municipality": {"Prizren": (2, 0), "Gračanica": (1, 1)},
            "language": {"en": (2, 1), "sq": (1, 0), "sr": (1, 1)},
            "minor": {"no": (2, 0), "yes": (1, 1)},
        },
    )
