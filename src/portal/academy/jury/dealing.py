"""Jurors who come, go, rest or stall, and works that want more ballots or fewer, in; works given anew out.

Nothing that was judged is ever taken away: only works that still wait move.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.jury.conflicts import Bar, bars
from portal.academy.jury.looks import KEPT, seats_of
from portal.academy.jury.models import Entry, Round, Seat, Share
from portal.academy.jury.sharing import Pair, chance, deal, even
from portal.academy.jury.states import SEAT, SHARE, RoundState, SeatState, ShareState
from portal.academy.programme.models import Crew, CrewRole
from portal.academy.programme.states import WorkState
from portal.ground.ledger.acts import MACHINE, record
from portal.ground.moves import NotAllowedError


class JuryError(ValueError):
    """What was asked of a jury cannot be done; the words say why and what to do."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How many works were given, given back and set aside, and how many ballots nobody can give."""

    given: int = 0
    released: int = 0
    set_aside: int = 0
    wanting: int = 0

    def body(self) -> dict[str, int]:
        """The same for the ledger."""
        found = {"given": self.given, "released": self.released, "set_aside": self.set_aside, "wanting": self.wanting}
        return {name: count for name, count in found.items() if count}


def hold(pk: int) -> Round:
    """The round as it is now; nobody else changes it, or judges in it, until this transaction ends."""
    return Round.objects.select_for_update().select_related("edition").get(pk=pk)


def open_round(pk: int) -> Round:
    """The same for what needs an open round. Raises NotAllowedError where it is not open."""
    about = hold(pk)
    if about.state != RoundState.OPEN:
        raise NotAllowedError(_("This round is not open."))
    return about


def settle(about: Round, now: datetime, *, even_out: bool = False, rest: Seat | None = None) -> Settled:
    """Make the works that jurors have fit: who may judge, what each work needs, and who is there.

    `even_out`: also move waiting works that nobody opened yet, so that late jurors get their part. `rest`: take all
    that waits from this juror, as far as others can have it. Call it with the round held.
    """
    entries = list(Entry.objects.filter(round=about).select_related("work", "round").order_by("pk"))
    seats = list(seats_of(about))
    barred = bars(about, seats, entries)
    aside, released = _take_back(entries, seats, barred)
    released += _release_spare(about, [entry for entry in entries if entry.work.state == WorkState.SUBMITTED])
    if rest:
        released += _unload(about, rest, seats, entries, barred)
    wants = _wants(entries)
    able = [seat.pk for seat in seats if seat.state == SeatState.SEATED and seat != rest]
    taken = _taken(about) | set(barred)
    dealt = deal(wants, {seat: load for seat, load in _loads(about).items() if seat in able}, taken, about.seed)
    _give(dealt.given, now)
    if even_out:
        _even_out(about, able, barred, now)
    return Settled(len(dealt.given), released, aside, sum(dealt.wanting.values()))


def _take_back(entries: list[Entry], seats: list[Seat], barred: dict[Pair, Bar]) -> tuple[int, int]:
    """Set aside what must not be judged by who has it; take back what is out of the competition or left behind."""
    aside = released = 0
    gone = {seat.pk for seat in seats if seat.state == SeatState.LEFT}
    alive = {entry.pk for entry in entries if entry.work.state == WorkState.SUBMITTED}
    for share in Share.objects.filter(entry__in=entries, state__in=KEPT):
        if bar := barred.get((share.seat_id, share.entry_id)):
            SHARE.take(share, "declare", reason=bar.value)
            aside += 1
        elif share.state == ShareState.OPEN and (share.entry_id not in alive or share.seat_id in gone):
            SHARE.take(share, "release")
            released += 1
    return aside, released


def _release_spare(about: Round, entries: list[Entry]) -> int:
    """Take back waiting works whose ballots are not needed any more: first those that nobody opened yet."""
    shares = Share.objects.filter(entry__in=entries, state__in=KEPT)
    by_entry: dict[int, list[Share]] = defaultdict(list)
    for share in shares:
        by_entry[share.entry_id].append(share)
    loads = Counter(share.seat_id for share in shares if share.state == ShareState.OPEN)
    released = 0
    for entry in entries:
        found = by_entry[entry.pk]
        waiting = [share for share in found if share.state == ShareState.OPEN]
        for _turn in range(min(len(waiting), max(0, len(found) - entry.needed))):
            share = min(
                waiting,
                key=lambda one: (
                    one.seen_at is not None, -loads[one.seat_id], chance(about.seed, one.seat_id, one.entry_id)
                ),
            )  # fmt: skip
            waiting.remove(share)
            loads[share.seat_id] -= 1
            SHARE.take(share, "release")
            released += 1
    return released


def _unload(about: Round, seat: Seat, seats: list[Seat], entries: list[Entry], barred: dict[Pair, Bar]) -> int:
    """Take back from one juror what others can have."""
    others = [one.pk for one in seats if one.state == SeatState.SEATED and one != seat]
    closed = _taken(about) | set(barred)
    released = 0
    for share in Share.objects.filter(seat=seat, state=ShareState.OPEN, entry__in=entries):
        if any((other, share.entry_id) not in closed for other in others):
            SHARE.take(share, "release")
            released += 1
    return released


def _wants(entries: list[Entry]) -> dict[int, int]:
    alive = [entry for entry in entries if entry.work.state == WorkState.SUBMITTED]
    have = Counter(Share.objects.filter(entry__in=alive, state__in=KEPT).values_list("entry_id", flat=True))
    return {entry.pk: entry.needed - have[entry.pk] for entry in alive if have[entry.pk] < entry.needed}


