"""Programmes and editions: what is wrong is told at its field, each move leaves a row, a copy starts anew."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.academy.programme.acts import (
    AcademyError,
    add_venue,
    appoint,
    change_edition,
    change_programme,
    change_session,
    check_in,
    copy_edition,
    dismiss,
    make_edition,
    make_programme,
    move_edition,
    plan_session,
    remove_session,
    remove_venue,
)
from portal.academy.programme.looks import crew_of, editions_shown, is_open_for_applications, sessions_of
from portal.academy.programme.models import CrewRole, Edition, Programme, ProgrammeKind, SessionKind
from portal.academy.programme.states import EDITION
from portal.ground.ledger.models import Entry
from portal.ground.moves import NotAllowedError
from tests.portal.academy import make
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db
START = dt.datetime(2027, 3, 1, 8, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
FIELDS: dict[str, Any] = {
    "slug": "prizren-2027",
    "names": {"en": "Prizren 2027", "sq": "", "sr": "Призрен\n2027"},
    "about": {"en": "Three days."},
    "place": "Prizren",
    "organiser": "Digital Kosovo",
    "contact": "academy@example.org",
    "apply_from": START - 30 * DAY,
    "apply_until": START - 10 * DAY,
    "starts_at": START,
    "ends_at": START + 3 * DAY,
    "tracks": [{"slug": "writing", "names": {"en": "Writing"}, "seats": 40}],
    "team_least": 2,
    "team_most": 4,
    "funders": ["Ministry of Culture ", ""],
}


def make_by(by: str = "person-organiser", **fields: Any) -> Edition:
    programme = Programme.objects.first() or make_programme("wiki", ProgrammeKind.WIKI, {"en": "Wiki"}, {}, by)
    return make_edition(programme, {**FIELDS, **fields}, by)


def faults(**fields: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        make_by(**fields)
    return sorted(caught.value.message_dict)


def verbs() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def test_an_edition_is_kept_in_plain_form_and_whoever_makes_it_organises_it() -> None:
    person = make_person(name="Drita")
    edition = make_by(person.handle)
    assert (edition.names, edition.funders, edition.state) == (
        {"en": "Prizren 2027", "sr": "Призрен 2027"},
        ["Ministry of Culture"],
        "draft",
    )
    assert [(one.person, one.role, one.name) for one in crew_of(edition)] == [(person, "organiser", "Drita")]
    assert verbs() == ["programme.made", "edition.made"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"ends_at": START}, ["ends_at"]),
        ({"starts_at": None}, ["starts_at"]),
        ({"apply_until": START - 31 * DAY}, ["apply_until"]),
        ({"apply_until": START + 4 * DAY}, ["apply_until"]),
        ({"works_due_at": START - DAY}, ["works_due_at"]),
        ({"team_least": 5}, ["team_most"]),
        ({"team_most": 13}, ["team_most"]),
        ({"names": {"en": " "}}, ["names"]),
        ({"names": {"en": "x" * 121}}, ["names"]),
        ({"slug": "Not a slug"}, ["slug"]),
        ({"slug": "certificates"}, ["slug"]),
        ({"contact": "nobody"}, ["contact"]),
        ({"tracks": [{"slug": "A B", "names": {"en": "A"}, "seats": 1}]}, ["tracks"]),
        ({"tracks": [{"slug": "a", "names": {}, "seats": 1}]}, ["tracks"]),
        ({"tracks": [{"slug": "a", "names": {"en": "A"}, "seats": 0}]}, ["tracks"]),
        ({"tracks": 2 * [{"slug": "a", "names": {"en": "A"}, "seats": 1}]}, ["tracks"]),
        ({"ends_at": START - DAY, "slug": "", "team_least": 9}, ["ends_at", "slug", "team_most"]),
    ],
)
def test_what_is_wrong_is_told_at_its_field(fields: dict[str, Any], told: list[str]) -> None:
    assert faults(**fields) == told


def test_two_editions_have_two_addresses() -> None:
    make_by()
    assert faults() == ["slug"]


def test_a_programme_has_a_name() -> None:
    with pytest.raises(ValidationError):
        make_programme("wiki", ProgrammeKind.WIKI, {"en": ""}, {}, "person-a")
    programme = make_programme("wiki", ProgrammeKind.WIKI, {"en": "Wiki"}, {}, "person-a")
    assert change_programme(programme, {"sq": "Viki"}, {"sq": "Shkruajmë"}, "person-a").names == {"sq": "Viki"}


def test_each_move_of_the_table_leaves_a_row() -> None:
    edition, by = make_by(), "person-organiser"
    for verb in ("announce", "hide", "announce", "open", "end_applications", "start", "judge", "close"):
        edition = move_edition(edition, verb, by)
    assert [one.removeprefix("edition.") for one in verbs()[2:]] == [
        "announced", "hidden", "announced", "opened", "ended-applications", "started", "judged", "closed",
    ]  # fmt: skip
    assert (edition.state, edition.closed_at is not None) == ("closed", True)
    with pytest.raises(NotAllowedError):
        move_edition(edition, "start", by)
    assert move_edition(edition, "reopen", by).closed_at is None
    assert set(EDITION.verbs("draft")) == {"announce", "cancel"}


def test_what_must_be_filled_in_before_a_move_is_told() -> None:
    edition = make_by(organiser="", tracks=[], apply_until=None, contact="")
    told = []
    for verb in ("announce", "open"):
        with pytest.raises(ValidationError) as caught:
            move_edition(edition, verb, "person-a")
        told.append(sorted(caught.value.message_dict))
        Edition.objects.update(state="announced")
    assert told == [["organiser"], ["apply_until", "contact", "tracks"]]


def test_a_draft_is_not_shown_and_applications_have_their_time() -> None:
    edition = make_by()
    assert not editions_shown().exists()
    for verb in ("announce", "open"):
        edition = move_edition(edition, verb, "person-a")
    assert list(editions_shown()) == [edition]
    times = (START - 31 * DAY, START - 30 * DAY, START - 11 * DAY, START - 10 * DAY)
    assert [is_open_for_applications(edition, at) for at in times] == [False, True, True, False]


def test_a_change_takes_no_seat_and_no_track_from_anybody() -> None:
    edition = make.make_edition(tracks=[{"slug": "writing", "names": {"en": "W"}, "seats": 3}])
    for _ in range(2):
        make.make_participant(edition)
    for tracks in ([{"slug": "writing", "names": {"en": "W"}, "seats": 1}], []):
        with pytest.raises(ValidationError) as caught:
            change_edition(edition, {"tracks": tracks}, "person-a")
        assert list(caught.value.message_dict) == ["tracks"]
    fewer = [{"slug": "writing", "names": {"en": "W"}, "seats": 2}]
    assert change_edition(edition, {"tracks": fewer}, "person-a").tracks == fewer


def test_the_address_stays_once_it_was_announced() -> None:
    edition = change_edition(make_by(), {"slug": "other"}, "person-a")
    edition = move_edition(edition, "announce", "person-a")
    with pytest.raises(ValidationError):
        change_edition(edition, {"slug": "third", "names": {"en": "New"}}, "person-a")
    rows = Entry.objects.count()
    change_edition(edition, {"names": edition.names}, "person-a")
    assert (Edition.objects.get().slug, Entry.objects.count()) == ("other", rows)


def test_a_copy_has_settings_venues_and_hours_at_its_own_time_and_nobody() -> None:
    edition, by = make_by(), make_person()
    hall = add_venue(edition, "person-a", name="Hall", seats=30)
    hour = plan_session(
        edition, "person-a", kind=SessionKind.TRAINING, names={"en": "One"}, venue=hall, seats=30,
        starts_at=START + DAY, ends_at=START + DAY + dt.timedelta(hours=2),
    )  # fmt: skip
    make.make_participant(edition)
    made = copy_edition(edition, "peja-2028", {"en": "Peja 2028"}, START + 365 * DAY, by.handle)
    copied = made.sessions.get()
    assert (made.state, made.apply_until, made.ends_at, made.tracks, made.participants.count()) == (
        "draft",
        START + 355 * DAY,
        START + 368 * DAY,
        edition.tracks,
        0,
    )
    assert (copied.starts_at, copied.venue.name, copied.venue.pk == hall.pk, copied.code == hour.code) == (
        START + 366 * DAY,
        "Hall",
        False,
        False,
    )
    assert [one.person for one in made.crew.all()] == [by]


def test_hours_that_overlap_in_a_venue_or_of_a_trainer_are_told() -> None:
    edition = make.make_edition()
    hall, other, trainer = make.make_venue(edition), make.make_venue(edition), make.make_crew(edition, CrewRole.TRAINER)
    hour = {"kind": "training", "starts_at": START, "ends_at": START + dt.timedelta(hours=2)}
    first = plan_session(edition, "person-a", venue=hall, trainer=trainer, names={"en": "First"}, **hour)
    for fields, field in (({"venue": hall}, "starts_at"), ({"venue": other, "trainer": trainer}, "trainer")):
        with pytest.raises(ValidationError) as caught:
            plan_session(edition, "person-a", **hour, **fields)
        assert (list(caught.value.message_dict), "First" in str(caught.value)) == ([field], True)
    after = {**hour, "starts_at": hour["ends_at"], "ends_at": START + dt.timedelta(hours=3)}
    plan_session(edition, "person-a", venue=hall, **after)
    plan_session(edition, "person-a", even_so=True, venue=hall, **hour)
    change_session(first, "person-a", names={"en": "Still first"}, even_so=True)
    assert sessions_of(edition).count() == 3


def test_an_hour_has_no_more_seats_than_its_venue_and_ends_after_it_begins() -> None:
    edition = make.make_edition()
    hall = make.make_venue(edition, seats=30)
    for fields, told in (
        ({"venue": hall, "seats": 31}, ["seats"]),
        ({"ends_at": START}, ["ends_at"]),
        ({"kind": ""}, ["kind"]),
        ({"venue": make.make_venue(make.make_edition())}, ["venue"]),
    ):
        hour = {"kind": "training", "starts_at": START, "ends_at": START + DAY, **fields}
        with pytest.raises(ValidationError) as caught:
            plan_session(edition, "person-a", **hour)
        assert sorted(caught.value.message_dict) == told


def test_an_hour_that_somebody_was_at_stays() -> None:
    edition = make.make_edition()
    hall = make.make_venue(edition)
    visited, other = make.make_session(edition, venue=hall), make.make_session(edition, venue=hall)
    check_in(visited, make.make_participant(edition))
    with pytest.raises(AcademyError):
        remove_session(visited, "person-a")
    remove_session(other, "person-a")
    remove_venue(hall, "person-a")
    assert [(one.pk, one.venue, one.count) for one in sessions_of(edition)] == [(visited.pk, None, 1)]  # type: ignore[attr-defined]


def test_an_edition_keeps_an_organiser() -> None:
    edition = make.make_edition()
    first = appoint(edition, make_person(), CrewRole.ORGANISER, "person-a", "Drita")
    again = appoint(edition, first.person, CrewRole.ORGANISER, "person-a", "Drita B.")
    assert (again.pk, again.name) == (first.pk, "Drita B.")
    with pytest.raises(AcademyError):
        dismiss(first, "person-a")
    appoint(edition, make_person(), CrewRole.ORGANISER, "person-a")
    dismiss(first, "person-a")
    assert edition.crew.count() == 1
    assert timezone.now() > edition.made_at
