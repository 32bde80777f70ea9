"""Planning, drawing, starting and stopping a trial; what the ledger and the database hold of it then."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from portal.ground.ledger.looks import history
from portal.ground.moves import NotAllowedError
from portal.indicator.trial.acts import TrialError, draw, note_deviation, plan_trial, start, stop
from portal.indicator.trial.drawing import deal, pool_text, sha256_of
from portal.indicator.trial.looks import deviations, members, to_ask, trials
from portal.indicator.trial.models import Member, Trial
from portal.indicator.trial.watching import watch
from tests.portal.indicator.trial.make import MONDAY, make_lacking, make_listed, make_sent, make_trial

pytestmark = pytest.mark.django_db
PLAN: dict[str, Any] = {"layers": [1], "criterion": "country", "waves": 2, "apart": 30, "follow": 30}


def test_the_seed_and_the_pool_are_sealed_before_anything_is_drawn() -> None:
    trial = make_trial(5)
    rows = list(history(trial.subject))
    slugs = [one.target.slug for one in members(trial)]
    assert [(row.verb, row.actor) for row in rows] == [("trial.planned", "person-a")]
    assert rows[0].body == {
        "layers": [1],
        "criterion": "country",
        "waves": 2,
        "apart": 30,
        "follow": 30,
        "draws": 500,
        "targets": 5,
        "owners": 5,
        "pool_sha256": sha256_of(pool_text(slugs)),
        "seed_sha256": sha256_of(trial.seed),
    }
    assert trial.salt == rows[0].digest
    assert trial.seed not in str(rows[0].as_row())


def test_the_drawing_is_what_seed_and_ledger_say_and_nothing_else() -> None:
    trial = make_trial(9, waves=3)
    draw(trial, "person-b")
    found = members(trial)
    row = history(trial.subject).get(verb="trial.drawn")
    assert {one.unit: one.wave for one in found} == deal(
        row.body["seed"], history(trial.subject).get(verb="trial.planned").digest, {1: [m.unit for m in found]}, 3
    )
    lines = "".join(sorted(f"{one.target.slug} {one.wave}\n" for one in found))
    assert row.body == {
        "seed": trial.seed,
        "salt": trial.salt,
        "targets_by_wave": [3, 3, 3],
        "drawing_sha256": sha256_of(lines),
    }
    assert (trial.state, Counter(one.wave for one in found)) == ("drawn", {0: 3, 1: 3, 2: 3})


def test_targets_of_one_owner_begin_together() -> None:
    first = make_lacking(layer=1)
    for _ in range(4):
        make_lacking(layer=2, owner=first.owner)
    trial = make_trial(3, layers=[1, 2])
    draw(trial, "person-a")
    assert len({one.wave for one in members(trial) if one.unit == first.owner.slug}) == 1


def test_waves_begin_as_planned_from_the_day_of_the_start() -> None:
    trial = make_trial(6, waves=3, apart=20, follow=40)
    draw(trial, "person-a")
    assert (trial.wave_days, trial.ends_on, to_ask(trial, MONDAY)) == ([], None, [])
    start(trial, "person-a", MONDAY)
    days = [MONDAY, MONDAY + dt.timedelta(days=20), MONDAY + dt.timedelta(days=40)]
    assert (trial.wave_days, trial.ends_on) == (days, MONDAY + dt.timedelta(days=80))
    assert history(trial.subject).get(verb="trial.started").body == {"waves": [day.isoformat() for day in days]}
    due = [len(to_ask(trial, MONDAY + dt.timedelta(days=day))) for day in (-1, 0, 19, 20, 40)]
    assert due == [0, 2, 2, 4, 6]


def test_moves_that_are_not_in_the_table_are_refused() -> None:
    trial = make_trial(2)
    with pytest.raises(NotAllowedError):
        start(trial, "person-a")
    draw(trial, "person-a")
    with pytest.raises(NotAllowedError):
        draw(trial, "person-a")
    stop(trial, "person-a", "The law changed.")
    with pytest.raises(NotAllowedError):
        start(trial, "person-a")
    assert [row.verb for row in history(trial.subject)] == ["trial.planned", "trial.drawn", "trial.stopped"]


def test_nobody_is_drawn_twice_by_two_people_at_once() -> None:
    trial = make_trial(2)
    other = Trial.objects.get(pk=trial.pk)
    draw(trial, "person-a")
    with pytest.raises(NotAllowedError):
        draw(other, "person-b")


def test_a_trial_is_stopped_for_a_reason_that_becomes_public() -> None:
    trial = make_trial(2)
    with pytest.raises(TrialError) as told:
        stop(trial, "person-a", "  ")
    assert told.value.field == "reason"
    stop(trial, "person-a", "Too few targets are left.", MONDAY)
    kept = Trial.objects.get(pk=trial.pk)
    assert (kept.state, kept.reason, kept.closed_on) == (
        "stopped",
        "Too few targets are left.",
        MONDAY - dt.timedelta(days=1),
    )
    assert history(trial.subject).get(verb="trial.stopped").body == {"reason": "Too few targets are left."}


def test_what_no_record_tells_is_written_down_by_hand() -> None:
    trial = make_trial(2)
    one = members(trial)[0]
    note_deviation(trial, "person-a", "A newspaper wrote about this library.", one)
    note_deviation(trial, "person-a", "The service for mails was down for a day.")
    with pytest.raises(TrialError):
        note_deviation(trial, "person-a", "")
    assert [(each.member, each.kind, each.by) for each in deviations(trial)] == [
        (one, "other", "person-a"),
        (None, "other", "person-a"),
    ]
    assert [row.body.get("target") for row in history(trial.subject).filter(verb="trial.noted")] == [
        one.target.slug,
        None,
    ]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("slug", {"slug": "Not A Slug"}),
        ("slug", {"slug": ""}),
        ("slug", {"slug": "first"}),
        ("names", {"names": {"en": " "}}),
        ("criterion", {"criterion": "weather"}),
        ("waves", {"waves": 1}),
        ("apart", {"apart": 6}),
        ("follow", {"follow": 731}),
        ("draws", {"draws": 199}),
        ("layers", {"layers": [4]}),
        ("layers", {"waves": 5}),
    ],
)
def test_plans_that_cannot_be_are_refused_at_their_field(field: str, changes: dict[str, Any]) -> None:
    make_trial(2)
    for _ in range(4):
        make_lacking()
    values: dict[str, Any] = {"slug": "second", "names": {"en": "Second"}, **PLAN, **changes}
    with pytest.raises(TrialError) as told:
        plan_trial("person-a", values.pop("slug"), values.pop("names"), **values)
    assert told.value.field == field
    assert Trial.objects.count() == 1


def test_whoever_was_asked_or_listed_is_not_to_be_asked() -> None:
    trial = make_trial(4)
    draw(trial, "person-a")
    start(trial, "person-a", MONDAY)
    one, other = (each for each in members(trial) if each.wave == 0)
    noon = dt.datetime.combine(MONDAY, dt.time(12), dt.UTC)
    make_sent(one.target, noon)
    make_listed(other, noon)
    assert watch(trial, noon) == 2
    assert to_ask(trial, MONDAY) == []
    assert list(trials().values_list("slug", "many")) == [("first", 4)]
    assert Member.objects.filter(trial=trial).count() == 4
