"""A closed round or a finished prize table in; its canonical bytes, their sha256 and the portal's signature, out.

The signature is Ed25519 over the bytes of the body, with a key that follows from the portal's secret. The public key is
part of the row and of the ledger, so anybody can check a result with any tool and without us.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from portal.academy.jury.acts import said_why
from portal.academy.jury.dealing import JuryError, hold
from portal.academy.jury.looks import live, made_by, out, prizes, standings
from portal.academy.jury.measures import agreement_of
from portal.academy.jury.models import Award, Ballot, Result, Round
from portal.academy.jury.states import ROUND, RoundState, ShareState
from portal.academy.programme.models import Edition
from portal.ground.ledger.acts import record
from portal.ground.ledger.chain import canonical
from portal.ground.ledger.chain import digest as row_digest
from portal.ground.ledger.models import Entry as Row
from portal.ground.moves import NotAllowedError

ROUND_RESULT, PRIZE_TABLE = "result of a jury round", "prize table"


def _key() -> Ed25519PrivateKey:
    seed = salted_hmac("portal.academy.jury.signing", settings.SECRET_KEY, algorithm="sha256").digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def facts_of(about: Round) -> dict[str, Any]:
    """A round's result as a value: everything by numbers, pseudonyms and digests, no score rounded."""
    stands = standings(about)
    entries = {entry.pk: entry for entry in live(about).select_related("work__team").prefetch_related("work__authors")}
    border = set(stands.border)
    works = [
        {
            "number": entries[one.entry].number,
            "work": entries[one.entry].work_id,
            "kind": entries[one.entry].work.kind,
            "title": entries[one.entry].work.title,
            "by": made_by(entries[one.entry].work),
            "place": one.place,
            "tied": one.is_tied,
            "total": None if one.total is None else str(one.total),
            "jury": None if stands.jury[one.entry] is None else str(stands.jury[one.entry]),
            "votes": stands.votes.get(one.entry) if about.has_public_vote else None,
            "ballots": stands.ballots.get(one.entry, 0),
            "quorum": entries[one.entry].needed,
            "goes_on": one.entry in stands.on or one.entry in border,
        }
        for one in stands.placed
    ]
    ballots = Ballot.objects.filter(share__entry__in=list(entries), share__state=ShareState.DONE)
    return {
        "what": ROUND_RESULT,
        "format": 1,
        "edition": about.edition.slug,
        "round": about.number,
        "names": about.names,
        "kinds": sorted(about.kinds),
        "method": about.method,
        "blind": about.is_blind,
        "quorum": about.quorum,
        "seed": about.seed,
        "criteria": [{"names": one.names, "weight": one.weight} for one in about.criteria.all()],
        "jurors": ballots.values("share__seat").distinct().count(),
        "public": _public(about, stands.votes),
        "works": works,
        "out": [{"number": one.number, "state": one.work.state} for one in out(about)],
        "ties": [{"order": one.order, "reason": one.reason} for one in about.tie_breaks.all()],
        "agreement": agreement_of(about),
        "ballots": sorted(ballots.values_list("digest", flat=True)),
        "closed_at": about.closed_at.isoformat() if about.closed_at else None,
        "closed_short": about.short_reason,
    }


def _public(about: Round, votes: dict[int, int]) -> dict[str, int] | None:
    """The public's part. Without any vote it has none, whatever was planned."""
    if not about.has_public_vote:
        return None
    count = sum(votes.values())
    return {"votes": count, "weight": about.public_weight if count else 0}


@transaction.atomic
def sign_round(about: Round, by: str) -> Result:
    """Sign the result of a closed round. Raises JuryError while equal works stand at the border of who goes on."""
    about = hold(about.pk)
    if about.state != RoundState.CLOSED:
        raise NotAllowedError(_("Close the round first."))
    if standings(about).border:
        raise JuryError(
            _("Equal works stand at the border of who goes on. Decide on the tie first, or let more go on.")
        )
    ROUND.take(about, "sign")
    return _sign(about.edition, about, facts_of(about), by)


@transaction.atomic
def correct_round(about: Round, by: str, reason: str) -> Round:
    """Take a signed result back to correct it; what was signed stays readable, and the next one says that it is newer.

    Raises JuryError without a reason, and where a later round already judges whom it let through.
    """
    about = hold(about.pk)
    if about.next_rounds.exclude(state=RoundState.DRAFT).exists():
        raise JuryError(_("A later round already works with this result."))
    ROUND.take(about, "correct")
    record("round.corrected", about.subject, by, {"reason": said_why(reason)})
    return about


