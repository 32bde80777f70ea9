"""Somebody of the public and the works they like in; votes that count once a work and a person out."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.academy.jury.conflicts import may_not_vote
from portal.academy.jury.dealing import JuryError, hold
from portal.academy.jury.looks import live, seat_of
from portal.academy.jury.models import Entry, PublicVote, Round
from portal.academy.jury.sharing import chance
from portal.academy.jury.states import RoundState
from portal.ground.ledger.acts import MACHINE, record
from portal.ground.moves import NotAllowedError
from portal.ground.people.models import Person


def voter_of(about: Round, person: Person) -> str:
    """The keyed hash under which somebody's votes in a round are kept: another in each round."""
    return salted_hmac("portal.academy.jury.voting", f"{about.pk}/{person.pk}", algorithm="sha256").hexdigest()


def choices_for(about: Round, person: Person | None, lot: str) -> list[Entry]:
    """The works that somebody may vote for, in an order by lot, so that no work is always the first.

    Without the works of their own, of their team and of those they mentor. `lot`: what their order comes from.
    """
    entries = list(live(about).prefetch_related("work__authors"))
    barred = may_not_vote(person.pk, [entry.work for entry in entries]) if person else set()
    shown = [entry for entry in entries if entry.work_id not in barred]
    return sorted(shown, key=lambda entry: chance(about.seed, "vote", lot, entry.pk))


def chosen_by(about: Round, person: Person) -> set[int]:
    """The numbers of the works that somebody voted for."""
    mine = PublicVote.objects.filter(round=about, voter=voter_of(about, person))
    return set(mine.values_list("entry__number", flat=True))


@transaction.atomic
def vote(about: Round, person: Person, numbers: Collection[int]) -> set[int]:
    """Somebody's votes become exactly these works, by their numbers; they can change until the round closes.

    Raises NotAllowedError where the public does not vote now or the person judges in the round, and JuryError for too
    many works, or for one that is not there or is too near to them.
    """
    about = hold(about.pk)
    if not is_on(about):
        raise NotAllowedError(_("The public vote is not open."))
    if seat_of(about, person):
        raise NotAllowedError(_("You judge in this round, so you do not vote in it too."))
    wanted = set(numbers)
    if len(wanted) > about.public_limit:
        raise JuryError(
            ngettext(
                "You have %(count)s vote. Choose %(count)s work at most.",
                "You have %(count)s votes. Choose %(count)s works at most.",
                about.public_limit,
            )
            % {"count": about.public_limit}
        )
    able = {entry.number: entry for entry in choices_for(about, person, "")}
    if wanted - set(able):
        raise JuryError(_("You cannot vote for one of these works. Look at the list again."))
    voter, now = voter_of(about, person), timezone.now()
    before = set(PublicVote.objects.filter(round=about, voter=voter).values_list("entry__number", flat=True))
    if before == wanted:
        return wanted
    PublicVote.objects.filter(round=about, voter=voter).delete()
    PublicVote.objects.bulk_create(
        PublicVote(round=about, entry=able[number], voter=voter, slot=slot, at=now)
        for slot, number in enumerate(sorted(wanted), 1)
    )
    # That a vote was cast is in the record; neither who did, nor what they chose: the record is public.
    record("vote.cast", f"vote/{about.pk}", MACHINE, {"round": about.pk, "changed": bool(before)})
    return wanted


def is_on(about: Round) -> bool:
    """Whether the public votes now."""
    return about.has_public_vote and about.state == RoundState.OPEN
