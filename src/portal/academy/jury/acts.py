"""Rounds made, opened, closed and decided in; the change and its row in the ledger out. One function a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.academy.jury.dealing import JuryError, Settled, hold, open_round, settle
from portal.academy.jury.looks import counted, live, outside, progress, standings
from portal.academy.jury.models import Criterion, Entry, Method, Round, TieBreak
from portal.academy.jury.scoring import tied_groups
from portal.academy.jury.sharing import chance
from portal.academy.jury.states import ROUND, RoundState
from portal.academy.programme.models import Edition, Work, WorkKind
from portal.evidence.pictures import MEDIA, clean
from portal.ground.languages.plain import plain
from portal.ground.ledger.acts import record
from portal.ground.moves import NotAllowedError
from portal.ground.store.acts import keep

IN_PREPARATION = (
    "names", "about", "kinds", "method", "after", "quorum", "is_blind", "hides_titles", "goes_on", "ends_at",
    "patience_days", "has_public_vote", "public_weight", "public_limit",
)  # fmt: skip
WHILE_OPEN = ("names", "about", "goes_on", "ends_at", "patience_days")
"""What may still change when jurors judge already: nothing that would change what a ballot means."""


@transaction.atomic
def make_round(edition: Edition, by: str, **values: Any) -> Round:
    """Add a round at the end. Raises JuryError where what it asks for does not fit."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    number = (edition.rounds.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Round(edition=edition, number=number, made_at=timezone.now(), **values)
    _check(made)
    made.save()
    record("round.made", made.subject, by, {"edition": edition.slug, "number": number, "method": made.method})
    return made


@transaction.atomic
def change_round(about: Round, by: str, **values: Any) -> Round:
    """Change a round. Once it is open only words, its planned end, its patience and who goes on can change.

    Raises NotAllowedError for more, and JuryError where it does not fit.
    """
    about = hold(about.pk)
    changed = {name: value for name, value in values.items() if getattr(about, name) != value}
    allowed = {RoundState.DRAFT: IN_PREPARATION, RoundState.OPEN: WHILE_OPEN}.get(RoundState(about.state), ())
    if set(changed) - set(allowed):
        raise NotAllowedError(_("This can only be changed before the round is open."))
    for name, value in changed.items():
        setattr(about, name, value)
    _check(about)
    about.save()
    record("round.changed", about.subject, by, {"fields": sorted(changed)})
    return about


def _check(about: Round) -> None:
    if not about.kinds or set(about.kinds) - set(WorkKind.values):
        raise JuryError(_("Choose at least one kind of works."))
    if about.after and (about.after.edition_id != about.edition_id or about.after.number >= about.number):
        raise JuryError(_("A round can only follow an earlier round of the same edition."))
    if about.public_weight and not about.has_public_vote:
        raise JuryError(_("The public can only have weight where it votes."))
    if about.public_weight > 100 or about.quorum < 1:
        raise JuryError(_("A number is out of range."))


@transaction.atomic
def set_criteria(about: Round, rows: Sequence[tuple[Mapping[str, str], Mapping[str, str], int]], by: str) -> None:
    """Set what is looked at: (names, help, weight) in order. Raises NotAllowedError once the round is open."""
    about = hold(about.pk)
    if about.state != RoundState.DRAFT:
        raise NotAllowedError(_("Criteria can only be changed before the round is open."))
    if any(not any(names.values()) or weight < 1 for names, _help, weight in rows):
        raise JuryError(_("Each criterion needs a name and a weight of 1 or more."))
    about.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(round=about, number=at, names=dict(names), helps=dict(helps), weight=weight)
        for at, (names, helps, weight) in enumerate(rows, 1)
    )
    record("criteria.set", about.subject, by, {"weights": [weight for _names, _help, weight in rows]})


@transaction.atomic
def start_round(about: Round, by: str) -> Settled:
    """Open a round: the works enter under numbers by lot and are shared among the jurors.

    Raises JuryError without works, without criteria where stars are given for them, or before the earlier round ended.
    """
    about = hold(about.pk)
    if about.method == Method.STARS and not about.criteria.exists():
        raise JuryError(_("Write at least one criterion first."))
    if about.after and about.after.state != RoundState.SIGNED:
        raise JuryError(_("Sign the result of the earlier round first: it says who goes on."))
    works = list(outside(about))
    if not works:
        raise JuryError(_("No work of these kinds has been handed in yet."))
    now = timezone.now()
    ROUND.take(about, "open", opened_at=now)
    _enter(about, works)
    done = settle(about, now)
    record("round.opened", about.subject, by, {"works": len(works), "seed": about.seed, **done.body()})
    return done


