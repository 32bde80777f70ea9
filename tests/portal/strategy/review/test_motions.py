"""Motions: one vote each, counted by the rule, and what was adopted stands in the draft."""

from __future__ import annotations

import pytest

from portal.ground.ledger.models import Entry
from portal.ground.moves import NotAllowedError
from portal.strategy.plan import acts as plan
from portal.strategy.plan.fields import PlanError
from portal.strategy.review import acts, motions
from portal.strategy.review.base import ReviewError
from portal.strategy.review.looks import Tally, tally, vote_of
from portal.strategy.review.models import Motion, Review
from tests.portal.strategy.review.make import BY, make_guest, make_review

pytestmark = pytest.mark.django_db
STOP = {"do": "change", "kind": "initiative", "key": "academy", "values": {"state": "stopped"}}


def decided(review: Review, change: dict[str, object] | None, *votes: str) -> Motion:
    motion = motions.open_motion(motions.make_motion(review, BY, "Shall we?", change=change), BY)
    for vote in votes:
        motions.cast(motion, make_guest(review), vote)
    return motions.decide(motion, BY)


@pytest.mark.parametrize(
    ("votes", "state"),
    [
        (("yes", "yes", "no"), "carried"),
        (("yes", "abstain", "abstain"), "carried"),
        (("yes", "no"), "rejected"),
        (("abstain",), "rejected"),
        (("no", "no", "yes"), "rejected"),
    ],
)
def test_more_yes_than_no_of_the_votes_cast_adopts(votes: tuple[str, ...], state: str) -> None:
    review = make_review()
    motion = decided(review, STOP, *votes)
    assert review.draft
    row = motions.row_of(review.draft, "initiative", "academy")
    assert row
    assert (motion.state, row.state) == (state, "stopped" if state == "carried" else "planned")  # type: ignore[union-attr]


def test_a_vote_can_be_changed_while_the_motion_is_open_and_counts_once() -> None:
    review = make_review()
    guest, motion = make_guest(review), motions.make_motion(review, BY, "Shall we?")
    make_guest(review, votes=False)
    with pytest.raises(NotAllowedError):
        motions.cast(motion, guest, "yes")
    motions.open_motion(motion, BY)
    motions.cast(motion, guest, "no")
    motions.cast(motion, guest, "yes")
    assert (tally(motion), vote_of(guest, motion)) == (Tally(1, 0, 0, 1), "yes")
    decided = motions.decide(motion, BY)
    with pytest.raises(NotAllowedError):
        motions.cast(motion, guest, "no")
    assert (decided.state, tally(decided)) == ("adopted", Tally(1, 0, 0, 1))


def test_the_ledger_says_who_voted_and_not_what() -> None:
    review = make_review()
    guest = make_guest(review)
    motion = motions.open_motion(motions.make_motion(review, BY, "Shall we?"), BY)
    motions.cast(motion, guest, "no")
    row = Entry.objects.get(verb="vote.cast")
    assert (row.actor, row.subject, row.body) == (guest.handle, review.subject, {"motion": 1})


def test_nobody_without_a_vote_votes_and_nothing_is_decided_without_one() -> None:
    review = make_review()
    motion = motions.open_motion(motions.make_motion(review, BY, "Shall we?"), BY)
    for guest in (make_guest(review, votes=False), make_guest(review, joined=False)):
        with pytest.raises(NotAllowedError):
            motions.cast(motion, guest, "yes")
    with pytest.raises(ReviewError):
        motions.decide(motion, BY)


def test_a_motion_adds_and_removes_parts_of_the_draft() -> None:
    review = make_review()
    assert review.draft
    added = {"names": {"en": "App Camp"}, "objectives": ["presence"], "starts_on": "2013-09-01"}
    decided(review, {"do": "add", "kind": "initiative", "key": "app-camp", "values": added}, "yes")
    decided(review, {"do": "remove", "kind": "initiative", "key": "academy"}, "yes")
    rows = review.draft.initiative_set.values_list("key", "starts_on", "objectives__key")
    assert [(key, str(day), objective) for key, day, objective in rows] == [("app-camp", "2013-09-01", "presence")]
    assert list(review.version.initiative_set.values_list("key", flat=True)) == ["academy"]


def test_what_was_decided_goes_before_what_somebody_typed_meanwhile() -> None:
    review = make_review()
    assert review.draft
    motion = motions.open_motion(motions.make_motion(review, BY, "Stop it", change=STOP), BY)
    row = motions.row_of(review.draft, "initiative", "academy")
    assert row
    plan.change(row, row.edition, "person-desk", state="running", role="An office")
    motions.cast(motion, make_guest(review), "yes")
    assert motions.decide(motion, BY).state == "carried"
    row.refresh_from_db()
    assert (row.state, row.role) == ("stopped", "An office")  # type: ignore[union-attr]
    assert list(review.draft.edits.filter(state="beside")) == []


def test_a_decision_that_cannot_be_carried_stands_and_says_why_until_it_can() -> None:
    review = make_review()
    assert review.draft
    step = plan.add(review.draft, "activity", BY, "call", names={"en": "A call"}, initiative="academy")
    motion = decided(review, {"do": "remove", "kind": "initiative", "key": "academy"}, "yes")
    assert (motion.state, motion.fault[:12]) == ("adopted", "Other parts ")
    assert acts.hindrances(review) == ["A motion was adopted but does not stand in the draft yet."]
    plan.remove(step, step.edition, BY)
    assert (motions.carry(motion, BY).state, acts.hindrances(review)) == ("carried", [])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({**STOP, "do": "burn"}, "change"),
        ({**STOP, "kind": "aim"}, "change"),
        ({**STOP, "key": "none"}, "change"),
        ({**STOP, "values": {"state": "planned"}}, ""),
        ({**STOP, "base": 7}, ""),
        ({**STOP, "do": "add"}, "key"),
        ({**STOP, "values": {"starts_on": "soon"}}, "starts_on"),
        ({**STOP, "values": {"colour": "red"}}, "colour"),
    ],
)
def test_a_wrong_change_is_told_at_its_field(change: dict[str, object], field: str) -> None:
    with pytest.raises((ReviewError, PlanError)) as caught:
        motions.make_motion(make_review(), BY, "Shall we?", change=change)
    assert caught.value.field == field  # type: ignore[union-attr]


def test_a_motion_that_is_withdrawn_is_not_decided() -> None:
    review = make_review()
    motion = motions.withdraw_motion(motions.open_motion(motions.make_motion(review, BY, "Shall we?"), BY), BY)
    with pytest.raises(NotAllowedError):
        motions.open_motion(motion, BY)
