"""A juror's marks in; a ballot that counts once, can be changed until the round closes, and is never lost, out."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.jury.conflicts import bars
from portal.academy.jury.dealing import JuryError, Settled, open_round, settle
from portal.academy.jury.models import Ballot, Method, Round, Seat, Share
from portal.academy.jury.scoring import MOST_STARS
from portal.academy.jury.states import SHARE, SeatState, ShareState
from portal.academy.programme.states import WorkState
from portal.ground.languages.plain import plain
from portal.ground.ledger.acts import record
from portal.ground.ledger.chain import canonical
from portal.ground.moves import NotAllowedError
from portal.ground.people.models import Person


class StaleError(JuryError):
    """The ballot was changed in another window meanwhile; `ballot` is what stands now."""

    def __init__(self, ballot: Ballot) -> None:
        super().__init__(_("You changed this ballot in another window. Look at both, then save again."))
        self.ballot = ballot


def check_marks(about: Round, marks: Mapping[str, Any]) -> dict[str, Any]:
    """The marks as they are kept. Raises JuryError where one is missing or out of range."""
    if about.method == Method.YES_NO:
        if not isinstance(marks.get("yes"), bool):
            raise JuryError(_("Choose yes or no."))
        return {"yes": marks["yes"]}
    if about.method == Method.RANKING:
        place = marks.get("place")
        if not isinstance(place, int) or isinstance(place, bool) or place < 1:
            raise JuryError(_("Choose a place, 1 for the best."))
        return {"place": place}
    stars = marks.get("stars") or {}
    kept = {str(number): stars.get(str(number)) for number in about.criteria.values_list("number", flat=True)}
    if any(not isinstance(one, int) or not 1 <= one <= MOST_STARS for one in kept.values()):
        raise JuryError(_("Give 1 to 5 stars for each criterion."))
    return {"stars": kept}


@transaction.atomic
def cast(
    share: Share, person: Person, version: int, marks: Mapping[str, Any], note: str = "", feedback: str = ""
) -> Ballot:
    """Save a juror's ballot. `version`: the one they saw, 0 for none; the same once more changes nothing.

    A work that was given to somebody else while they had it open counts all the same: nothing judged is lost.
    Raises StaleError where another window was quicker, JuryError for wrong marks, NotAllowedError where it is not
    theirs to judge or the round has ended.
    """
    about = open_round(share.entry.round_id)
    share = Share.objects.select_related("seat", "entry__work", "entry__round").get(pk=share.pk)
    _may(about, share, person)
    kept = check_marks(about, marks)
    note, feedback = plain(note).strip()[:2000], plain(feedback).strip()[:2000]
    now = timezone.now()
    ballot = Ballot.objects.filter(share=share).first()
    if ballot and share.state == ShareState.DONE:
        if (ballot.marks, ballot.note, ballot.feedback) == (kept, note, feedback):
            return ballot
        if ballot.version != version:
            raise StaleError(ballot)
    ballot = ballot or Ballot(share=share, version=0, salt=secrets.token_hex(16), made_at=now)
    ballot.note, ballot.feedback, ballot.marks = note, feedback, kept
    ballot.version, ballot.changed_at = ballot.version + 1, now
    was_spare = share.state == ShareState.RELEASED
    if was_spare:
        SHARE.take(share, "give", given_at=now)
    if share.state == ShareState.OPEN:
        SHARE.take(share, "judge", done_at=now)
    moved = _place(share.seat, ballot) if about.method == Method.RANKING else []
    ballot.digest = digest_of(about, share, ballot)
    ballot.save()
    Seat.objects.filter(pk=share.seat_id).update(last_at=now, warned_at=None)
    body = {
        "digest": ballot.digest,
        "version": ballot.version,
        "round": about.pk,
        **({"moved": moved} if moved else {}),
    }
    record("ballot.cast" if ballot.version == 1 else "ballot.changed", f"ballot/{share.pk}", person.handle, body)
    if was_spare:
        settle(about, now)
    return ballot


def _may(about: Round, share: Share, person: Person) -> None:
    if share.seat.person_id != person.pk or share.seat.state == SeatState.LEFT:
        raise NotAllowedError(_("This work is not yours to judge."))
    if share.entry.work.state != WorkState.SUBMITTED:
        raise NotAllowedError(_("This work is out of the competition. You need not judge it."))
    was_open = share.state == ShareState.RELEASED and share.seen_at is not None
    if not (share.state in (ShareState.OPEN, ShareState.DONE) or was_open):
        raise NotAllowedError(_("This work is not yours to judge."))
    if bars(about, [share.seat], [share.entry]):
        raise NotAllowedError(_("You may not judge this work: it is too near to you."))


def _place(seat: Seat, ballot: Ballot) -> list[str]:
    """Put a work into its place in the juror's ranking; those that move get new digests, which are given back."""
    others = list(
        Ballot.objects.filter(share__seat=seat, share__state=ShareState.DONE)
        .exclude(share=ballot.share)
        .select_related("share__seat", "share__entry__round")
    )
    others.sort(key=lambda one: (one.marks.get("place", 0), one.pk))
    at = min(int(ballot.marks["place"]), len(others) + 1)
    ballot.marks = {"place": at}
    moved = []
    for place, other in enumerate(others, 1):
        wanted = {"place": place + (place >= at)}
        if other.marks != wanted:
            other.marks = wanted
            other.digest = digest_of(other.share.entry.round, other.share, other)
            other.save(update_fields=["marks", "digest"])
            moved.append(other.digest)
    return moved


def digest_of(about: Round, share: Share, ballot: Ballot) -> str:
    """What stands for a ballot in public: a sha256 over its marks and a secret salt."""
    values = [about.pk, share.entry.number, share.seat.number, ballot.version, ballot.marks, ballot.salt]
    return hashlib.sha256(canonical(values)).hexdigest()


@transaction.atomic
def note_seen(share: Share, now: datetime) -> None:
    """Remember that a juror has a work open: it is not moved to somebody else just to even out."""
    Share.objects.filter(pk=share.pk, seen_at=None).update(seen_at=now)


@transaction.atomic
def declare(share: Share, person: Person, reason: str) -> Settled:
    """A juror says that a work is too near to them: it goes to somebody else, and a ballot they gave counts no more."""
    about = open_round(share.entry.round_id)
    share.refresh_from_db()
    if share.seat.person_id != person.pk:
        raise NotAllowedError(_("This work is not yours to judge."))
    SHARE.take(share, "declare", reason=plain(reason).strip()[:300])
    done = settle(about, timezone.now())
    record("conflict.declared", about.subject, person.handle, {"work": share.entry.number, **done.body()})
    return done


@transaction.atomic
def lift(share: Share, by: str) -> Settled:
    """Undo a conflict that was declared by mistake; a ballot that was given before counts again."""
    about = open_round(share.entry.round_id)
    share.refresh_from_db()
    SHARE.take(share, "restore" if Ballot.objects.filter(share=share).exists() else "lift", reason="")
    done = settle(about, timezone.now())
    record("conflict.lifted", about.subject, by, {"work": share.entry.number, **done.body()})
    return done
