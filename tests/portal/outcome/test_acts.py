"""Outcomes: a win needs proof, what is undone is noticed, and each row of the ledger counts once."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.audit.models import Look
from portal.catalogue.acts import opt_out, opt_out_owner
from portal.ground.ledger.acts import record
from portal.ground.ledger.models import Bookmark, Entry
from portal.ground.mail.models import Outgoing
from portal.ground.moves import NotAllowedError
from portal.outcome.acts import OutcomeError, explain, note, read_ledger, refuse, reopen
from portal.outcome.looks import asked, outcome_of, outcomes_of, regressions, wins
from portal.outcome.models import Outcome, Regression
from portal.request.acts import stand_behind, withdraw
from portal.request.models import Request
from portal.request.writing import NothingToAskError
from tests.portal.make import NOON, make_contact, make_look, make_person, make_request, make_target
from tests.portal.reply.make import make_sent

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def look_after(days: int, request: Request, **seen: str) -> Look:
    return make_look(request.target, NOON + days * DAY, **seen)


def state_of(request: Request) -> str:
    return Request.objects.get(pk=request.pk).state


def make_two_losses() -> Request:
    target = make_target()
    make_contact(target)
    make_look(target, NOON - DAY, country="missing", phone_code="missing")
    request = stand_behind(target, make_person()).signature.request
    return make_sent(request)


def test_a_look_that_finds_what_was_asked_for_wins_with_proof() -> None:
    request = make_sent()
    look = look_after(1, request, country="listed")
    read_ledger()
    outcome = outcome_of(request)
    assert outcome is not None
    assert (state_of(request), outcome.kind, outcome.criteria, outcome.proof) == (
        "won",
        "won",
        ["country"],
        look.observations.get(),
    )


def test_a_part_of_what_was_asked_for_is_told_but_does_not_win() -> None:
    request = make_two_losses()
    assert asked(request) == ("country", "phone-code")
    look_after(1, request, country="listed", phone_code="missing")
    read_ledger()
    assert (state_of(request), outcome_of(request)) == ("sent", None)
    partial = Entry.objects.get(verb="outcome.partial")
    assert (partial.subject, partial.body["criteria"]) == (f"request/{request.pk}", ["country"])
    look_after(2, request, country="listed", phone_code="listed")
    read_ledger()
    won = outcome_of(request)
    assert won is not None
    assert sorted(won.criteria) == ["country", "phone-code"]


@pytest.mark.parametrize("verdict", ["not-expected", "unclear", "qualified", "mixed"])
def test_a_list_that_went_away_or_has_a_note_is_no_win(verdict: str) -> None:
    request = make_sent()
    look_after(1, request, country=verdict)
    read_ledger()
    assert state_of(request) == "sent"


def test_a_request_that_was_never_sent_wins_and_says_so() -> None:
    request = make_request()
    look_after(1, request, country="listed")
    read_ledger()
    outcome = outcome_of(request)
    assert outcome is not None
    assert ["never-sent", {}] in outcome.rivals
    assert Outgoing.objects.filter(once__endswith="/owner").count() == 0


def test_a_refusal_can_still_be_won() -> None:
    request = make_sent()
    refuse(request, "They follow ISO only.", "person-a")
    look_after(1, request, country="listed")
    read_ledger()
    assert [one.kind for one in outcomes_of(request)] == ["refused", "won"]


def test_a_win_that_is_undone_opens_one_regression_and_mends_when_it_is_back() -> None:
    request = make_request()
    for day, verdict in enumerate(["listed", "missing", "missing", "under-serbia"], start=1):
        look_after(day, request, country=verdict)
        read_ledger()
    assert [one.criterion for one in regressions()] == ["country"]
    look_after(9, request, country="listed")
    read_ledger()
    assert [one.state for one in Regression.objects.all()] == ["mended"]


def test_a_look_that_finds_no_list_in_between_hides_no_regression() -> None:
    request = make_request()
    for day, verdict in enumerate(["listed", "not-expected", "missing"], start=1):
        look_after(day, request, country=verdict)
    read_ledger()
    assert regressions().count() == 1


def test_a_regression_that_was_explained_is_not_opened_again_by_the_same_observation() -> None:
    request = make_request()
    look_after(1, request, country="listed")
    look_after(2, request, country="missing")
    read_ledger()
    explain(regressions().get(), "A page of another country was read.", "person-a")
    look_after(3, request, country="missing")
    read_ledger()
    assert regressions().count() == 0


def test_reading_the_ledger_again_from_the_start_changes_nothing() -> None:
    request = make_sent()
    look_after(1, request, country="listed")
    look_after(2, request, country="missing")
    while read_ledger():
        pass
    before = (list(Outcome.objects.values()), list(Regression.objects.values()), Outgoing.objects.count())
    Bookmark.objects.all().delete()
    while read_ledger():
        pass
    assert (list(Outcome.objects.values()), list(Regression.objects.values()), Outgoing.objects.count()) == before


def test_an_owner_who_wants_no_letters_ends_every_request_of_theirs() -> None:
    first, second = make_sent(), make_request()
    second.target.owner = first.target.owner
    second.target.save()
    opt_out_owner(first.target.owner, "owner")
    while read_ledger():
        pass
    assert [(state_of(one), outcome_of(one).kind) for one in (first, second)] == [("opted-out", "opted-out")] * 2  # type: ignore[union-attr]


def test_a_domain_that_wants_no_letters_ends_the_requests_to_its_addresses_alone() -> None:
    asked_for_peace, other = make_sent(), make_sent()
    assert asked_for_peace.contact is not None
    opt_out(asked_for_peace.contact.address.partition("@")[2], "by phone", "person-a")
    while read_ledger():
        pass
    assert [state_of(one) for one in (asked_for_peace, other)] == ["opted-out", "sent"]


def test_a_request_that_was_withdrawn_has_an_outcome() -> None:
    request = make_request()
    withdraw(request, "a mistake", "person-a")
    read_ledger()
    outcome = outcome_of(request)
    assert outcome is not None
    assert (outcome.kind, outcome.by) == ("withdrawn", "person-a")


def test_a_refused_request_is_asked_again_with_a_letter_to_read() -> None:
    request = make_sent()
    refuse(request, "Not now.", "person-a")
    reopen(request, "person-b")
    assert (state_of(request), request.letters.count()) == ("to-check", 2)
    with pytest.raises(OutcomeError, match="open request"):
        reopen(request, "person-b")


def test_what_is_listed_meanwhile_is_not_asked_for_again() -> None:
    request = make_sent()
    refuse(request, "Not now.", "person-a")
    look_after(1, request, country="listed")
    with pytest.raises(NothingToAskError):
        reopen(request, "person-b")
    assert state_of(request) == "refused"


def test_a_refusal_needs_the_words_of_the_owner_and_a_request_that_is_open() -> None:
    request = make_sent()
    with pytest.raises(OutcomeError):
        refuse(request, " ", "person-a")
    refuse(request, "No.", "person-a")
    with pytest.raises(NotAllowedError):
        refuse(request, "No.", "person-a")


def test_people_add_what_they_know_about_a_win() -> None:
    request = make_sent()
    look_after(1, request, country="listed")
    read_ledger()
    outcome = Outcome.objects.get()
    note(outcome, "A developer had planned it for months.", "person-a")
    outcome.refresh_from_db()
    assert outcome.note == "A developer had planned it for months."


def test_wins_tell_those_of_a_request_from_those_of_nobody() -> None:
    request = make_sent()
    look_after(1, request, country="listed")
    other = make_target()
    make_look(other, NOON, country="missing", flag="missing")
    make_look(other, NOON + 2 * DAY, country="listed", flag="missing")
    never = make_target()
    make_look(never, NOON, country="listed")
    read_ledger()
    assert [(win.target, win.criteria, win.outcome is None) for win in wins(10)] == [
        (other, ("country",), True),
        (request.target, ("country",), False),
    ]


def test_a_row_whose_look_is_unknown_stops_nothing() -> None:
    from django.db import transaction

    with transaction.atomic():
        record("look.made", "target/gone", "machine", {"look": 10**9})
    assert read_ledger() == 1
    assert read_ledger() == 0
