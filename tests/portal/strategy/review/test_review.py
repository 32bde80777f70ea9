"""A review: frozen with its digest in the ledger, guests by secret addresses, closed or published, and minuted."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from portal.ground.ledger.models import Entry
from portal.ground.mail.models import Outgoing
from portal.ground.measures import all_measures
from portal.ground.moves import NotAllowedError
from portal.ground.store.looks import read
from portal.strategy.plan.contents import contents
from portal.strategy.review import acts, findings, guests, looks, motions
from portal.strategy.review.base import ReviewError
from portal.strategy.review.minutes import as_markdown, changes, minutes
from portal.strategy.review.models import Review
from portal.strategy.review.tasks import forget_addresses
from tests.portal.strategy.review.make import BY, make_guest, make_review, make_reviewed

pytestmark = pytest.mark.django_db
DAY = dt.date(2013, 9, 1)


def text_of(letter: Outgoing) -> str:
    return str(message_from_bytes(bytes(letter.raw), policy=policy.default).get_body().get_content())  # type: ignore[union-attr]


def test_what_is_frozen_can_be_checked_against_the_ledger_and_never_changes() -> None:
    review = acts.freeze(make_review(is_open=False), BY)
    row = Entry.objects.get(verb="review.frozen")
    body = read(review.snapshot)
    assert body is not None
    assert row.body == {"sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body), "version": 1}
    found = looks.snapshot(review)
    assert found is not None
    assert (found["contents"], found["strategy"]) == (json.loads(json.dumps(contents(review.version))), "digital")
    assert set(found["measures"]) == set(all_measures())
    acts.open_review(review, BY)
    with pytest.raises(NotAllowedError):
        acts.freeze(review, BY)


def test_nothing_opens_before_it_is_frozen_nor_beside_another_review() -> None:
    strategy = make_reviewed()
    first = make_review(strategy, is_open=False)
    with pytest.raises(ReviewError):
        acts.open_review(first, BY)
    make_review(strategy)
    with pytest.raises(ReviewError):
        acts.open_review(acts.freeze(first, BY), BY)


def test_a_review_needs_a_version_in_force_and_days_in_their_order() -> None:
    strategy = make_reviewed()
    with pytest.raises(ReviewError) as caught:
        make_review(strategy, starts_on=DAY, ends_on=dt.date(2013, 8, 1))
    assert caught.value.field == "ends_on"
    strategy.versions.update(state="replaced")
    with pytest.raises(ReviewError):
        make_review(strategy)


def test_a_guest_gets_an_address_of_their_own_which_a_new_one_replaces() -> None:
    review = make_review()
    guest = make_guest(review, joined=False, name="Arta", email=" Arta@Example.org ", language="sq")
    letter = Outgoing.objects.get(about=f"guest/{guest.pk}")
    assert (letter.recipient, f"/sq/retreat/{guest.token}/" in text_of(letter)) == ("arta@example.org", True)
    again = guests.invite_again(guest, BY)
    assert (looks.guest_by(guest.token), looks.guest_by(again.token)) == (None, again)
    guests.uninvite(again, BY)
    assert looks.guest_by(again.token) is None
    told = " ".join(f"{row.actor} {row.subject} {row.body}" for row in Entry.objects.all()).lower()
    assert [word for word in ("arta", guest.token, again.token) if word.lower() in told] == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": "twice@example.org"}, "email"),
        ({"name": ""}, "name"),
        ({"name": "www.example.org"}, "name"),
        ({"organisation": "x" * 121}, "organisation"),
    ],
)
def test_a_wrong_invitation_is_told_at_its_field(values: dict[str, str], field: str) -> None:
    review = make_review()
    make_guest(review, email="twice@example.org")
    with pytest.raises(ReviewError) as caught:
        guests.invite(review, BY, **{"name": "Arta", "email": "a@example.org", **values})
    assert caught.value.field == field


def whole() -> Review:
    """A review with a finding, other words for it, and a decision, put in force."""
    review = make_review()
    guest = make_guest(review, name="Arta", organisation="A fund", email="arta@example.org")
    finding = findings.write(
        review, "hindered", "Too *few* trainers", guest.handle, guest=guest, part="initiative/academy"
    )
    findings.reword(finding, 1, "Too few trainers", guest.handle, guest)
    findings.settle(findings.reword(finding, 1, "Trainers lacked", BY), False, BY)
    change = {"do": "change", "kind": "initiative", "key": "academy", "values": {"state": "running"}}
    motion = motions.open_motion(motions.make_motion(review, BY, "Go on", finding=finding, change=change), BY)
    with pytest.raises(ReviewError):
        acts.publish(review, BY, DAY)
    motions.cast(motion, guest, "yes")
    motions.decide(motion, BY)
    acts.publish(review, BY, DAY)
    review.refresh_from_db()
    return review


def test_a_published_review_leads_to_the_next_version_with_its_diff() -> None:
    review = whole()
    made = review.led_to
    assert made
    assert (review.state, made.number, made.state, made.starts_on) == ("closed", 2, "in-force", DAY)
    review.version.refresh_from_db()
    assert review.version.state == "replaced"
    assert [(one.part, one.was, one.now) for one in changes(review) if "academy" in one.part] != []
    with pytest.raises(NotAllowedError):
        findings.write(review, "well", "Too late", BY)
    with pytest.raises(NotAllowedError):
        make_guest(review)


def test_the_minutes_hold_all_words_and_nothing_secret() -> None:
    review = whole()
    found = minutes(review)
    assert [(one["text"], one["by"]) for one in found["findings"]] == [("Too few trainers", "Arta, A fund")]
    assert [(w["text"], w["state"]) for w in found["findings"][0]["wordings"]] == [
        ("Too *few* trainers", "applied"),
        ("Too few trainers", "applied"),
        ("Trainers lacked", "dropped"),
    ]
    assert [(one["title"], one["votes"]) for one in found["motions"]] == [
        ("Go on", {"yes": 1, "no": 0, "abstained": 0})
    ]
    said = json.dumps(found)
    tokens = [review.wall, *review.guests.values_list("token", flat=True)]
    assert [word for word in (*tokens, "example.org", BY) if word in said] == []


def test_minutes_in_markdown_say_what_was_written_and_nothing_more() -> None:
    review = make_review(names={"en": "Retreat [2013]"})
    findings.write(review, "well", "1. <b>Fine</b> & *good*\n# no head", BY)
    lines = as_markdown(minutes(review), [], {}).splitlines()
    assert lines[0] == "# Retreat \\[2013\\]"
    assert "- **1** 1\\. \\<b\\>Fine\\</b\\> \\& \\*good\\* # no head (The chair)" in lines


def test_a_review_that_closes_tells_its_guests_and_forgets_their_addresses_later() -> None:
    review = make_review()
    guest = make_guest(review)
    acts.close_review(review, BY)
    assert forget_addresses.func() == 0
    letters = Outgoing.objects.filter(about=f"guest/{guest.pk}")
    assert [f"/strategy/digital/reviews/{review.number}/" in text_of(one) for one in letters] == [False, True]
    Review.objects.update(closed_at=timezone.now() - dt.timedelta(days=91))
    assert (forget_addresses.func(), forget_addresses.func()) == (1, 0)
    guest.refresh_from_db()
    assert (guest.email, guest.name != "") == ("", True)
    assert {(bytes(one.raw), one.recipient) for one in Outgoing.objects.all()} == {(b"", "")}
