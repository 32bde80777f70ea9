"""Questions about rounds in; who judges what, exactly what is missing, the order, and the prizes, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from portal.academy.jury import scoring
from portal.academy.jury.conflicts import Bar, bars
from portal.academy.jury.models import Award, Ballot, Entry, Result, Round, Seat, Share
from portal.academy.jury.scoring import Cast, Placed
from portal.academy.jury.states import RoundState, SeatState, ShareState
from portal.academy.programme.models import Edition, Work
from portal.academy.programme.states import WorkState
from portal.ground.people.models import Person

KEPT = (ShareState.OPEN, ShareState.DONE)


@dataclass(frozen=True, slots=True)
class Lack:
    """A work that wants ballots: how many lack, how many of them wait with jurors, and why nobody has the others."""

    entry: Entry
    missing: int
    waiting: int
    with_whom: tuple[Seat, ...]
    bars: tuple[str, ...]

    @property
    def undealt(self) -> int:
        """How many ballots no juror was asked for."""
        return max(0, self.missing - self.waiting)


@dataclass(frozen=True, slots=True)
class Hand:
    """A juror's works: judged, waiting, and for how many whole days nothing was judged though works wait."""

    seat: Seat
    done: int
    open: int
    idle_days: int | None
    is_stalled: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is. `needed` and `cast` count ballots, each work's at most up to its quorum."""

    works: int
    needed: int
    cast: int
    lacks: tuple[Lack, ...]
    hands: tuple[Hand, ...]
    outside: tuple[Work, ...]
    out: tuple[Entry, ...]

    @property
    def missing(self) -> int:
        """How many ballots lack."""
        return self.needed - self.cast

    @property
    def is_whole(self) -> bool:
        """Whether every work has its ballots and none waits outside."""
        return self.works > 0 and not self.lacks and not self.outside


@dataclass(frozen=True, slots=True)
class Standings:
    """A round as it stands: works in their places, what each juror gave, votes of the public, and who goes on."""

    placed: tuple[Placed, ...]
    given: dict[tuple[int, int], Fraction]
    jury: dict[int, Fraction | None]
    votes: dict[int, int]
    ballots: dict[int, int]
    on: frozenset[int]
    border: tuple[int, ...]


def rounds_of(edition: Edition) -> QuerySet[Round]:
    """The rounds of an edition in their order."""
    return Round.objects.filter(edition=edition).select_related("edition", "after").order_by("number")


def live(about: Round) -> QuerySet[Entry]:
    """The works of a round that are in the competition now."""
    return _entries(about).filter(work__state=WorkState.SUBMITTED)


def out(about: Round) -> QuerySet[Entry]:
    """Those that were disqualified or withdrawn."""
    return _entries(about).exclude(work__state=WorkState.SUBMITTED)


def _entries(about: Round) -> QuerySet[Entry]:
    return Entry.objects.filter(round=about).select_related("work__team", "round").order_by("number")


def outside(about: Round) -> QuerySet[Work]:
    """Works that belong into a round and are not in it: handed in since, or let through since."""
    works = Work.objects.filter(edition_id=about.edition_id, kind__in=about.kinds, state=WorkState.SUBMITTED)
    if about.after_id:
        works = works.filter(pk__in=gone_on(about.after_id))
    return works.exclude(entries__round=about).order_by("pk")


def gone_on(round_id: int) -> list[int]:
    """The ids of the works that a signed round let through; none before it is signed."""
    result = Result.objects.filter(round_id=round_id, round__state=RoundState.SIGNED).order_by("-version").first()
    return [one["work"] for one in result.facts()["works"] if one["goes_on"]] if result else []


def seats_of(about: Round) -> QuerySet[Seat]:
    """The jurors of a round."""
    return Seat.objects.filter(round=about).select_related("person", "crew").order_by("number")


def seat_of(about: Round, person: Person | None) -> Seat | None:
    """Somebody's seat in a round, if they did not leave it."""
    mine = Seat.objects.filter(round=about, person=person).exclude(state=SeatState.LEFT)
    return mine.select_related("round__edition").first() if person else None


def works_for(seat: Seat) -> list[Share]:
    """What a juror is shown, in an order of their own by lot: given works in the competition that are not barred."""
    mine = Share.objects.filter(seat=seat, state__in=KEPT, entry__work__state=WorkState.SUBMITTED)
    shares = list(
        mine.select_related("entry__work__edition", "entry__work__team", "entry__round", "seat__round", "ballot")
    )
    barred = bars(seat.round, [seat], [share.entry for share in shares])
    seen = [share for share in shares if (seat.pk, share.entry_id) not in barred]
    from portal.academy.jury.sharing import chance

    return sorted(seen, key=lambda share: chance(seat.round.seed, "show", seat.pk, share.entry_id))


def counted(about: Round) -> list[Cast]:
    """The ballots that count: judged, and the work is in the competition."""
    rows = Ballot.objects.filter(
        share__entry__round=about, share__state=ShareState.DONE, share__entry__work__state=WorkState.SUBMITTED
    )
    return [Cast(*row) for row in rows.order_by("pk").values_list("share__seat_id", "share__entry_id", "marks")]


def weights(about: Round) -> dict[int, int]:
    """Criterion number to weight."""
    return dict(about.criteria.values_list("number", "weight"))


