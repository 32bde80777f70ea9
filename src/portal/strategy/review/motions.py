"""Motions with what they would change, and votes, in; the decision, and the change in the draft, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.ground.ledger.acts import record
from portal.ground.moves import NotAllowedError
from portal.strategy.plan import acts as plan
from portal.strategy.plan.fields import KINDS, PlanError, cleaned, plain, read
from portal.strategy.plan.models import Activity, Initiative, Objective, Risk, Version
from portal.strategy.plan.states import EditState
from portal.strategy.review.base import ReviewError, hold, hold_open, next_number, words
from portal.strategy.review.looks import tally
from portal.strategy.review.models import MOST_WORDS, Choice, Finding, Guest, Motion, Review, Vote
from portal.strategy.review.states import MOTION, GuestState, MotionState, ReviewState

Row = Objective | Initiative | Activity | Risk
DEEDS = ("add", "change", "remove")


def row_of(version: Version, kind: str, key: str) -> Row | None:
    """The part of a version that a change speaks of."""
    return KINDS[kind].objects.filter(version=version, key=key).first() if kind in KINDS else None


@transaction.atomic
def make_motion(
    review: Review, by: str, title: str, reason: str = "", *, finding: Finding | None = None,
    change: Mapping[str, Any] | None = None, language: str = "",
) -> Motion:  # fmt: skip
    """Prepare a motion. `change`: do, kind, key, values as JSON-able values; empty where it changes no part.

    Raises ReviewError where the title is missing or the change speaks of a part that is not in the draft, PlanError at
    a value that cannot stand.
    """
    review = hold(review)
    if review.state == ReviewState.CLOSED:
        raise NotAllowedError(_("This review is closed."))
    made = Motion.objects.create(
        review=review,
        number=next_number(Motion, review),
        title=words("title", title, 200),
        reason=words("reason", reason, MOST_WORDS, required=False),
        language=(language or get_language() or "en")[:8],
        finding=finding,
        change=_checked(review, change or {}),
        made_at=timezone.now(),
    )
    facts = {"motion": made.number, "do": made.change.get("do", ""), "part": part_of(made)}
    record("motion.made", review.subject, by, {name: value for name, value in facts.items() if value})
    return made


def part_of(motion: Motion) -> str:
    """The part that a motion speaks of, as `kind/key`; empty where it changes none."""
    return f"{motion.change['kind']}/{motion.change['key']}" if motion.change else ""


def _checked(review: Review, change: Mapping[str, Any]) -> dict[str, Any]:
    if not change:
        return {}
    do, kind, key = (str(change.get(name, "")) for name in ("do", "kind", "key"))
    if do not in DEEDS or kind not in KINDS:
        raise ReviewError("change", _("Choose one of these."))
    if review.draft is None:
        raise ReviewError("change", _("There is no draft before the review goes on."))
    row = row_of(review.draft, kind, key)
    if do == "add" and row is not None:
        raise ReviewError("key", _("Another part has this key."))
    if do != "add" and row is None:
        raise ReviewError("change", _("This part is not in the draft any more."))
    if row and change.get("base", row.edition) != row.edition:
        raise ReviewError("", _("Somebody else changed this meanwhile: look again, then decide."))
    given = {} if do == "remove" else cleaned(KINDS[kind], review.draft, change.get("values") or {})
    was = {name: read(row, name) for name in given} if row else {}
    made = {name: plain(value) for name, value in given.items()}
    values = {
        name: value for name, value in made.items() if value != was.get(name) and (row or value not in ("", None))
    }
    if do == "change" and not values:
        raise ReviewError("", _("Nothing would change: write what is to be different."))
    was = {name: value for name, value in was.items() if name in values}
    return {"do": do, "kind": kind, "key": key, "base": row.edition if row else 0, "values": values, "was": was}


@transaction.atomic
def open_motion(motion: Motion, by: str) -> Motion:
    """Let the guests vote. Raises NotAllowedError where the review does not go on."""
    review = hold_open(motion.review)
    MOTION.take(motion, "open", opened_at=timezone.now())
    record("motion.opened", review.subject, by, {"motion": motion.number})
    return motion


@transaction.atomic
def withdraw_motion(motion: Motion, by: str) -> Motion:
    """Take a motion back before it is decided."""
    review = hold(motion.review)
    MOTION.take(motion, "withdraw")
    record("motion.withdrawn", review.subject, by, {"motion": motion.number})
    return motion


@transaction.atomic
def cast(motion: Motion, guest: Guest, choice: str) -> Vote:
    """One vote; while the motion is open a guest can change it. The ledger says that they voted, not what.

    Raises NotAllowedError where the motion is not open, or the guest has no vote.
    """
    review = hold_open(motion.review)
    motion = Motion.objects.get(pk=motion.pk, review=review)
    if motion.state != MotionState.OPEN:
        raise NotAllowedError(_("This motion is not being voted on any more."))
    if choice not in Choice.values:
        raise ReviewError("choice", _("Choose one of these."))
    if not review.guests.filter(pk=guest.pk, state=GuestState.JOINED, votes=True).exists():
        raise NotAllowedError(_("You have no vote in this review."))
    values = {"choice": choice, "at": timezone.now()}
    made, is_new = Vote.objects.update_or_create(motion=motion, guest=guest, defaults=values)
    record("vote.cast" if is_new else "vote.changed", review.subject, guest.handle, {"motion": motion.number})
    return made


@transaction.atomic
def decide(motion: Motion, by: str) -> Motion:
    """End the vote and count it; what was adopted is carried into the draft at once.

    Where that is not possible the decision stands, and `fault` says why. Raises ReviewError while nobody voted.
    """
    review = hold_open(motion.review)
    motion = Motion.objects.get(pk=motion.pk)
    found = tally(motion)
    if not found.cast:
        raise ReviewError("", _("Nobody has voted yet."))
    counted = {"yes": found.yes, "no": found.no, "abstained": found.abstained}
    MOTION.take(motion, "adopt" if found.is_adopted else "reject", decided_at=timezone.now(), **counted)
    record(f"motion.{motion.state}", review.subject, by, {"motion": motion.number, **counted})
    if motion.state == MotionState.ADOPTED and motion.change:
        _carry(review, motion, by)
    return motion


@transaction.atomic
def carry(motion: Motion, by: str) -> Motion:
    """Try once more to bring what was adopted into the draft; `fault` says why it cannot be."""
    review = hold_open(motion.review)
    motion = Motion.objects.get(pk=motion.pk)
    if motion.state != MotionState.ADOPTED or not motion.change:
        raise NotAllowedError(_("There is nothing to carry into the draft."))
    _carry(review, motion, by)
    return motion


def _carry(review: Review, motion: Motion, by: str) -> None:
    try:
        with transaction.atomic():
            _bring(review, motion, by)
    except (PlanError, NotAllowedError, ReviewError) as error:
        motion.fault = str(error)[:300]
        motion.save(update_fields=["fault"])
        return
    MOTION.take(motion, "carry", fault="")
    facts = {"motion": motion.number, "do": motion.change["do"], "part": part_of(motion)}
    record("motion.carried", review.subject, by, facts)


def _bring(review: Review, motion: Motion, by: str) -> None:
    change, draft = motion.change, review.draft
    if draft is None:
        raise ReviewError("", _("The draft is gone."))
    kind, key = change["kind"], change["key"]
    if change["do"] == "add":
        plan.add(draft, kind, by, key, **change["values"])
        return
    row = row_of(draft, kind, key)
    if row is None:
        raise ReviewError("", _("This part is not in the draft any more."))
    if change["do"] == "remove":
        plan.remove(row, row.edition, by)
        return
    edit = plan.change(row, change["base"], by, **change["values"])
    if edit.state == EditState.BESIDE:  # what the guests decided goes before what somebody typed at the desk meanwhile
        plan.settle(edit, True, by)
