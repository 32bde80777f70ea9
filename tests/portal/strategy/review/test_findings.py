"""Findings: two who write at once lose nothing, and the chair makes one text of both."""

from __future__ import annotations

import pytest

from portal.ground.ledger.models import Entry
from portal.ground.moves import NotAllowedError
from portal.strategy.review import acts, findings, looks
from portal.strategy.review.base import CHAIR, ReviewError
from portal.strategy.review.models import Finding
from tests.portal.strategy.review.make import BY, make_guest, make_review

pytestmark = pytest.mark.django_db


def states(finding: Finding) -> list[tuple[str, str]]:
    return list(finding.wordings.values_list("text", "state"))


def test_words_that_meet_are_both_kept_and_joined_by_the_chair() -> None:
    review = make_review()
    one, two = make_guest(review), make_guest(review)
    finding = findings.write(review, "well", "Youngsters came.", one.handle, guest=one, part="initiative/academy")
    findings.reword(finding, 1, "Many youngsters came.", one.handle, one)
    beside = findings.reword(finding, 1, "Youngsters came from all towns.", two.handle, two)
    assert [(f.text, [w.text for w in f.waiting]) for f in looks.findings_of(review)] == [  # type: ignore[attr-defined]
        ("Many youngsters came.", ["Youngsters came from all towns."])
    ]
    assert acts.hindrances(review) == ["Two wordings of a finding stand side by side."]
    findings.unite(finding, 2, "Many youngsters came from all towns.", BY)
    finding.refresh_from_db()
    assert (finding.text, finding.edition) == ("Many youngsters came from all towns.", 3)
    assert states(finding) == [
        ("Youngsters came.", "applied"),
        ("Many youngsters came.", "applied"),
        ("Youngsters came from all towns.", "joined"),
        ("Many youngsters came from all towns.", "applied"),
    ]
    with pytest.raises(NotAllowedError):
        findings.settle(beside, True, BY)


@pytest.mark.parametrize(("take", "text", "state"), [(True, "B", "taken"), (False, "A", "dropped")])
def test_the_chair_chooses_one_of_two_wordings(take: bool, text: str, state: str) -> None:
    review = make_review()
    finding = findings.write(review, "learned", "Old", BY)
    findings.reword(finding, 1, "A", BY)
    wording = findings.reword(finding, 1, "B", BY)
    findings.settle(wording, take, BY)
    finding.refresh_from_db()
    assert (finding.text, states(finding)[-1]) == (text, ("B", state))


def test_the_same_words_twice_are_no_change() -> None:
    finding = findings.write(make_review(), "learned", "Old", BY)
    findings.reword(finding, 0, " Old\n", BY)
    assert states(finding) == [("Old", "applied")]


def test_joined_findings_stay_readable_and_can_be_parted() -> None:
    review = make_review()
    first, second, third = (findings.write(review, "hindered", f"Too little time {n}", BY) for n in (1, 2, 3))
    findings.join(first, second, BY)
    findings.join(second, third, BY)
    assert [f.number for f in looks.findings_of(review)] == [3]
    assert sorted(f.number for f in third.joined.all()) == [1, 2]
    first.refresh_from_db()
    findings.restore(first, BY)
    assert [f.number for f in looks.findings_of(review)] == [1, 3]
    with pytest.raises(ReviewError):
        findings.join(third, third, BY)


def test_only_the_writer_or_the_chair_takes_a_finding_back() -> None:
    review = make_review()
    writer, other = make_guest(review), make_guest(review)
    finding = findings.write(review, "proposal", "More editions", writer.handle, guest=writer)
    with pytest.raises(NotAllowedError):
        findings.drop(finding, other.handle, other)
    findings.drop(finding, writer.handle, writer)
    assert looks.findings_of(review) == []
    findings.restore(finding, BY)
    assert [f.text for f in looks.findings_of(review)] == ["More editions"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "rumour"}, "kind"),
        ({"text": "  "}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"part": "initiative/none"}, "part"),
        ({"part": "risk/academy"}, "part"),
    ],
)
def test_a_wrong_finding_is_told_at_its_field(values: dict[str, str], field: str) -> None:
    review = make_review()
    with pytest.raises(ReviewError) as caught:
        findings.write(review, **{"kind": "well", "text": "Fine", "by": BY, **values})
    assert caught.value.field == field


def test_nobody_writes_before_the_review_is_open_or_before_they_came_in() -> None:
    with pytest.raises(NotAllowedError):
        findings.write(make_review(is_open=False), "well", "Fine", BY)


def test_who_did_not_come_in_writes_nothing() -> None:
    review = make_review()
    guest = make_guest(review, joined=False)
    with pytest.raises(NotAllowedError):
        findings.write(review, "well", "Fine", guest.handle, guest=guest)


def test_every_change_is_heard_by_the_screens_and_stands_in_the_ledger_without_words() -> None:
    review = make_review()
    beat = review.beat
    finding = findings.write(review, "well", "A secret hope", CHAIR)
    findings.reword(finding, 1, "A public hope", CHAIR)
    review.refresh_from_db()
    assert review.beat == beat + 2
    rows = Entry.objects.filter(subject=review.subject, verb__startswith="finding.")
    assert [(row.verb, row.body) for row in rows] == [
        ("finding.written", {"finding": 1, "kind": "well", "part": ""}),
        ("finding.reworded", {"finding": 1, "edition": 2}),
    ]
