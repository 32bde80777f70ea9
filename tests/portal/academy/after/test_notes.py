"""Notes: read by one mentor and one participant alone, never in the ledger, erased with what is private."""

from __future__ import annotations

import pytest
from django.utils import timezone

from portal.academy.after import acts, looks
from portal.academy.after.models import LONGEST_NOTE, Note
from portal.academy.after.tasks import forget_notes
from portal.academy.programme.models import Crew, CrewRole, Participant
from portal.ground.ledger.models import Entry
from portal.ground.mail.models import Outgoing
from portal.ground.moves import NotAllowedError
from portal.ground.people.acts import leave
from tests.portal.academy.make import make_crew, make_edition, make_participant, make_team
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db


def make_pair() -> tuple[Participant, Crew]:
    edition = make_edition(slug="autumn")
    participant = make_participant(edition)
    mentor = make_crew(edition, CrewRole.MENTOR)
    make_team(edition, participant, mentor=mentor)
    return participant, mentor


def mails() -> list[tuple[str, str]]:
    return [(one.recipient, bytes(one.raw).decode()) for one in Outgoing.objects.order_by("pk")]


def test_two_write_to_each_other_and_hear_of_it_without_the_words() -> None:
    participant, mentor = make_pair()
    acts.write(participant, mentor, mentor.person, "  Your second source is weak.  ")
    acts.write(participant, mentor, participant.person, "I found a book.")
    assert [(one.is_from_mentor, one.text) for one in looks.between(participant, mentor)] == [
        (True, "Your second source is weak."),
        (False, "I found a book."),
    ]
    assert [to for to, _ in mails()] == [participant.person.email, mentor.person.email]
    assert [words for _, raw in mails() for words in ("source is weak", "found a book") if words in raw] == []
    assert "/en/academy/autumn/notes/" in mails()[0][1]
    assert "/en/academy/autumn/notes/1/" in mails()[1][1]


def test_a_second_note_rings_only_after_the_first_was_read() -> None:
    participant, mentor = make_pair()
    for _ in range(2):
        acts.write(participant, mentor, mentor.person, "Look at the sources.")
    assert len(mails()) == 1
    assert acts.see(participant, mentor, participant.person) == 2
    acts.write(participant, mentor, mentor.person, "And at the pictures.")
    assert len(mails()) == 2


def test_the_ledger_holds_no_word_and_not_to_whom_it_went() -> None:
    participant, mentor = make_pair()
    note = acts.write(participant, mentor, mentor.person, "A private word.")
    row = Entry.objects.get(verb="note.written")
    assert (row.subject, row.actor, row.body) == ("edition/autumn", mentor.person.handle, {"note": note.pk})


def test_who_wants_no_mail_gets_none() -> None:
    participant, mentor = make_pair()
    participant.person.wants_mail = False
    participant.person.save()
    acts.write(participant, mentor, mentor.person, "A word.")
    assert mails() == []


def test_nobody_else_writes_or_marks_as_read() -> None:
    participant, mentor = make_pair()
    acts.write(participant, mentor, mentor.person, "A word.")
    stranger = make_person()
    with pytest.raises(NotAllowedError):
        acts.write(participant, mentor, stranger, "Me too.")
    assert acts.see(participant, mentor, stranger) == 0
    assert Note.objects.filter(read_at=None).count() == 1


def test_a_mentor_of_another_team_does_not_write() -> None:
    participant, _ = make_pair()
    other = make_crew(participant.edition, CrewRole.MENTOR)
    with pytest.raises(NotAllowedError):
        acts.write(participant, other, other.person, "Hello.")


@pytest.mark.parametrize("text", ["", "   \n", "x" * (LONGEST_NOTE + 1)])
def test_a_note_has_words_and_not_too_many(text: str) -> None:
    participant, mentor = make_pair()
    with pytest.raises(ValueError, match="a note has words"):
        acts.write(participant, mentor, mentor.person, text)


def test_a_new_mentor_does_not_read_what_went_before() -> None:
    participant, mentor = make_pair()
    acts.write(participant, mentor, mentor.person, "Between us.")
    new = make_crew(participant.edition, CrewRole.MENTOR)
    team = participant.team
    assert team is not None
    team.mentor = new
    team.save()
    assert [(talk.participant, talk.notes) for talk in looks.talks(new.person, participant.edition)] == [
        (participant, 0)
    ]
    assert looks.talks(mentor.person, participant.edition) == []
    assert [one.text for one in looks.talks_of(participant)] == ["Between us."]


def test_a_mentor_sees_how_many_notes_wait() -> None:
    participant, mentor = make_pair()
    acts.write(participant, mentor, mentor.person, "How is it going?")
    acts.write(participant, mentor, participant.person, "Well.")
    assert [(one.notes, one.unread) for one in looks.talks(mentor.person, participant.edition)] == [(2, 1)]


def test_notes_go_with_the_private_data_of_their_edition() -> None:
    participant, mentor = make_pair()
    acts.write(participant, mentor, mentor.person, "A word.")
    assert forget_notes.func() == 0
    participant.edition.erased_at = timezone.now()
    participant.edition.save()
    with pytest.raises(NotAllowedError):
        acts.write(participant, mentor, mentor.person, "One more.")
    assert forget_notes.func() == 1
    assert not Note.objects.exists()
    assert [row.body for row in Entry.objects.filter(verb="notes.erased")] == [{"notes": 1}]
    assert forget_notes.func() == 0


def test_notes_go_with_either_of_the_two() -> None:
    participant, mentor = make_pair()
    acts.write(participant, mentor, mentor.person, "A word.")
    leave(mentor.person)
    assert forget_notes.func() == 1
    assert looks.mentor_of(Participant.objects.get(pk=participant.pk)) is None