@transaction.atomic
def take_in(about: Round, by: str) -> int:
    """Let in the works that were handed in since the round was opened, and share them; how many."""
    about = open_round(about.pk)
    works = list(outside(about))
    _enter(about, works)
    done = settle(about, timezone.now())
    record("round.grew", about.subject, by, {"works": len(works), **done.body()})
    return len(works)


def _enter(about: Round, works: Sequence[Work]) -> None:
    last = about.entries.aggregate(last=Max("number"))["last"] or 0
    by_lot = sorted(works, key=lambda work: chance(about.seed, "number", work.pk))
    Entry.objects.bulk_create(Entry(round=about, work=work, number=last + at) for at, work in enumerate(by_lot, 1))


@transaction.atomic
def show_picture(entry: Entry, body: bytes, by: str) -> str:
    """Keep a picture of a work for the jury, without what its file says of camera, place and author; its digest.

    Raises portal.evidence.pictures.PictureError for what is no picture.
    """
    entry.picture = keep(clean(body), MEDIA)
    entry.save(update_fields=["picture"])
    record("entry.pictured", entry.round.subject, by, {"work": entry.number, "picture": entry.picture})
    return entry.picture


@transaction.atomic
def close_round(about: Round, by: str, reason: str = "") -> Round:
    """End the judging. While ballots lack or works wait outside, only with a reason, which the result names.

    Raises JuryError where something is missing and no reason is given, or nobody judged anything.
    """
    about = open_round(about.pk)
    now = timezone.now()
    settle(about, now)
    stands = progress(about, now)
    reason = plain(reason).strip()[:300]
    if not stands.is_whole and not reason:
        raise JuryError(
            ngettext(
                "%(count)s ballot or work is still missing. Wait, or say why you close the round all the same.",
                "%(count)s ballots or works are still missing. Wait, or say why you close the round all the same.",
                stands.missing + len(stands.outside),
            )
            % {"count": stands.missing + len(stands.outside)}
        )
    if not counted(about):
        raise JuryError(_("Nobody has judged anything yet."))
    short = {"short_reason": "" if stands.is_whole else reason}
    ROUND.take(about, "close", closed_at=now, **short)
    body = {"ballots": stands.cast, "needed": stands.needed, "outside": len(stands.outside), **short}
    record("round.closed", about.subject, by, {name: value for name, value in body.items() if value != ""})
    return about


@transaction.atomic
def reopen_round(about: Round, by: str, reason: str) -> Round:
    """Let the jury judge again before the result is signed. Raises JuryError without a reason."""
    about = hold(about.pk)
    ROUND.take(about, "reopen", closed_at=None, short_reason="")
    settle(about, timezone.now())
    record("round.reopened", about.subject, by, {"reason": said_why(reason)})
    return about


@transaction.atomic
def break_tie(about: Round, order: Sequence[int], reason: str, by: str) -> TieBreak:
    """Decide on works that are equal: `order` are the numbers of exactly these works, the best first.

    Raises JuryError where these works are not equal, or no reason is given.
    """
    about = hold(about.pk)
    if about.state != RoundState.CLOSED:
        raise NotAllowedError(_("Ties are decided after the round is closed and before the result is signed."))
    numbers = dict(live(about).values_list("pk", "number"))
    groups = [{numbers[pk] for pk in group} for group in tied_groups(standings(about).placed)]
    if len(set(order)) != len(order) or set(order) not in groups:
        raise JuryError(_("Name exactly the works that are equal, each once, the best first."))
    made = TieBreak.objects.create(round=about, order=list(order), reason=said_why(reason), by=by, at=timezone.now())
    record("tie.broken", about.subject, by, {"works": list(order), "reason": made.reason})
    return made


def said_why(words: str) -> str:
    found = plain(words).strip()[:300]
    if not found:
        raise JuryError(_("Say why, in a sentence: it becomes public."))
    return found


def end_is_over(about: Round, now: datetime) -> bool:
    """Whether the planned end has passed; ballots are taken until somebody closes the round all the same."""
    return about.state == RoundState.OPEN and about.ends_at is not None and about.ends_at <= now
