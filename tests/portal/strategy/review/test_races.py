"""Guests at the same moment, with real threads: words for one finding, new findings, votes while the chair counts."""

from __future__ import annotations

import pytest

from portal.ground.ledger import looks as ledger
from portal.ground.ledger.chain import verify
from portal.ground.moves import NotAllowedError
from portal.strategy.review import findings, motions
from portal.strategy.review.models import Finding, Motion, Vote, Wording
from tests.portal.hostile.test_races import at_once
from tests.portal.strategy.review.make import BY, make_guest, make_review

pytestmark = pytest.mark.django_db(transaction=True)


def test_three_who_reword_at_once_lose_nothing() -> None:
    review = make_review()
    guests = [make_guest(review) for _ in range(3)]
    finding = findings.write(review, "well", "Old", BY)
    at_once(*[lambda one=one: findings.reword(finding, 1, f"By {one.number}", one.handle, one) for one in guests])  # type: ignore[misc]
    kept = Wording.objects.exclude(text="Old")
    assert sorted(kept.values_list("text", flat=True)) == ["By 1", "By 2", "By 3"]
    assert sorted(kept.values_list("state", flat=True)) == ["applied", "beside", "beside"]
    finding.refresh_from_db()
    assert (finding.text, finding.edition) == (kept.get(state="applied").text, 2)


def test_findings_at_once_have_numbers_of_their_own() -> None:
    review = make_review()
    at_once(*[lambda n=n: findings.write(review, "well", f"Finding {n}", BY) for n in range(4)])  # type: ignore[misc]
    assert sorted(Finding.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert verify(ledger.rows(), ledger.head()[1]).fault is None


def test_a_vote_at_the_moment_of_counting_is_counted_or_refused() -> None:
    review = make_review()
    first, second = make_guest(review), make_guest(review)
    motion = motions.open_motion(motions.make_motion(review, BY, "Shall we?"), BY)
    motions.cast(motion, first, "yes")
    came = at_once(lambda: motions.cast(motion, second, "no"), lambda: motions.decide(motion, BY))
    held = Motion.objects.get()
    refused = isinstance(came[0], NotAllowedError)
    assert (held.yes, held.no, Vote.objects.count()) == ((1, 0, 1) if refused else (1, 1, 2))
