"""What was seen and decided in; the end of a request, with its proof, and wins that were undone, out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db import transaction
from django.utils import timezone

from portal.audit.looks import standings_now
from portal.audit.models import Look, Observation, Standing, Verdict
from portal.catalogue.looks import is_opted_out
from portal.catalogue.models import Target
from portal.ground.ledger.acts import MACHINE, move_bookmark, record
from portal.ground.ledger.looks import unread
from portal.ground.ledger.models import Bookmark, Entry
from portal.outcome.looks import LOSING, asked
from portal.outcome.models import Outcome, OutcomeKind, Regression
from portal.outcome.rivals import rivals
from portal.outcome.states import REGRESSION, RegressionState
from portal.outcome.thanks import thank
from portal.request.acts import close
from portal.request.acts import reopen as open_again
from portal.request.looks import latest_for, open_for
from portal.request.models import Request
from portal.request.states import OPEN, REQUEST
from portal.request.writing import write_first

READER = "outcome"


class OutcomeError(ValueError):
    """What was asked for cannot be done; the words say why and what to do."""


def read_ledger(limit: int = 500) -> int:
    """Deal with what the ledger holds since the bookmark; how many rows.

    Each row is dealt with in one transaction with the move of the bookmark: whoever is killed leaves it undone, and two
    readers at once deal with it once. Thanks go out before, one mail a person, known by a key of its own.
    """
    entries = unread(READER, list(_DEALS), limit)
    for entry in entries:
        if entry.verb == "outcome.won":
            thank(Outcome.objects.get(pk=entry.body["outcome"]))
        with transaction.atomic():
            mark, _ = Bookmark.objects.select_for_update().get_or_create(reader=READER)
            if mark.number < entry.number:
                _DEALS[entry.verb](entry)
                move_bookmark(READER, entry.number)
    return len(entries)


def _look_made(entry: Entry) -> None:
    look = Look.objects.select_related("target").filter(pk=entry.body.get("look")).first()
    if look is None or look.error:
        return
    now = {one.criterion: one for one in standings_now(look.target)}
    request = latest_for(look.target)
    if request is not None and "win" in REQUEST.verbs(request.state):
        _win_or_part(request, look, now)
    for standing in now.values():
        _watch(look.target, standing)


def _win_or_part(request: Request, look: Look, now: Mapping[str, Standing]) -> None:
    wanted = asked(request)
    held = [now[criterion] for criterion in wanted if criterion in now]
    listed = [one for one in held if one.verdict == Verdict.LISTED]
    if not listed or len(held) < len(wanted):
        return
    if all(one.verdict in (Verdict.LISTED, Verdict.NOT_EXPECTED) for one in held):
        proof = max(listed, key=lambda one: one.since).observation
        _win(request, proof, [one.criterion for one in listed])
        return
    part = [one.criterion for one in listed if one.observation.look_id == look.pk]
    if part:
        record("outcome.partial", f"request/{request.pk}", MACHINE, {"criteria": part, "look": look.pk})


def _win(request: Request, proof: Observation, criteria: list[str]) -> None:
    causes = rivals(request, proof)
    close(request, "win", MACHINE)
    outcome = Outcome.objects.create(
        request=request,
        kind=OutcomeKind.WON,
        criteria=criteria,
        proof=proof,
        rivals=causes,
        at=proof.at,
        by=MACHINE,
    )
    body = {"outcome": outcome.pk, "criteria": criteria, "proof": proof.pk, "rivals": causes}
    record("outcome.won", f"request/{request.pk}", MACHINE, body)


def _watch(target: Target, standing: Standing) -> None:
    """Open a regression where a win was undone, and mend the one that is open where Kosovo is listed again."""
    if standing.verdict == Verdict.LISTED:
        for one in Regression.objects.filter(target=target, criterion=standing.criterion, state=RegressionState.OPEN):
            REGRESSION.take(one, "mend", decided_by=MACHINE)
            record("regression.mended", f"target/{target.slug}", MACHINE, {"criterion": standing.criterion})
        return
    if standing.verdict not in LOSING or not _was_listed(target, standing):
        return
    same = Regression.objects.filter(target=target, criterion=standing.criterion)
    if same.filter(state=RegressionState.OPEN).exists() or same.filter(seen=standing.observation).exists():
        return
    made = Regression.objects.create(
        target=target, criterion=standing.criterion, seen=standing.observation, at=standing.since
    )
    body = {"criterion": standing.criterion, "regression": made.pk, "verdict": standing.verdict}
    record("regression.opened", f"target/{target.slug}", MACHINE, body)


def _was_listed(target: Target, standing: Standing) -> bool:
    # A look that could not tell, or found no list at all, neither undoes a win nor forgets it.
    before = Standing.objects.filter(target=target, criterion=standing.criterion, until__lte=standing.since)
    before = before.exclude(verdict__in=(Verdict.UNCLEAR, Verdict.NOT_EXPECTED))
    last = before.order_by("-until", "-since").first()
    return last is not None and last.verdict == Verdict.LISTED


def _request_ended(entry: Entry) -> None:
    """Write the outcome of a request that ended without one: it was withdrawn, or its owner wants no more letters."""
    kind = OutcomeKind.WITHDRAWN
    if entry.verb == "request.closed":
        if entry.body["how"] != "opt_out":
            return  # a win or a refusal wrote its own
        kind = OutcomeKind.OPTED_OUT
    request = Request.objects.get(pk=entry.subject.partition("/")[2])
    Outcome.objects.get_or_create(request=request, kind=kind, defaults={"at": entry.at, "by": entry.actor})


def _owner_opted_out(entry: Entry) -> None:
    """Close what is open for who wants no more letters; the next rows of the ledger write the outcomes."""
    still_open = Request.objects.filter(state__in=OPEN).select_related("target__owner", "contact")
    owners = entry.body["owners"]
    for request in still_open.filter(target__owner__slug__in=owners) if owners else still_open.exclude(contact=None):
        # Without an owner it was a whole domain, or an address that is nobody's contact.
        address = request.contact.address if request.contact else ""
        if owners or is_opted_out(request.target.owner, address):
            close(request, "opt_out", entry.actor)


def _nothing(entry: Entry) -> None:
    """Thanks were sent before the bookmark moves."""


_DEALS: dict[str, Callable[[Entry], None]] = {
    "look.made": _look_made,
    "request.closed": _request_ended,
    "request.withdrawn": _request_ended,
    "owner.opted-out": _owner_opted_out,
    "outcome.won": _nothing,
}


@transaction.atomic
def refuse(request: Request, said: str, by: str) -> Outcome:
    """The owner says no: what they said stays visible, politely. Raises OutcomeError without their words."""
    said = said.strip()
    if not said:
        raise OutcomeError("Write in a sentence what they said. It becomes public.")
    close(request, "refuse", by)
    made = Outcome.objects.create(
        request=request, kind=OutcomeKind.REFUSED, criteria=list(asked(request)), said=said, at=timezone.now(), by=by
    )
    record("outcome.refused", f"request/{request.pk}", by, {"outcome": made.pk})
    return made


@transaction.atomic
def reopen(request: Request, by: str) -> None:
    """Ask again after a refusal, with a new letter for a person to read.

    Raises OutcomeError where another request is open, and NothingToAskError where nothing is missing any more.
    """
    if open_for(request.target) is not None:
        raise OutcomeError("There is an open request to this target already.")
    open_again(request, by)
    write_first(request, by)


@transaction.atomic
def note(outcome: Outcome, words: str, by: str) -> None:
    """Add what people know about the causes of a win."""
    Outcome.objects.filter(pk=outcome.pk).update(note=words.strip()[:2000])
    outcome.note = words.strip()[:2000]
    record("outcome.noted", f"request/{outcome.request_id}", by, {"outcome": outcome.pk})


@transaction.atomic
def explain(regression: Regression, words: str, by: str) -> None:
    """Say why a win was undone, or why it is none. Raises OutcomeError without words."""
    words = " ".join(words.split())[:300]
    if not words:
        raise OutcomeError("Say in a sentence what happened. It becomes public.")
    REGRESSION.take(regression, "explain", note=words, decided_by=by)
    record("regression.explained", f"target/{regression.target.slug}", by, {"regression": regression.pk})