@transaction.atomic
def announce(edition: Edition, by: str) -> Result:
    """Give all prizes that have a winner, and sign the whole table. Raises JuryError where none has."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    now = timezone.now()
    ready = Award.objects.filter(edition=edition).exclude(work=None, participant=None)
    for award in ready.filter(given_at=None).order_by("number"):
        award.given_at = now
        award.save(update_fields=["given_at"])
        body = {"award": award.number, "work": award.work_id, "participant": award.participant_id, "place": award.place}
        record("award.given", f"edition/{edition.slug}", by, {name: one for name, one in body.items() if one})
    if not ready.exists():
        raise JuryError(_("Choose a winner for at least one prize first."))
    return _sign(edition, None, _table(edition), by)


def _table(edition: Edition) -> dict[str, Any]:
    return {
        "what": PRIZE_TABLE,
        "format": 1,
        "edition": edition.slug,
        "prizes": [
            {
                "number": one.award.number,
                "place": one.award.place,
                "names": one.award.names,
                "kinds": sorted(one.award.kinds),
                "value": None if one.award.value is None else str(one.award.value),
                "currency": one.award.currency,
                "sponsor": one.award.sponsor,
                "work": one.award.work_id,
                "title": one.award.work.title if one.award.work else "",
                "by": one.winners,
                "reason": one.award.reason,
                "round": one.award.round.number if one.award.round else None,
            }
            for one in prizes(edition)
        ],
    }


def _sign(edition: Edition, about: Round | None, facts: dict[str, Any], by: str) -> Result:
    earlier = Result.objects.filter(edition=edition, round=about)
    version = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
    now = timezone.now()
    body = canonical({**facts, "version": version, "signed_at": now.isoformat()})
    key = _key()
    made = Result.objects.create(
        edition=edition,
        round=about,
        version=version,
        body=body.decode(),
        digest=hashlib.sha256(body).hexdigest(),
        signature=key.sign(body).hex(),
        key=key.public_key().public_bytes_raw().hex(),
        signed_at=now,
        signed_by=by,
    )
    subject = about.subject if about else f"edition/{edition.slug}"
    row = {"digest": made.digest, "signature": made.signature, "key": made.key, "version": version}
    record("result.signed", subject, by, row)
    return made


@dataclass(frozen=True, slots=True)
class Check:
    """What became of a check: the sha256 as it was worked out anew, and whether each proof holds.

    `row`: the number of the row in the ledger; `is_newest`: no later version was signed.
    """

    digest: str
    is_known: bool
    is_signed: bool
    row: int | None
    row_holds: bool
    signed_at: datetime | None
    is_newest: bool

    @property
    def holds(self) -> bool:
        """Whether this is, to the byte, what was signed."""
        return self.is_known and self.is_signed and self.row_holds


def check(body: bytes) -> Check:
    """Work everything out anew from the bytes: digest, signature, and the row of the ledger that names both."""
    digest = hashlib.sha256(body).hexdigest()
    result = Result.objects.filter(digest=digest).first()
    if result is None:
        return Check(digest, False, False, None, False, None, False)
    row = _row_of(result)
    holds = bool(row) and row.digest == row_digest(row.as_row()) if row else False
    newer = Result.objects.filter(edition=result.edition_id, round=result.round_id, version__gt=result.version)
    return Check(
        digest,
        True,
        is_signature_of(body, result.signature, result.key),
        row.number if row else None,
        holds,
        result.signed_at,
        not newer.exists(),
    )


def _row_of(result: Result) -> Row | None:
    subject = result.round.subject if result.round else f"edition/{result.edition.slug}"
    rows = Row.objects.filter(subject=subject, verb="result.signed").order_by("number")
    wanted = {"digest": result.digest, "signature": result.signature, "key": result.key}
    return next((row for row in rows if wanted.items() <= row.body.items()), None)


def is_signature_of(body: bytes, signature: str, key: str) -> bool:
    """Whether a signature, in hex, was made over these bytes with the key that belongs to this public one."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), body)
    except (InvalidSignature, ValueError):
        return False
    return True