def _taken(about: Round) -> set[Pair]:
    rows = Share.objects.filter(entry__round=about).exclude(state=ShareState.RELEASED)
    return set(rows.values_list("seat_id", "entry_id"))


def _loads(about: Round) -> dict[int, int]:
    found = dict.fromkeys(Seat.objects.filter(round=about).values_list("pk", flat=True), 0)
    rows = Share.objects.filter(entry__round=about, state__in=KEPT, entry__work__state=WorkState.SUBMITTED)
    return found | Counter(rows.values_list("seat_id", flat=True))


def _give(pairs: list[Pair], now: datetime) -> None:
    known = {
        (share.seat_id, share.entry_id): share
        for share in Share.objects.filter(
            seat__in={seat for seat, _entry in pairs}, entry__in={entry for _seat, entry in pairs}
        )
    }
    new = []
    for seat, entry in pairs:
        if share := known.get((seat, entry)):
            SHARE.take(share, "give", given_at=now, seen_at=None)
        else:
            new.append(Share(seat_id=seat, entry_id=entry, given_at=now))
    Share.objects.bulk_create(new)


def _even_out(about: Round, able: list[int], barred: dict[Pair, Bar], now: datetime) -> None:
    rows = Share.objects.filter(
        seat__in=able, state=ShareState.OPEN, seen_at=None, entry__work__state=WorkState.SUBMITTED
    )
    movable = {(share.seat_id, share.entry_id): share for share in rows}
    loads = {seat: load for seat, load in _loads(about).items() if seat in able}
    wanted = set(even(movable, loads, _taken(about) | set(barred), about.seed))
    for pair in sorted(set(movable) - wanted):
        SHARE.take(movable[pair], "release")
    _give(sorted(wanted - set(movable)), now)


@transaction.atomic
def seat(about: Round, crew: Crew, by: str, now: datetime | None = None) -> Seat:
    """Give a juror a seat; while the round runs they get their part of what waits. Who left may come back.

    Raises JuryError where somebody is no juror of this edition, or the round has ended.
    """
    about, now = hold(about.pk), now or timezone.now()
    if about.state not in (RoundState.DRAFT, RoundState.OPEN):
        raise NotAllowedError(_("This round has ended."))
    if crew.edition_id != about.edition_id or crew.role != CrewRole.JUROR:
        raise JuryError(_("Only people whom the crew names as jurors can sit in the jury."))
    found = Seat.objects.filter(round=about, person=crew.person).first()
    if found is None:
        number = (about.seats.aggregate(last=Max("number"))["last"] or 0) + 1
        found = Seat.objects.create(round=about, crew=crew, person=crew.person, number=number, since=now)
    else:
        SEAT.take(found, "come_back", crew=crew, last_at=now, warned_at=None)
    done = settle(about, now, even_out=True) if about.state == RoundState.OPEN else Settled()
    record("juror.seated", about.subject, by, {"seat": found.number, **done.body()})
    return found


@transaction.atomic
def unseat(place: Seat, by: str) -> Settled:
    """Somebody leaves the jury: what they judged stays and counts, what waits goes to others."""
    about = hold(place.round_id)
    if about.state not in (RoundState.DRAFT, RoundState.OPEN):
        raise NotAllowedError(_("This round has ended."))
    SEAT.take(place, "leave")
    done = settle(about, timezone.now()) if about.state == RoundState.OPEN else Settled()
    record("juror.left", about.subject, by, {"seat": place.number, **done.body()})
    return done


@transaction.atomic
def reassign(place: Seat, by: str = MACHINE) -> Settled:
    """Give what waits with a juror to the others; the juror rests until they come back.

    Works that nobody else may judge stay with them: the number of ballots asked for does not change.
    """
    about = open_round(place.round_id)
    place.refresh_from_db()
    if place.state == SeatState.SEATED:
        SEAT.take(place, "rest")
    done = settle(about, timezone.now(), rest=place)
    record("share.reassigned", about.subject, by, {"seat": place.number, **done.body()})
    return done


@transaction.atomic
def come_back(place: Seat, by: str) -> Settled:
    """A juror who rested judges again, and gets a part of what waits."""
    about = open_round(place.round_id)
    now = timezone.now()
    SEAT.take(place, "come_back", last_at=now, warned_at=None)
    done = settle(about, now, even_out=True)
    record("juror.returned", about.subject, by, {"seat": place.number, **done.body()})
    return done


@transaction.atomic
def set_quorum(about: Round, quorum: int, by: str, entry: Entry | None = None) -> Settled:
    """Change how many ballots each work needs, or one work; while the round runs works are given or taken back at once.

    For one work 0 means: as the others. Raises JuryError for a number out of range.
    """
    about = hold(about.pk)
    if about.state not in (RoundState.DRAFT, RoundState.OPEN):
        raise NotAllowedError(_("This round has ended."))
    if not (0 if entry else 1) <= quorum <= 50:
        raise JuryError(_("Choose a number from 1 to 50."))
    body: dict[str, object] = {"quorum": quorum}
    if entry:
        entry.quorum = quorum or None
        entry.save(update_fields=["quorum"])
        body["work"] = entry.number
    else:
        about.quorum = quorum
        about.save(update_fields=["quorum"])
    done = settle(about, timezone.now()) if about.state == RoundState.OPEN else Settled()
    record("quorum.set", about.subject, by, {**body, **done.body()})
    return done
