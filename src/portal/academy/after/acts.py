"""Notes, wishes, offers and invitations in; each kept once with its row in the ledger, out.

The ledger holds that a note was written, never a word of it nor to whom it went; participants stand there by an alias.
"""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext

from portal.academy.after import looks, numbers, ways
from portal.academy.after.models import LONGEST_NOTE, Alumnus, Note, Offer, Told
from portal.academy.after.states import OFFER, OfferState
from portal.academy.programme.acts.base import Actor, actor
from portal.academy.programme.looks import alias
from portal.academy.programme.models import Crew, CrewRole, Edition, Participant
from portal.ground.ledger.acts import MACHINE, record
from portal.ground.mail.acts import queue
from portal.ground.mail.models import Outgoing
from portal.ground.moves import NotAllowedError
from portal.ground.people.models import Person


@transaction.atomic
def write(participant: Participant, mentor: Crew, by: Person, text: str) -> Note:
    """Write to the other one of two, who hears by mail that there is a note, without its words.

    Raises NotAllowedError where `by` is neither of them, the mentor is another one by now, or the edition's private
    data are erased, and ValueError for a text that is empty or too long.
    """
    if by.pk not in {participant.person_id, mentor.person_id} or looks.mentor_of(participant) != mentor:
        raise NotAllowedError("only a participant and their mentor write to each other")
    if participant.edition.erased_at:
        raise NotAllowedError("the private data of this edition are erased")
    words = text.strip()
    if not words or len(words) > LONGEST_NOTE:
        raise ValueError("a note has words, and not too many")
    is_from_mentor = by.pk == mentor.person_id
    waits = looks.between(participant, mentor).filter(is_from_mentor=is_from_mentor, read_at=None).exists()
    note = Note.objects.create(
        participant=participant, mentor=mentor, is_from_mentor=is_from_mentor, text=words, at=timezone.now()
    )
    writer = by.handle if is_from_mentor else alias(participant)
    record("note.written", _subject(participant.edition), writer, {"note": note.pk})
    if not waits:
        _ring(note, participant.person if is_from_mentor else mentor.person)
    return note


def see(participant: Participant, mentor: Crew, reader: Person) -> int:
    """What the other one wrote is read now; how many notes. Reading is no deed, so the ledger holds nothing of it."""
    if reader.pk not in {participant.person_id, mentor.person_id}:
        return 0
    theirs = looks.between(participant, mentor).filter(is_from_mentor=reader.pk == participant.person_id, read_at=None)
    return theirs.update(read_at=timezone.now())


@transaction.atomic
def forget() -> int:
    """Erase the notes of editions whose private data are erased, and of people who left; how many notes went."""
    gone = Q(participant__edition__erased_at__isnull=False) | Q(participant__person=None)
    left = Q(participant__person__is_active=False) | Q(mentor__person__is_active=False)
    found = Note.objects.filter(gone | left)
    many = 0
    for slug in sorted(set(found.values_list("participant__edition__slug", flat=True))):
        here, _ = _of(found, slug).delete()
        record("notes.erased", f"edition/{slug}", MACHINE, {"notes": here})
        many += here
    return many


@transaction.atomic
def choose(
    participant: Participant,
    *,
    hears: bool | None = None,
    is_listed: bool | None = None,
    is_invited: bool | None = None,
) -> Alumnus:
    """Write down what a participant wishes; what is None stays as it is."""
    given = {"hears": hears, "is_listed": is_listed, "is_invited": is_invited}
    changed = {name: value for name, value in given.items() if value is not None}
    row, _ = Alumnus.objects.update_or_create(
        participant=participant, defaults={**changed, "changed_at": timezone.now()}
    )
    body = {"participant": participant.number, **changed}
    record("alumni.chose", _subject(participant.edition), alias(participant), body)
    return row


