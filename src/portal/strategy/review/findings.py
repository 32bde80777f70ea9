"""Findings written by several people at once in; every wording kept, those that met side by side, out."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.ground.ledger.acts import record
from portal.ground.moves import NotAllowedError
from portal.strategy.plan.fields import KINDS
from portal.strategy.review.base import ReviewError, hold_open, next_number, words
from portal.strategy.review.models import MOST_WORDS, Finding, FindingKind, Guest, Review, Wording
from portal.strategy.review.states import FINDING, WORDING, FindingState, GuestState, WordingState

MOST_FINDINGS = 500
SPOKEN_OF = ("objective", "initiative")


@transaction.atomic
def write(
    review: Review, kind: str, text: str, by: str, *, guest: Guest | None = None, part: str = "", language: str = ""
) -> Finding:
    """Add a finding; without a guest the chair writes it. `part`: `kind/key` of the version, empty for the whole.

    Raises ReviewError at the field that is wrong, NotAllowedError where the review does not go on.
    """
    review = hold_open(review)
    _here(review, guest)
    if kind not in FindingKind.values:
        raise ReviewError("kind", _("Choose one of these."))
    if review.findings.count() >= MOST_FINDINGS:
        raise ReviewError("", _("No more findings fit into this review. Join some of them first."))
    _known(review, part)
    text, now = words("text", text, MOST_WORDS), timezone.now()
    made = Finding.objects.create(
        review=review, number=next_number(Finding, review), kind=kind, part=part, text=text, guest=guest, at=now,
        language=(language or get_language() or "en")[:8],
    )  # fmt: skip
    Wording.objects.create(finding=made, text=text, base=0, state=WordingState.APPLIED, guest=guest, at=now)
    record("finding.written", review.subject, by, {"finding": made.number, "kind": kind, "part": part})
    return made


@transaction.atomic
def reword(finding: Finding, base: int, text: str, by: str, guest: Guest | None = None) -> Wording:
    """Write other words for a finding. `base`: the edition that the writer had before them.

    Where somebody was quicker the new words wait beside theirs: nothing is lost, and the chair joins them. Raises
    ReviewError at the text, NotAllowedError where the finding does not stand any more.
    """
    review = hold_open(finding.review)
    _here(review, guest)
    finding = _standing(finding)
    text = words("text", text, MOST_WORDS)
    if text == finding.text:
        return finding.wordings.filter(text=text).order_by("-pk")[0]
    met = base != finding.edition
    state = WordingState.BESIDE if met else WordingState.APPLIED
    made = Wording.objects.create(
        finding=finding, text=text, base=base, state=state, guest=guest, at=timezone.now()
    )  # fmt: skip
    if not met:
        _set(finding, text)
    verb = "finding.beside" if met else "finding.reworded"
    record(verb, review.subject, by, {"finding": finding.number, "edition": finding.edition})
    return made


@transaction.atomic
def settle(wording: Wording, take: bool, by: str) -> Finding:
    """Choose words that waited beside others, or keep those that stand. Both stay readable in the minutes."""
    review = hold_open(wording.finding.review)
    finding = _standing(wording.finding)
    WORDING.take(wording, "take" if take else "drop", decided_by=by)
    if take:
        _set(finding, wording.text)
    record("finding.settled", review.subject, by, {"finding": finding.number, "taken": take})
    return finding


@transaction.atomic
def unite(finding: Finding, base: int, text: str, by: str) -> Finding:
    """Write one text from all words that stand side by side. Raises NotAllowedError where more came meanwhile."""
    review = hold_open(finding.review)
    finding = _standing(finding)
    if base != finding.edition:
        raise NotAllowedError(_("Somebody else changed this meanwhile: look again, then decide."))
    text = words("text", text, MOST_WORDS)
    waiting = list(finding.wordings.filter(state=WordingState.BESIDE))
    for each in waiting:
        WORDING.take(each, "join", decided_by=by)
    Wording.objects.create(
        finding=finding, text=text, base=base, state=WordingState.APPLIED, at=timezone.now(), decided_by=by
    )
    _set(finding, text)
    record("finding.united", review.subject, by, {"finding": finding.number, "wordings": len(waiting) + 1})
    return finding


@transaction.atomic
def join(finding: Finding, into: Finding, by: str) -> Finding:
    """Join a finding with another one that says the same; it stays readable under it."""
    review = hold_open(finding.review)
    finding, into = _standing(finding), _standing(into)
    if finding.pk == into.pk or finding.review_id != into.review_id:
        raise ReviewError("into", _("Choose another finding of this review."))
    finding.joined.update(joined_with=into)
    FINDING.take(finding, "join", joined_with=into)
    record("finding.joined", review.subject, by, {"finding": finding.number, "into": into.number})
    return into


@transaction.atomic
def drop(finding: Finding, by: str, guest: Guest | None = None) -> Finding:
    """Take a finding back: its own writer, or the chair. Raises NotAllowedError for anybody else."""
    review = hold_open(finding.review)
    _here(review, guest)
    if guest and finding.guest_id != guest.pk:
        raise NotAllowedError(_("Only who wrote a finding, or the chair, takes it back."))
    FINDING.take(finding, "drop")
    record("finding.dropped", review.subject, by, {"finding": finding.number})
    return finding


@transaction.atomic
def restore(finding: Finding, by: str) -> Finding:
    """Let a finding stand again that was joined with another one or taken back."""
    review = hold_open(finding.review)
    verb = "part" if finding.state == FindingState.JOINED else "keep"
    FINDING.take(finding, verb, joined_with=None)
    record("finding.restored", review.subject, by, {"finding": finding.number})
    return finding


def _here(review: Review, guest: Guest | None) -> None:
    if guest and not review.guests.filter(pk=guest.pk, state=GuestState.JOINED).exists():
        raise NotAllowedError(_("Come in first, then write."))


def _known(review: Review, part: str) -> None:
    kind, _slash, key = part.partition("/")
    row = KINDS[kind].objects.filter(version=review.version, key=key).first() if kind in SPOKEN_OF else None
    if part and row is None:
        raise ReviewError("part", _("Choose one of these."))


def _standing(finding: Finding) -> Finding:
    found = Finding.objects.get(pk=finding.pk)
    if found.state != FindingState.OPEN:
        raise NotAllowedError(_("This finding does not stand any more."))
    return found


def _set(finding: Finding, text: str) -> None:
    finding.text, finding.edition = text, finding.edition + 1
    finding.save(update_fields=["text", "edition"])
