"""Check-in by code: once, within the hours, at an open house by somebody whom nobody knows."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from portal.academy.programme.acts import AcademyError, check_in, note_visitor, strike_visit
from portal.academy.programme.looks import session_by, visit_of
from portal.academy.programme.models import LETTERS, Session, SessionKind, Visit, new_code
from portal.academy.programme.qr import qr_svg
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import make_edition, make_participant, make_session

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def at(minutes: int, **fields: object) -> Session:
    """A training that begins so many minutes from now."""
    edition = make_edition()
    return make_session(edition, starts_at=timezone.now() + minutes * MINUTE, **fields)


def test_a_participant_is_noted_once() -> None:
    session = at(-30)
    participant = make_participant(session.edition)
    first, second = check_in(session, participant), check_in(session, participant)
    assert (first.pk == second.pk, Visit.objects.count(), first.by) == (True, 1, "participant")
    entry = Entry.objects.get(verb="visit.noted")
    assert (entry.actor, entry.body) == ("participant", {"session": session.pk})


def test_a_visitor_of_an_open_house_is_known_by_a_mark_that_tells_nothing() -> None:
    edition = make_edition()
    houses = [make_session(edition, SessionKind.OPEN_HOUSE) for _ in range(2)]
    for house in (*houses, houses[0]):
        check_in(house, "mark-of-a-browser")
    marks = set(Visit.objects.values_list("visitor", flat=True))
    assert (Visit.objects.count(), len(marks), "mark-of-a-browser" in marks) == (2, 2, False)


def test_a_training_is_for_participants_of_the_edition() -> None:
    session = at(-30)
    stranger, gone = make_participant(make_edition()), make_participant(session.edition, state="withdrawn")
    for who in ("mark", stranger, gone):
        with pytest.raises(AcademyError):
            check_in(session, who)
    assert not Visit.objects.exists()


def test_a_visit_is_found_again_by_who_made_it_alone() -> None:
    house = make_session(make_edition(), SessionKind.OPEN_HOUSE)
    participant = make_participant(house.edition)
    mine, theirs = check_in(house, "mark"), check_in(house, participant)
    assert [visit_of(house, who) for who in ("mark", participant, "other", "")] == [mine, theirs, None, None]


@pytest.mark.parametrize(("minutes", "may"), [(61, False), (59, True), (-179, True), (-181, False)])
def test_the_door_is_open_from_an_hour_before_until_an_hour_after(minutes: int, may: bool) -> None:
    session = at(minutes)
    participant = make_participant(session.edition)
    if may:
        check_in(session, participant)
    else:
        with pytest.raises(AcademyError):
            check_in(session, participant)
    assert Visit.objects.exists() == may


def test_the_crew_notes_by_hand_later_but_not_before() -> None:
    late, early = at(-600), at(90)
    check_in(late, make_participant(late.edition), "person-a")
    with pytest.raises(AcademyError):
        check_in(early, make_participant(early.edition), "person-a")
    visit = Visit.objects.get()
    assert visit.by == "person-a"
    strike_visit(visit, "person-a")
    assert not Visit.objects.exists()


def test_visitors_without_a_phone_are_counted_one_by_one() -> None:
    house = at(-30, kind=SessionKind.OPEN_HOUSE)
    for _ in range(3):
        note_visitor(house, "person-a")
    assert house.visits.count() == 3


def test_a_code_is_found_however_it_is_typed() -> None:
    session = at(0)
    code = session.code
    typed = (code, code.lower(), f" {code[:4]}-{code[4:]} ", f"{code[:4]} {code[4:].lower()}")
    assert [session_by(one) for one in typed] == [session] * 4
    assert [session_by(one) for one in ("", "XXXXXXXX", "<script>")] == [None] * 3
    assert set("01ILO") & set(LETTERS) == set()
    assert all(re.fullmatch(f"[{LETTERS}]{{8}}", new_code()) for _ in range(50))


def test_a_poster_has_its_address_as_one_plain_path() -> None:
    picture = qr_svg("https://portal.example/sq/academy/check-in/ABCD2345/")
    assert re.search(r"<svg[^>]* viewBox=", picture)
    assert [word for word in ("<script", "style=", "<image", "href=") if word in picture] == []
    assert picture.count("<path") == 1
    assert qr_svg("a") != qr_svg("b")