def standings(about: Round) -> Standings:
    """The order as the ballots say it now, with the public's part and with the decisions on ties."""
    entries = list(live(about).values_list("pk", "number"))
    casts = counted(about)
    given = scoring.scores(casts, weights(about))
    jury = scoring.means(given, [pk for pk, _number in entries])
    votes = votes_of(about)
    totals = scoring.with_public(jury, votes, about.public_weight if about.has_public_vote else 0)
    numbered = {number: pk for pk, number in entries}
    breaks = [
        [numbered[number] for number in row if number in numbered]
        for row in about.tie_breaks.order_by("pk").values_list("order", flat=True)
    ]
    placed = scoring.order(totals, breaks)
    border = tuple(scoring.border_tie(placed, about.goes_on)) if about.goes_on else ()
    on = frozenset(
        one.entry
        for one in placed
        if about.goes_on and one.place and one.place <= about.goes_on and one.entry not in border
    )
    ballots = Counter(cast.entry for cast in casts)
    return Standings(tuple(placed), given, jury, votes, dict(ballots), on, border)


def votes_of(about: Round) -> dict[int, int]:
    """The public's votes for each work in the competition. Show nobody these before the round has ended."""
    rows = live(about).annotate(votes=Count("public_votes")).values_list("pk", "votes")
    return dict(rows) if about.has_public_vote else {}


def progress(about: Round, now: datetime) -> Progress:
    """Exactly what is missing, work by work and juror by juror."""
    entries, seats = list(live(about)), list(seats_of(about))
    shares = list(Share.objects.filter(entry__in=entries, state__in=KEPT).select_related("seat__person", "seat__crew"))
    by_entry: dict[int, list[Share]] = defaultdict(list)
    for share in shares:
        by_entry[share.entry_id].append(share)
    done = {pk: sum(share.state == ShareState.DONE for share in found) for pk, found in by_entry.items()}
    short = [entry for entry in entries if done.get(entry.pk, 0) < entry.needed]
    barred = bars(about, [seat for seat in seats if seat.state == SeatState.SEATED], short)
    lacks = []
    for entry in short:
        waiting = [share.seat for share in by_entry[entry.pk] if share.state == ShareState.OPEN]
        why = sorted({str(Bar(bar).label) for (_seat, one), bar in barred.items() if one == entry.pk})
        missing = entry.needed - done.get(entry.pk, 0)
        undealt = missing > len(waiting)
        lacks.append(Lack(entry, missing, len(waiting), tuple(waiting), tuple(why) if undealt else ()))
    return Progress(
        works=len(entries),
        needed=sum(entry.needed for entry in entries),
        cast=sum(min(entry.needed, done.get(entry.pk, 0)) for entry in entries),
        lacks=tuple(lacks),
        hands=tuple(_hand(about, seat, shares, now) for seat in seats if seat.state != SeatState.LEFT),
        outside=tuple(outside(about)) if about.state == RoundState.OPEN else (),
        out=tuple(out(about)),
    )


def _hand(about: Round, seat: Seat, shares: list[Share], now: datetime) -> Hand:
    mine = [share for share in shares if share.seat_id == seat.pk]
    waiting = [share.given_at for share in mine if share.state == ShareState.OPEN]
    idle = idle_since(seat, waiting)
    days = (now - idle).days if idle else None
    stalled = days is not None and about.patience_days is not None and days >= about.patience_days
    return Hand(seat, len(mine) - len(waiting), len(waiting), days, stalled)


def idle_since(seat: Seat, given: list[datetime]) -> datetime | None:
    """Since when a juror did nothing though works wait; None where none waits. `given`: when the waiting ones came."""
    return max([min(given), *([seat.last_at] if seat.last_at else [])]) if given else None


def stalled(about: Round, now: datetime) -> list[Seat]:
    """The jurors who did nothing for longer than the round has patience."""
    return [hand.seat for hand in progress(about, now).hands if hand.is_stalled]


def latest_results(edition: Edition) -> list[Result]:
    """The newest signed result of each round that stands, in the order of the rounds."""
    found: dict[int, Result] = {}
    rows = Result.objects.filter(edition=edition, round__state=RoundState.SIGNED).select_related("round")
    for row in rows.order_by("round__number", "version"):
        found[row.round_id or 0] = row
    return list(found.values())


def prize_table(edition: Edition) -> Result | None:
    """The newest signed prize table."""
    return Result.objects.filter(edition=edition, round=None).order_by("-version").first()


@dataclass(frozen=True, slots=True)
class Prize:
    """An award as the public sees it: who has it by pseudonym or team, never by name; `is_out`: no longer valid."""

    award: Award
    winners: str
    is_out: bool


def prizes(edition: Edition) -> list[Prize]:
    """The prizes of an edition that were announced, over all kinds of works, in the order of the table."""
    rows = Award.objects.filter(edition=edition, given_at__isnull=False).order_by("number")
    found = []
    for award in rows.select_related("work__team", "participant").prefetch_related("work__authors"):
        work = award.work
        gone = bool(work) and work.state != WorkState.SUBMITTED if work else False
        found.append(Prize(award, made_by(work) if work else str(award.participant or ""), gone))
    return found


def made_by(work: Work) -> str:
    """Who made a work, as the public may know it: the team, else the pseudonyms."""
    return work.team.name if work.team else ", ".join(sorted(author.pseudonym for author in work.authors.all()))


def feedback_for(work: Work) -> list[str]:
    """What jurors wrote for the authors, in signed rounds alone, by nobody's name."""
    rows = Ballot.objects.filter(
        ~Q(feedback=""),
        share__entry__work=work,
        share__state=ShareState.DONE,
        share__entry__round__state=RoundState.SIGNED,
    )
    return list(rows.order_by("digest").values_list("feedback", flat=True))
