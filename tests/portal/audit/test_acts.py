"""Looks: what is written down, what follows from it, and when the next one is due."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portal.audit.acts import LEASE, Seen, ask_again, observe, rebuild, take_due
from portal.audit.models import Observation, Observer, Schedule, Standing
from portal.ground.ledger import looks as ledger
from tests.portal.make import NOON, make_look, make_target

DAY = dt.timedelta(days=1)


def line(target_id: int) -> list[tuple[str, str, dt.datetime, dt.datetime | None, dt.datetime]]:
    rows = Standing.objects.filter(target=target_id).order_by("criterion", "since", "pk")
    return list(rows.values_list("criterion", "verdict", "since", "until", "seen_at"))


@pytest.mark.django_db
def test_a_look_that_sees_the_same_again_only_moves_the_date() -> None:
    target = make_target()
    make_look(target, NOON, country="missing")
    make_look(target, NOON + DAY, country="missing")
    assert line(target.pk) == [("country", "missing", NOON, None, NOON + DAY)]


@pytest.mark.django_db
def test_a_look_that_sees_another_verdict_ends_the_old_standing() -> None:
    target = make_target()
    make_look(target, NOON, country="missing")
    make_look(target, NOON + DAY, country="listed")
    assert line(target.pk) == [
        ("country", "missing", NOON, NOON + DAY, NOON),
        ("country", "listed", NOON + DAY, None, NOON + DAY),
    ]


@pytest.mark.django_db
def test_a_list_that_a_machine_no_longer_finds_is_not_expected_any_more() -> None:
    target = make_target()
    make_look(target, NOON, country="missing", phone_code="listed")
    make_look(target, NOON + DAY, country="missing")
    now = Standing.objects.filter(target=target, until=None).order_by("criterion")
    assert list(now.values_list("criterion", "verdict")) == [("country", "missing"), ("phone-code", "not-expected")]


@pytest.mark.django_db
def test_what_a_citizen_did_not_look_at_stays_as_it_was() -> None:
    target = make_target()
    make_look(target, NOON, country="missing", phone_code="listed")
    make_look(target, NOON + DAY, Observer.CITIZEN, country="missing")
    now = Standing.objects.filter(target=target, until=None).order_by("criterion")
    assert list(now.values_list("criterion", "verdict")) == [("country", "missing"), ("phone-code", "listed")]


class TestStandings(TestCase):
    """The standings are the observations, said shorter."""

    @settings(max_examples=40)
    @given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["listed", "missing", "mixed"])), max_size=8))
    def test_in_whatever_order_looks_arrive_the_standings_are_those_of_the_observations(
        self, looks: list[tuple[int, str]]
    ) -> None:
        """Backdated looks, such as a citizen's that is confirmed late, end in the same line."""
        target = make_target()
        for day, verdict in looks:
            make_look(target, NOON + day * DAY, country=verdict)
        carried = line(target.pk)
        rebuild(target.pk, "country")
        assert carried == line(target.pk)
        assert all(carried[i][3] == carried[i + 1][2] for i in range(len(carried) - 1))
        assert [row[3] for row in carried[-1:]] == [None] * bool(looks)


@pytest.mark.django_db
def test_a_look_that_could_not_read_changes_no_standing_and_is_tried_again_soon() -> None:
    target = make_target()
    make_look(target, NOON, country="missing")
    observe(target, at=NOON + DAY, observer=Observer.MACHINE, tool="t", by="machine", seen=[], error="no answer")
    assert line(target.pk) == [("country", "missing", NOON, None, NOON)]
    assert Schedule.objects.get(target=target).due_at == NOON + DAY + dt.timedelta(hours=1)


@pytest.mark.django_db
def test_wins_are_looked_at_every_week_for_ever_and_losses_less_and_less_often() -> None:
    won, lost = make_target(), make_target()
    waits = []
    for number in range(8):
        at = NOON + number * 100 * DAY
        make_look(won, at, country="listed")
        make_look(lost, at, country="missing")
        waits.append(tuple((Schedule.objects.get(target=one).due_at - at).days for one in (won, lost)))
    assert waits == [(7, 3), (7, 7), (7, 14), (7, 30), (7, 60), (7, 90), (7, 90), (7, 90)]


@pytest.mark.django_db
def test_the_ledger_has_one_row_for_a_look_with_all_that_was_seen() -> None:
    target = make_target()
    seen = [Seen("country", "missing", "data.json", entries=249, lists=1)]
    look = observe(
        target,
        at=NOON,
        observer=Observer.MACHINE,
        tool="listed 0.1.0",
        by="machine",
        seen=seen,
        evidence=b'{"criteria":[]}',
        version="2.4.1",
    )
    (entry,) = ledger.history(f"target/{target.slug}")
    assert (entry.verb, entry.body["evidence"], entry.body["seen"][0]["verdict"]) == (
        "look.made",
        look.evidence,
        "missing",
    )


@pytest.mark.django_db
def test_two_workers_do_not_take_the_same_target_and_a_killed_one_loses_its_hold() -> None:
    target = make_target()
    make_look(target, NOON, country="missing")
    later = NOON + 4 * DAY
    taken = [take_due(5, later), take_due(5, later), take_due(5, later + 2 * LEASE)]
    assert taken == [[target.pk], [], [target.pk]]


@pytest.mark.django_db
def test_whoever_asks_gets_a_look_at_once_and_first() -> None:
    first, asked = make_target(), make_target()
    for target in (first, asked):
        make_look(target, NOON, country="missing")
    assert ask_again(asked, "owner") is True
    assert take_due(5, dt.datetime.now(dt.UTC) + 5 * DAY)[0] == asked.pk


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ["UPDATE audit_observation SET verdict = 'listed'", "DELETE FROM audit_observation"])
def test_the_database_itself_refuses_to_change_an_observation(deed: str) -> None:
    make_look(make_target(), country="missing")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed)
    assert Observation.objects.get().verdict == "missing"