@transaction.atomic
def tell(participant: Participant, days: int) -> bool:
    """Queue the mail with a participant's own figures, once; False where nothing is known that could be said yet."""
    person = participant.person
    if person is None or not person.email or Told.objects.filter(participant=participant, days=days).exists():
        return False
    facts = numbers.known(participant, days)
    if not facts:
        return False
    Told.objects.create(participant=participant, days=days, facts=facts, at=timezone.now())
    with translation.override(person.locale):
        subject, text = numbers.letter(participant, days, facts)
    slug = participant.edition.slug
    queue(f"numbers/{participant.pk}/{days}", f"edition/{slug}", person.email, subject, text, automatic=True)
    record("numbers.told", _subject(participant.edition), MACHINE, {"participant": participant.number, "days": days})
    return True


@transaction.atomic
def invite(edition: Edition, by: str) -> int:
    """Invite to an edition who wants to hear of it, each once, also as a mentor; how many letters are new."""
    told = 0
    for one in looks.invited(edition):
        told += _invite(edition, one)
    if told:
        record("alumni.invited", _subject(edition), by, {"letters": told})
    return told


@transaction.atomic
def offer(edition: Edition, person: Person) -> Offer:
    """Somebody who took part before offers to mentor. Raises NotAllowedError where they cannot."""
    past = dict(looks.may_mentor(person)).get(edition)
    if past is None:
        raise NotAllowedError("only who took part in an edition before this one offers to mentor in it")
    row, made = Offer.objects.get_or_create(edition=edition, participant=past, defaults={"made_at": timezone.now()})
    if not made and row.state == OfferState.WITHDRAWN:
        row = OFFER.take(row, "offer", made_at=timezone.now())
    elif not made:
        return row
    record("mentor.offered", _subject(edition), alias(past), {"offer": row.pk})
    return row


@transaction.atomic
def settle(row: Offer, verb: str, by: Actor) -> Offer:
    """Accept or decline an offer, or take it back. Who is accepted is a mentor of the edition from then on."""
    moved = OFFER.take(row, verb, decided_at=timezone.now(), decided_by=actor(by))
    person = row.participant.person
    if moved.state == OfferState.ACCEPTED and person:
        Crew.objects.get_or_create(
            edition=row.edition,
            person=person,
            role=CrewRole.MENTOR,
            defaults={"name": row.participant.pseudonym, "since": timezone.now()},
        )
    record(f"mentor.{moved.state}", _subject(row.edition), actor(by), {"offer": row.pk})
    return moved


def _of(found: QuerySet[Note], slug: str) -> QuerySet[Note]:
    return found.filter(participant__edition__slug=slug)


def _ring(note: Note, person: Person | None) -> None:
    """Tell the other one that a note is there."""
    if person is None or not person.wants_mail or not person.email:
        return
    edition = note.participant.edition
    with translation.override(person.locale):
        page = ways.notes(edition) if note.is_from_mentor else ways.talk(edition, note.participant)
        subject = gettext("A note for you: %(edition)s") % {"edition": edition.name}
        first = gettext("Your mentor wrote to you.") if note.is_from_mentor else gettext("A participant wrote to you.")
        second = gettext("Only the two of you can read it:")
        text = f"{first}\n\n{second}\n{page}\n\n{settings.SITE_NAME}\n"
    queue(f"note/{note.pk}", f"edition/{edition.slug}", person.email, subject, text, automatic=True)


def _invite(edition: Edition, one: Participant) -> bool:
    person = one.person
    if person is None or not person.email:
        return False
    with translation.override(person.locale):
        subject = gettext("The next edition: %(edition)s") % {"edition": edition.name}
        lines = [
            gettext("You took part in %(edition)s as %(pseudonym)s, and asked to hear of the next edition. Here it is:")
            % {"edition": one.edition.name, "pseudonym": one.pseudonym},
            "",
            edition.name,
            ways.edition(edition),
            "",
            gettext("You can also come back as a mentor and help a team:"),
            ways.alumni(),
            "",
            gettext("You can change your mind about these mails there, too."),
            "",
            settings.SITE_NAME,
            "",
        ]
    once = f"alumni/{edition.slug}/{person.handle}"
    if Outgoing.objects.filter(once=once).exists():
        return False
    queue(once, f"edition/{edition.slug}", person.email, subject, "\n".join(lines), automatic=True)
    return True


def _subject(edition: Edition) -> str:
    return f"edition/{edition.slug}"
