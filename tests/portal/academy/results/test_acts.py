"""Names, holds and turns: what a field is told, who reads alone, and when a wiki is read again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from portal.academy.programme.models import Edition
from portal.academy.programme.states import EditionState
from portal.academy.results import acts
from portal.academy.results.models import Account, Reading
from portal.academy.results.states import Fault
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import make_edition, make_participant
from tests.portal.academy.results.make import make_site

pytestmark = pytest.mark.django_db
API = "https://en.example.org/w/api.php"
MINUTE = dt.timedelta(minutes=1)


def make_reading(**fields: object) -> Reading:
    return acts.track(make_edition(**fields), make_site(API), "owner")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("ana_e  vogël", "Ana e vogël"), (" Ana\u202e ", "Ana"), ("ана", "Ана"), ("ß", "ß".upper())],
)
def test_a_name_is_kept_as_mediawiki_writes_it(typed: str, kept: str) -> None:
    assert acts.tidy_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "  _ ", "https://en.example.org/wiki/User:Ana", "Ana#1", "Ana@work", "a" * 90])
def test_what_can_be_no_name_is_told_at_the_field(typed: str) -> None:
    with pytest.raises(acts.AccountError, match="Type the name"):
        acts.tidy_name(typed)


def test_a_name_that_changes_is_looked_up_anew_and_one_that_stays_is_not() -> None:
    reading = make_reading()
    person = make_participant(reading.edition)
    acts.name_account(person, reading.site, "Ana", "owner")
    Account.objects.update(state="found", user=7, listed_from=timezone.now())
    assert acts.name_account(person, reading.site, "ana", "owner").user == 7
    assert acts.name_account(person, reading.site, "Besa", "owner").user is None
    assert Account.objects.get().state == "unknown"
    assert Entry.objects.filter(verb="account.named").count() == 2
    assert "Besa" not in str(list(Entry.objects.values_list("body", flat=True)))


def test_one_account_is_one_persons_in_an_edition() -> None:
    reading = make_reading()
    acts.name_account(make_participant(reading.edition), reading.site, "Ana", "owner")
    with pytest.raises(acts.AccountError, match="Somebody else"):
        acts.name_account(make_participant(reading.edition), reading.site, "ana", "owner")


def test_one_reads_alone_until_the_hold_runs_out() -> None:
    reading, now = make_reading(), timezone.now()
    first = acts.take(reading, now)
    assert first
    assert acts.take(reading, now + acts.LEASE - MINUTE) == ""
    assert acts.due(now, 5) == []
    second = acts.take(reading, now + acts.LEASE + MINUTE)
    assert second
    with pytest.raises(acts.LostError):
        acts.stage(reading, first, "list", "1", b"", {})
    acts.stage(reading, second, "list", "1", b"", {})
    assert reading.staged.count() == 1


def test_faults_put_off_the_next_turn_ever_more_and_a_person_can_ask_at_once() -> None:
    reading, now = make_reading(), timezone.now()
    waits = []
    for _ in range(12):
        token = acts.take(reading, now)
        acts.fail(reading, token, Fault.THROTTLED, "come back later", now)
        reading.refresh_from_db()
        assert reading.next_at
        waits.append(reading.next_at - now)
    assert waits[:3] == [4 * MINUTE, 8 * MINUTE, 16 * MINUTE]
    assert waits[-1] == dt.timedelta(days=1)
    acts.ask_now(reading, "owner")
    assert [one.pk for one in acts.due(timezone.now(), 5)] == [reading.pk]


@pytest.mark.parametrize(
    ("state", "wait"),
    [
        (EditionState.RUNNING, 10 * MINUTE),
        (EditionState.JUDGING, 60 * MINUTE),
        (EditionState.CLOSED, dt.timedelta(days=1)),
        (EditionState.CANCELLED, None),
    ],
)
def test_a_running_edition_is_read_often_and_a_cancelled_one_never(
    state: EditionState, wait: dt.timedelta | None
) -> None:
    edition, now = make_edition(state=state), timezone.now()
    assert acts.next_reading(edition, now) == (now + wait if wait else None)


def test_before_it_begins_and_long_after_it_ended_nothing_is_read() -> None:
    edition = Edition(state="running", starts_at=timezone.now(), ends_at=timezone.now() + MINUTE)
    assert acts.next_reading(edition, edition.starts_at - MINUTE) == edition.starts_at
    assert acts.next_reading(edition, edition.ends_at + dt.timedelta(days=401)) is None


def test_a_wiki_that_is_followed_no_more_is_forgotten_with_its_readings() -> None:
    reading = make_reading()
    acts.untrack(reading.edition, reading.site, "owner")
    assert Reading.objects.count() == 0
    assert list(Entry.objects.values_list("verb", flat=True).order_by("number"))[-2:] == [
        "site.tracked",
        "site.untracked",
    ]
