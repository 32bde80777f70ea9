"""Two at the same moment, with real threads: a ballot from two tabs, a close while somebody judges, two votes."""

from __future__ import annotations

from typing import Any

import pytest

from portal.academy.jury.acts import close_round
from portal.academy.jury.dealing import reassign, set_quorum
from portal.academy.jury.judging import StaleError, cast
from portal.academy.jury.looks import counted, progress
from portal.academy.jury.models import Ballot, PublicVote, Result, Share
from portal.academy.jury.signing import sign_round
from portal.academy.jury.voting import vote
from portal.ground.ledger import looks
from portal.ground.ledger.chain import verify
from portal.ground.moves import NotAllowedError
from tests.portal.academy.jury.make import BY, fresh, judge, judge_all, make_jury, marks_of, waiting
from tests.portal.hostile.test_races import at_once
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db(transaction=True)


def one(share: Share) -> Share:
    return Share.objects.select_related("entry__round", "seat__person").get(pk=share.pk)


def test_two_tabs_save_the_same_ballot_once() -> None:
    about = make_jury(works=1, jurors=1, quorum=1)
    share = one(waiting(about)[0])
    came = at_once(*[lambda value=value: cast(one(share), share.seat.person, 0, marks_of(about, value)).version
                     for value in (2, 2, 5)])  # type: ignore[misc]  # fmt: skip
    assert (Ballot.objects.count(), len(counted(about))) == (1, 1)
    assert {each for each in came if isinstance(each, int)} == {1}
    assert {type(each) for each in came if not isinstance(each, int)} == {StaleError}
    assert verify(looks.rows()).fault is None


def test_a_ballot_at_the_moment_of_closing_is_in_the_result_or_refused() -> None:
    about = make_jury(works=2, jurors=2)
    rest = waiting(about)
    last = rest.pop()
    for share in rest:
        judge(share, 3)
    came = at_once(lambda: judge(last, 5), lambda: close_round(fresh(about), BY, "The hall closes."))
    refused = isinstance(came[0], NotAllowedError)
    facts = sign_round(fresh(about), BY).facts()
    assert (len(facts["ballots"]), Ballot.objects.count()) == ((3, 3) if refused else (4, 4))


def test_two_organisers_sign_once() -> None:
    about = make_jury(works=1, jurors=2)
    judge_all(about)
    close_round(about, BY)
    came: list[Any] = at_once(*[lambda: sign_round(fresh(about), BY)] * 2)
    assert (sum(isinstance(each, NotAllowedError) for each in came), Result.objects.count()) == (1, 1)


def test_one_person_votes_in_two_windows_and_has_one_vote() -> None:
    about = make_jury(works=3, jurors=1, has_public_vote=True)
    person = make_person()
    at_once(*[lambda number=number: vote(about, person, [number]) for number in (1, 2, 3)])  # type: ignore[misc]
    assert PublicVote.objects.count() == 1


def test_works_are_given_on_while_their_juror_judges_them() -> None:
    about = make_jury(works=4, jurors=3, quorum=1)
    share = one(waiting(about)[0])
    Share.objects.filter(pk=share.pk).update(seen_at=share.given_at)
    at_once(lambda: judge(share, 5), lambda: reassign(share.seat, BY), lambda: set_quorum(fresh(about), 2, BY))
    assert Ballot.objects.count() == 1
    judge_all(about)
    assert progress(fresh(about), share.given_at).is_whole
