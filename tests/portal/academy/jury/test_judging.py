"""Ballots: kept once each, changed until the end, never by the wrong juror; a ranking moves as a whole."""

from __future__ import annotations

from typing import Any

import pytest

from portal.academy.jury.acts import close_round
from portal.academy.jury.dealing import JuryError
from portal.academy.jury.judging import StaleError, cast, check_marks
from portal.academy.jury.looks import feedback_for, seats_of, standings
from portal.academy.jury.models import Ballot
from portal.academy.jury.signing import sign_round
from portal.ground.ledger.models import Entry as Row
from portal.ground.moves import NotAllowedError
from tests.portal.academy.jury.make import BY, fresh, judge, judge_all, make_jury, marks_of, waiting

pytestmark = pytest.mark.django_db


def test_the_ledger_has_a_digest_of_each_change_and_nothing_that_was_judged() -> None:
    about = make_jury(works=1, jurors=1, quorum=1)
    share = waiting(about)[0]
    first = judge(share, 2, note="Copied, I fear.").digest
    second = judge(share, 4, feedback="Good sources.").digest
    rows = list(Row.objects.filter(subject=f"ballot/{share.pk}").order_by("number").values_list("verb", "body"))
    assert rows == [
        ("ballot.cast", {"digest": first, "version": 1, "round": about.pk}),
        ("ballot.changed", {"digest": second, "version": 2, "round": about.pk}),
    ]


def test_the_same_ballot_twice_is_one() -> None:
    about = make_jury(works=1, jurors=1, quorum=1)
    share = waiting(about)[0]
    judge(share, 4)
    again = cast(share, share.seat.person, 0, marks_of(about, 4))
    assert (again.version, Ballot.objects.count(), Row.objects.filter(verb="ballot.changed").count()) == (1, 1, 0)
    with pytest.raises(StaleError):
        cast(share, share.seat.person, 0, marks_of(about, 5))


def test_nobody_judges_for_somebody_else() -> None:
    about = make_jury(works=1, jurors=2)
    first, second = waiting(about)
    with pytest.raises(NotAllowedError):
        cast(first, second.seat.person, 0, marks_of(about, 4))


@pytest.mark.parametrize(
    ("method", "marks"),
    [
        ("yes-no", {}),
        ("yes-no", {"yes": "yes"}),
        ("stars", {"stars": {"1": 5}}),
        ("stars", {"stars": {"1": 5, "2": 6}}),
        ("stars", {"stars": {"1": 5, "2": 2.5}}),
        ("ranking", {"place": 0}),
        ("ranking", {"place": True}),
    ],
)
def test_marks_that_are_none_are_refused(method: str, marks: dict[str, Any]) -> None:
    about = make_jury(works=1, jurors=1, method=method)
    with pytest.raises(JuryError):
        check_marks(about, marks)


def test_a_work_put_into_a_ranking_moves_the_others() -> None:
    about = make_jury(works=4, jurors=1, quorum=1, method="ranking")
    place = seats_of(about)[0]
    shares = waiting(about, place)
    for share, at in zip(shares, (1, 1, 2, 9), strict=True):
        cast(share, place.person, 0, {"place": at})
    order = sorted((row.marks["place"], shares.index(row.share)) for row in Ballot.objects.select_related("share"))
    assert order == [(1, 1), (2, 2), (3, 0), (4, 3)]
    cast(shares[3], place.person, 1, {"place": 1})
    order = sorted((row.marks["place"], shares.index(row.share)) for row in Ballot.objects.select_related("share"))
    assert order == [(1, 3), (2, 1), (3, 2), (4, 0)]
    assert len(set(Ballot.objects.values_list("digest", flat=True))) == 4
    assert [float(one.total or 0) for one in standings(about).placed] == pytest.approx([1, 2 / 3, 1 / 3, 0])


def test_authors_read_the_words_for_them_once_the_result_is_signed_and_never_the_notes() -> None:
    about = make_jury(works=1, jurors=2)
    for share in waiting(about):
        judge(share, 4, note="Between us.", feedback=f"Thank you, from {share.pk}.")
    work = share.entry.work
    assert feedback_for(work) == []
    close_round(about, BY)
    sign_round(fresh(about), BY)
    assert sorted(feedback_for(work)) == sorted(f"Thank you, from {one.pk}." for one in work.entries.get().shares.all())


def test_nothing_is_judged_after_the_end() -> None:
    about = make_jury(works=2, jurors=2)
    judge_all(about)
    share = Ballot.objects.all()[0].share
    close_round(about, BY)
    with pytest.raises(NotAllowedError, match="not open"):
        judge(share, 5)
