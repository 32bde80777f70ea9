"""An edition, a participant or a mentor in; their notes, wishes and offers, and who is told of their numbers, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from portal.academy.after.models import Alumnus, Note, Offer, Told
from portal.academy.after.states import OfferState
from portal.academy.programme.models import Crew, CrewRole, Edition, Participant
from portal.academy.programme.states import EditionState, ParticipantState
from portal.catalogue.models import OptOut
from portal.ground.people.models import Person

HORIZONS = (30, 90, 365)
"""How many days after the end of an edition its participants hear of their numbers."""
LATE = dt.timedelta(days=14)
"""For so long figures are waited for, or the portal may have stood still; after that nobody is told any more."""
WANTS_MENTORS = (EditionState.ANNOUNCED, EditionState.APPLYING, EditionState.SELECTING, EditionState.RUNNING)


@dataclass(frozen=True, slots=True)
class Talk:
    """What one mentor and one participant wrote to each other, in short. `unread`: by who asks."""

    participant: Participant
    notes: int
    unread: int
    last_at: dt.datetime | None


def mentor_of(participant: Participant) -> Crew | None:
    """Who mentors the participant's team now; None without a team, a mentor, or a mentor who is still here."""
    team = participant.team
    mentor = team.mentor if team else None
    return mentor if mentor and mentor.person.is_active else None


def mentored_by(person: Person, edition: Edition) -> QuerySet[Participant]:
    """The participants in the teams that somebody mentors."""
    teams = Participant.objects.exclude(state=ParticipantState.WITHDRAWN).select_related("team__mentor__person")
    return teams.filter(edition=edition, team__mentor__person=person).order_by("team__name", "number")


def between(participant: Participant, mentor: Crew) -> QuerySet[Note]:
    """The notes of these two, oldest first."""
    return Note.objects.filter(participant=participant, mentor=mentor)


def talks(person: Person, edition: Edition) -> list[Talk]:
    """The talks of a mentor with each participant of their teams; one query."""
    theirs = Q(notes__mentor__person=person)
    unread = theirs & Q(notes__is_from_mentor=False, notes__read_at=None)
    found = mentored_by(person, edition).annotate(
        many=Count("notes", filter=theirs), unread=Count("notes", filter=unread), last=Max("notes__at", filter=theirs)
    )
    return [Talk(one, one.many, one.unread, one.last) for one in found]


def talks_of(participant: Participant) -> list[Note]:
    """All notes that a participant wrote or got, of this mentor and of earlier ones, oldest first."""
    return list(Note.objects.filter(participant=participant).select_related("mentor"))


def alumnus_of(participant: Participant) -> Alumnus:
    """What a participant wishes; where they said nothing, a row that is not kept."""
    found = Alumnus.objects.filter(participant=participant).first()
    return found or Alumnus(participant=participant, changed_at=participant.joined_at)


def alumni() -> QuerySet[Participant]:
    """Who wants to be on the public list: participants of editions that ended, newest edition first."""
    listed = Participant.objects.filter(alumnus__is_listed=True).exclude(state=ParticipantState.WITHDRAWN)
    ended = listed.filter(edition__state__in=(EditionState.JUDGING, EditionState.CLOSED), edition__is_rehearsal=False)
    return ended.select_related("edition__programme").order_by("-edition__starts_at", "number")


def invited(edition: Edition) -> QuerySet[Participant]:
    """Who took part in an earlier edition and wants to hear of this one; each person once, by their last edition."""
    earlier = Participant.objects.filter(alumnus__is_invited=True, edition__ends_at__lte=edition.starts_at)
    there = Participant.objects.filter(edition=edition, person=OuterRef("person"))
    newer = earlier.filter(person=OuterRef("person"), edition__starts_at__gt=OuterRef("edition__starts_at"))
    return reachable(earlier).exclude(Exists(there)).exclude(Exists(newer)).order_by("pk")


def reachable(found: QuerySet[Participant]) -> QuerySet[Participant]:
    """Those who can be written to, want mail at all, and did not withdraw."""
    here = found.filter(person__is_active=True, person__wants_mail=True).exclude(state=ParticipantState.WITHDRAWN)
    left_alone = OptOut.objects.filter(address=OuterRef("person__email"))
    return here.exclude(person__email=None).exclude(Exists(left_alone)).select_related("person", "edition")


def to_tell(days: int, now: dt.datetime) -> QuerySet[Participant]:
    """Whose edition ended so many days ago, and who were not told of their numbers since."""
    last = now - dt.timedelta(days=days)
    ended = Participant.objects.filter(edition__ends_at__lte=last, edition__ends_at__gt=last - LATE)
    ended = ended.filter(edition__state__in=(EditionState.JUDGING, EditionState.CLOSED), edition__is_rehearsal=False)
    told = Told.objects.filter(participant=OuterRef("pk"), days=days)
    return reachable(ended).exclude(alumnus__hears=False).exclude(Exists(told)).order_by("pk")


def may_mentor(person: Person) -> list[tuple[Edition, Participant]]:
    """The editions ahead in which somebody could mentor, each with their last own edition before it."""
    past = list(
        Participant.objects.filter(person=person, edition__state__in=(EditionState.JUDGING, EditionState.CLOSED))
        .exclude(state=ParticipantState.WITHDRAWN)
        .select_related("edition")
        .order_by("-edition__starts_at")
    )
    if not past:
        return []
    ahead = Edition.objects.filter(state__in=WANTS_MENTORS).exclude(participants__person=person)
    ahead = ahead.exclude(crew__person=person, crew__role=CrewRole.MENTOR).order_by("starts_at")
    pairs = (
        (edition, next((one for one in past if one.edition.ends_at <= edition.starts_at), None)) for edition in ahead
    )
    return [(edition, one) for edition, one in pairs if one]


def offers(edition: Edition) -> QuerySet[Offer]:
    """Who offers to mentor in an edition and was not withdrawn, the first one first."""
    found = Offer.objects.filter(edition=edition).exclude(state=OfferState.WITHDRAWN)
    return found.select_related("participant__edition", "participant__person").order_by("made_at", "pk")
