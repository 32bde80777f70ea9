"""The public's vote: once a person and a work, not for one's own, secret, hidden until the end, its weight shown."""

from __future__ import annotations

import pytest

from portal.academy.jury.acts import close_round, make_round
from portal.academy.jury.dealing import JuryError
from portal.academy.jury.looks import live, seats_of, votes_of
from portal.academy.jury.models import PublicVote
from portal.academy.jury.signing import sign_round
from portal.academy.jury.voting import choices_for, chosen_by, vote
from portal.ground.ledger.models import Entry as Row
from portal.ground.moves import NotAllowedError
from tests.portal.academy.jury.make import BY, fresh, judge_all, make_jury
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db


def make_vote(works: int = 3, **fields: object) -> object:
    values = {"has_public_vote": True, "public_weight": 20, "public_limit": 1, **fields}
    return make_jury(works=works, jurors=2, **values)  # type: ignore[arg-type]


def test_one_person_has_one_vote_and_may_change_it() -> None:
    about, person = make_vote(), make_person()
    vote(about, person, [1])
    vote(about, person, [1])
    vote(about, person, [2])
    assert (chosen_by(about, person), PublicVote.objects.count()) == ({2}, 1)
    with pytest.raises(JuryError, match="You have 1 vote"):
        vote(about, person, [1, 2])


def test_nobody_votes_for_what_is_near_to_them_and_jurors_do_not_vote() -> None:
    about = make_vote()
    mine = live(about).get(number=2)
    author = mine.work.authors.get().person
    assert author is not None
    assert 2 not in [one.number for one in choices_for(about, author, "x")]
    with pytest.raises(JuryError, match="cannot vote for one of these"):
        vote(about, author, [2])
    with pytest.raises(NotAllowedError, match="You judge in this round"):
        vote(about, seats_of(about)[0].person, [1])


def test_neither_who_voted_nor_what_they_chose_is_in_the_record() -> None:
    about, person = make_vote(), make_person()
    vote(about, person, [3])
    row = Row.objects.get(verb="vote.cast")
    assert (row.actor, row.subject) == ("machine", f"vote/{about.pk}")
    assert row.body == {"round": about.pk, "changed": False}
    assert person.handle not in PublicVote.objects.get().voter


def test_works_come_in_another_order_for_each() -> None:
    about = make_vote(works=8)
    orders = {tuple(one.number for one in choices_for(about, None, lot)) for lot in "abcdef"}
    assert len(orders) > 3
    assert {frozenset(order) for order in orders} == {frozenset(range(1, 9))}


def test_the_weight_of_the_public_is_part_of_the_signed_result() -> None:
    about = make_vote()
    for _ in range(3):
        vote(about, make_person(), [3])
    vote(about, make_person(), [1])
    judge_all(about, {1: 4, 2: 4, 3: 3})
    close_round(about, BY)
    facts = sign_round(fresh(about), BY).facts()
    assert facts["public"] == {"votes": 4, "weight": 20}
    assert sorted((one["number"], one["votes"], one["jury"], one["total"], one["place"]) for one in facts["works"]) == [
        (1, 1, "3/4", "2/3", 1), (2, 0, "3/4", "3/5", 2), (3, 3, "1/2", "3/5", 2)
    ]  # fmt: skip


def test_without_a_single_vote_the_jury_decides_alone() -> None:
    about = make_vote()
    judge_all(about, {1: 5, 2: 3, 3: 1})
    close_round(about, BY)
    facts = sign_round(fresh(about), BY).facts()
    assert (facts["public"], [one["total"] for one in facts["works"]]) == ({"votes": 0, "weight": 0}, ["1", "1/2", "0"])


def test_a_vote_for_a_work_that_went_out_counts_no_more() -> None:
    about = make_vote()
    vote(about, make_person(), [1])
    work = live(about).get(number=1).work
    type(work).objects.filter(pk=work.pk).update(state="disqualified")
    assert sum(votes_of(about).values()) == 0


def test_the_public_votes_only_while_the_round_is_open() -> None:
    about = make_vote()
    judge_all(about)
    close_round(about, BY)
    with pytest.raises(NotAllowedError, match="not open"):
        vote(about, make_person(), [1])
    with pytest.raises(JuryError, match="weight where it votes"):
        make_round(about.edition, BY, names={}, kinds=["article"], method="yes-no", public_weight=10)
