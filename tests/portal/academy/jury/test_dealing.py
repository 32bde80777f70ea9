"""Jurors come, go, stall and are too near; quorums grow and shrink: what was judged stays, what waits moves."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.utils import timezone

from portal.academy.jury.acts import close_round, start_round, take_in
from portal.academy.jury.conflicts import Bar, bars
from portal.academy.jury.dealing import JuryError, come_back, reassign, seat, set_quorum, unseat
from portal.academy.jury.judging import declare, lift
from portal.academy.jury.looks import live, progress, seats_of, works_for
from portal.academy.jury.models import Ballot, Entry, Round, Share
from portal.academy.jury.states import ShareState
from portal.academy.jury.tasks import tend
from portal.academy.programme.models import CrewRole
from portal.ground.ledger.models import Entry as Row
from portal.ground.mail.models import Outgoing
from portal.ground.moves import NotAllowedError
from tests.portal.academy.jury.make import BY, fresh, judge, judge_all, make_jury, waiting
from tests.portal.academy.make import make_crew, make_participant, make_team, make_work

pytestmark = pytest.mark.django_db


def kept(about: Round) -> Counter[int]:
    """Shares that wait or are judged, by work."""
    rows = Share.objects.filter(entry__round=about, state__in=(ShareState.OPEN, ShareState.DONE))
    return Counter(rows.values_list("entry__number", flat=True))


def loads(about: Round) -> list[int]:
    """The same by juror."""
    rows = Share.objects.filter(entry__round=about, state__in=(ShareState.OPEN, ShareState.DONE))
    return sorted(Counter(rows.values_list("seat__number", flat=True)).values())


def test_every_work_gets_its_quorum_and_every_juror_the_same() -> None:
    about = make_jury(works=6, jurors=4, quorum=2)
    assert (kept(about), loads(about)) == (dict.fromkeys(range(1, 7), 2), [3, 3, 3, 3])


def test_own_works_those_of_the_team_and_of_mentored_teams_are_never_given() -> None:
    about = make_jury(works=1, jurors=0, quorum=4, is_open=False)
    edition = about.edition
    author, mate, mentor = make_participant(edition), make_participant(edition), make_crew(edition, CrewRole.MENTOR)
    team = make_team(edition, author, mate, mentor=mentor)
    own, teams = make_work(edition, author), make_work(edition, team=team)
    people = [author.person, mate.person, mentor.person, make_crew(edition, CrewRole.JUROR).person]
    seats = [seat(about, make_crew(edition, CrewRole.JUROR, person), BY) for person in people[:3]]
    seats.append(seat(about, edition.crew.get(person=people[3], role=CrewRole.JUROR), BY))
    start_round(about, BY)
    entries = {entry.work_id: entry for entry in live(about)}
    found = {(one.number, entry.work_id): bar for (pk, key), bar in bars(about, seats, entries.values()).items()
             for one in seats if one.pk == pk for entry in entries.values() if entry.pk == key}  # fmt: skip
    assert found == {
        (1, own.pk): Bar.OWN, (1, teams.pk): Bar.OWN, (2, own.pk): Bar.TEAM, (2, teams.pk): Bar.OWN,
        (3, own.pk): Bar.MENTOR, (3, teams.pk): Bar.MENTOR, (4, own.pk): Bar.JURY, (4, teams.pk): Bar.JURY,
    }  # fmt: skip
    assert kept(about) == {entry.number: 4 for entry in entries.values() if entry.work_id not in (own.pk, teams.pk)}


def test_colleagues_of_the_crew_do_not_judge_each_other_and_jurors_from_outside_do() -> None:
    about = make_jury(works=0, jurors=0, quorum=2, is_open=False)
    author = make_participant(about.edition)
    make_crew(about.edition, CrewRole.TRAINER, author.person)
    make_work(about.edition, author)
    inside = make_crew(about.edition, CrewRole.ORGANISER)
    first = seat(about, make_crew(about.edition, CrewRole.JUROR, inside.person), BY)
    second = seat(about, make_crew(about.edition, CrewRole.JUROR), BY)
    start_round(about, BY)
    assert [len(works_for(one)) for one in (first, second)] == [0, 1]
    lack = progress(about, timezone.now()).lacks[0]
    assert (lack.missing, lack.waiting, lack.undealt, lack.bars) == (
        2, 1, 1, ("An author works with them in the crew.",)
    )  # fmt: skip


def test_a_quorum_grows_and_shrinks_without_losing_a_ballot() -> None:
    about = make_jury(works=5, jurors=4, quorum=2)
    judge_all(about)
    set_quorum(about, 4, BY)
    assert kept(about) == dict.fromkeys(range(1, 6), 4)
    judge(waiting(about)[0])
    set_quorum(about, 1, BY)
    assert (Ballot.objects.count(), len(waiting(about)), sum(kept(about).values())) == (11, 0, 11)
    assert progress(about, timezone.now()).is_whole


def test_one_work_can_have_a_quorum_of_its_own() -> None:
    about = make_jury(works=3, jurors=4, quorum=2)
    entry = Entry.objects.get(round=about, number=2)
    set_quorum(about, 4, BY, entry)
    assert kept(about) == {1: 2, 2: 4, 3: 2}
    set_quorum(about, 0, BY, Entry.objects.get(pk=entry.pk))
    assert kept(about) == {1: 2, 2: 2, 3: 2}
    with pytest.raises(JuryError, match="from 1 to 50"):
        set_quorum(about, 0, BY)


def test_who_joins_late_gets_a_fair_part_of_what_nobody_opened_yet() -> None:
    about = make_jury(works=12, jurors=2, quorum=2)
    opened = waiting(about)[0]
    Share.objects.filter(pk=opened.pk).update(seen_at=timezone.now())
    late = seat(about, make_crew(about.edition, CrewRole.JUROR), BY)
    assert (loads(about), kept(about)) == ([8, 8, 8], dict.fromkeys(range(1, 13), 2))
    assert opened in waiting(about)
    assert len(works_for(late)) == 8


def test_one_press_gives_a_stalled_jurors_works_to_others() -> None:
    about = make_jury(works=6, jurors=4, quorum=2)
    slow = seats_of(about)[0]
    judge(waiting(about, slow)[0])
    before = kept(about)
    done = reassign(slow, BY)
    assert (done.released, done.given, done.wanting) == (2, 2, 0)
    assert (kept(about), len(waiting(about, slow)), Ballot.objects.count()) == (before, 0, 1)
    come_back(type(slow).objects.get(pk=slow.pk), BY)
    assert (kept(about), loads(about)) == (before, [3, 3, 3, 3])


def test_works_that_nobody_else_may_judge_stay_where_they_are() -> None:
    about = make_jury(works=3, jurors=2, quorum=2)
    slow = seats_of(about)[0]
    assert reassign(slow, BY).released == 0
    assert (kept(about), len(waiting(about, slow))) == (dict.fromkeys(range(1, 4), 2), 3)
    judge_all(about)
    assert progress(about, timezone.now()).is_whole


def test_who_leaves_leaves_their_ballots_and_their_waiting_works() -> None:
    about = make_jury(works=6, jurors=4, quorum=2)
    gone = seats_of(about)[1]
    judge(waiting(about, gone)[0])
    unseat(gone, BY)
    assert (sum(kept(about).values()), len(waiting(about, gone)), Ballot.objects.count()) == (12, 0, 1)
    with pytest.raises(NotAllowedError, match="not yours"):
        judge(Share.objects.get(seat=gone, state=ShareState.DONE), 5)


def test_only_jurors_of_the_edition_get_a_seat() -> None:
    about = make_jury(works=1, jurors=1)
    with pytest.raises(JuryError, match="names as jurors"):
        seat(about, make_crew(about.edition, CrewRole.MENTOR), BY)
    with pytest.raises(JuryError, match="names as jurors"):
        seat(about, make_crew(make_jury(works=1).edition, CrewRole.JUROR), BY)


def test_a_declared_conflict_moves_the_work_and_can_be_lifted_with_its_ballot() -> None:
    about = make_jury(works=2, jurors=3, quorum=2)
    share = waiting(about)[0]
    judge(share, 5)
    declare(share, share.seat.person, "My cousin wrote it.")
    assert (kept(about), Ballot.objects.count()) == ({1: 2, 2: 2}, 1)
    assert share.entry_id not in [one.entry_id for one in works_for(share.seat)]
    assert "cousin" not in str(list(Row.objects.values_list("body", flat=True)))
    lift(share, BY)
    share.refresh_from_db()
    assert (share.state, kept(about)) == (ShareState.DONE, {1: 2, 2: 2})


def test_a_conflict_of_one_round_holds_in_the_next() -> None:
    about = make_jury(works=2, jurors=2, quorum=1)
    share = waiting(about)[0]
    declare(share, share.seat.person, "")
    second = make_jury(works=0, jurors=0, edition=about.edition, quorum=1, is_open=False)
    again = seat(second, share.seat.crew, BY)
    start_round(second, BY)
    assert share.entry.work_id not in [one.entry.work_id for one in works_for(again)]


def test_works_that_go_out_are_shown_no_more_and_come_back_with_what_was_judged() -> None:
    about = make_jury(works=3, jurors=3, quorum=2)
    share = waiting(about)[0]
    judge(share)
    work = share.entry.work
    type(work).objects.filter(pk=work.pk).update(state="disqualified")
    stands = progress(about, timezone.now())
    assert (stands.works, stands.needed, stands.cast, [one.number for one in stands.out]) == (
        2, 4, 0, [share.entry.number]
    )  # fmt: skip
    assert share.entry_id not in [one.entry_id for one in works_for(share.seat)]
    tend(about.pk, timezone.now())
    type(work).objects.filter(pk=work.pk).update(state="submitted")
    tend(about.pk, timezone.now())
    assert (kept(about)[share.entry.number], progress(about, timezone.now()).cast) == (2, 1)


def test_late_works_wait_outside_until_they_are_let_in() -> None:
    about = make_jury(works=2, jurors=3, quorum=2)
    judge_all(about)
    late = make_work(about.edition)
    stands = progress(about, timezone.now())
    assert (stands.is_whole, stands.missing, stands.outside) == (False, 0, (late,))
    with pytest.raises(JuryError, match="1 ballot or work is still missing"):
        close_round(about, BY)
    assert take_in(about, BY) == 1
    assert (kept(about), progress(about, timezone.now()).missing) == ({1: 2, 2: 2, 3: 2}, 2)


def test_nothing_is_all_voted_while_works_wait() -> None:
    about = make_jury(works=3, jurors=3, quorum=2)
    for share in waiting(about)[1:]:
        judge(share)
    last = waiting(about)[0]
    stands = progress(about, timezone.now())
    assert (stands.missing, [(one.entry.number, one.with_whom) for one in stands.lacks]) == (
        1, [(last.entry.number, (last.seat,))]
    )  # fmt: skip
    with pytest.raises(JuryError, match="1 ballot"):
        close_round(about, BY)
    assert close_round(about, BY, "The ceremony begins.").short_reason == "The ceremony begins."


def test_an_idle_juror_is_told_first_and_their_works_go_on_after_two_days() -> None:
    about = make_jury(works=6, jurors=4, quorum=2, patience_days=3)
    slow = seats_of(about)[0]
    for share in waiting(about):
        if share.seat_id != slow.pk:
            judge(share)
    at = timezone.now()
    assert [tend(about.pk, at + dt.timedelta(days=days)) for days in (2, 3, 4)] == [0, 1, 0]
    assert b"3 works wait for your judgement" in bytes(Outgoing.objects.get().raw)
    assert len(waiting(about, slow)) == 3
    assert tend(about.pk, at + dt.timedelta(days=5, minutes=1)) == 1
    assert (len(waiting(about, slow)), sum(kept(about).values())) == (0, 12)
    slow.refresh_from_db()
    assert (slow.state, Outgoing.objects.count()) == ("away", 1)


def test_a_juror_who_judges_again_is_not_taken_for_idle() -> None:
    about = make_jury(works=6, jurors=3, quorum=2, patience_days=3)
    slow = seats_of(about)[0]
    tend(about.pk, timezone.now() + dt.timedelta(days=3))
    judge(waiting(about, slow)[0])
    slow.refresh_from_db()
    assert slow.warned_at is None
    assert fresh(about).state == "open"
