"""Reviews made, frozen, opened, closed, and the version that follows from one; each change and its row out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.ground.ledger.acts import record
from portal.ground.moves import NotAllowedError
from portal.ground.people.models import Person
from portal.ground.store.acts import keep
from portal.strategy.plan import acts as plan
from portal.strategy.plan.models import Strategy, Version
from portal.strategy.plan.states import VersionState
from portal.strategy.review.base import ReviewError, hold, hold_open
from portal.strategy.review.freezing import MEDIA, frozen
from portal.strategy.review.models import Review, Wording
from portal.strategy.review.states import REVIEW, MotionState, ReviewState, WordingState
from portal.strategy.review.telling import tell

CHANGEABLE = ("names", "about", "place", "starts_on", "ends_on")


@transaction.atomic
def make_review(strategy: Strategy, chair: Person, names: dict[str, str], **values: Any) -> Review:
    """Prepare a review of the version in force. `values` are of CHANGEABLE; it begins today where no day is named.

    Raises ReviewError where no version is in force, or the days are in the wrong order.
    """
    strategy = Strategy.objects.select_for_update(no_key=True).get(pk=strategy.pk)
    version = strategy.versions.filter(state=VersionState.IN_FORCE).first()
    if version is None:
        raise ReviewError("", _("No version of this strategy is in force yet: there is nothing to review."))
    number = (strategy.reviews.aggregate(last=Max("number"))["last"] or 0) + 1
    today = timezone.localdate()
    made = Review(
        strategy=strategy, version=version, number=number, chair=chair, made_at=timezone.now(),
        **{"names": names, "starts_on": today, "ends_on": values.get("starts_on") or today, **values},
    )  # fmt: skip
    _in_order(made)
    made.save()
    record("review.made", made.subject, chair.handle, {"version": version.number, "starts_on": str(made.starts_on)})
    return made


@transaction.atomic
def change_review(review: Review, by: str, **values: Any) -> Review:
    """Change name, words, place or days. Raises ReviewError where the days are in the wrong order."""
    review = hold(review)
    if review.state == ReviewState.CLOSED:
        raise NotAllowedError(_("This review is closed."))
    changed = sorted(name for name in CHANGEABLE if name in values and getattr(review, name) != values[name])
    for name in changed:
        setattr(review, name, values[name])
    _in_order(review)
    review.save(update_fields=changed)
    record("review.changed", review.subject, by, {"fields": changed})
    return review


def _in_order(review: Review) -> None:
    if review.ends_on < review.starts_on:
        raise ReviewError("ends_on", _("A review ends on its first day or later."))


@transaction.atomic
def freeze(review: Review, by: str) -> Review:
    """Keep how everything stands now; its digest goes into the ledger. Before the review opens it can be taken anew."""
    review = hold(review)
    if review.state != ReviewState.PREPARED:
        raise NotAllowedError(_("What the review looks at was frozen before it began."))
    now = timezone.now()
    body = frozen(review.version, now, timezone.localdate(now))
    review.snapshot, review.frozen_at = keep(body, MEDIA), now
    review.save(update_fields=["snapshot", "frozen_at"])
    facts = {"sha256": review.snapshot, "bytes": len(body), "version": review.version.number}
    record("review.frozen", review.subject, by, facts)
    return review


@transaction.atomic
def open_review(review: Review, by: str) -> Review:
    """Let guests write. Decisions go into the draft of the next version, which is begun where there is none.

    Raises ReviewError where nothing is frozen yet, or another review of this strategy goes on.
    """
    review = hold(review)
    if not review.snapshot:
        raise ReviewError("", _("Freeze first how everything stands."))
    strategy = review.strategy
    if strategy.reviews.filter(state=ReviewState.OPEN).exists():
        raise ReviewError("", _("Another review of this strategy goes on. Close it first."))
    draft = strategy.versions.filter(state=VersionState.DRAFT).first() or plan.begin_version(strategy, by)
    REVIEW.take(review, "open", opened_at=timezone.now(), draft=draft)
    record("review.opened", review.subject, by, {"draft": draft.number})
    return review


def hindrances(review: Review) -> list[str]:
    """What must be settled before the review can be closed, in words."""
    found = []
    if review.motions.filter(state=MotionState.OPEN).exists():
        found.append(_("A motion is still being voted on."))
    if review.motions.filter(state=MotionState.ADOPTED).exclude(change={}).exists():
        found.append(_("A motion was adopted but does not stand in the draft yet."))
    if Wording.objects.filter(finding__review=review, finding__state="open", state=WordingState.BESIDE).exists():
        found.append(_("Two wordings of a finding stand side by side."))
    return found


@transaction.atomic
def close_review(review: Review, by: str) -> Review:
    """End a review without a new version. Guests get a mail with the address of the minutes.

    Raises ReviewError while something is not settled.
    """
    return _close(hold_open(review), by, None)


@transaction.atomic
def publish(review: Review, by: str, starts_on: dt.date) -> Version:
    """Put the draft in force with what was decided, and end the review. Returns the new version.

    Raises ReviewError while something is not settled, PlanError where the draft does not hold together.
    """
    review = hold_open(review)
    _settled(review)
    if review.draft is None or review.draft.state != VersionState.DRAFT:
        raise NotAllowedError(_("The draft of this review was put in force already."))
    plan.publish(review.draft, by, starts_on)
    _close(review, by, Version.objects.get(pk=review.draft.pk))
    return Version.objects.get(pk=review.draft.pk)


def _settled(review: Review) -> None:
    if found := hindrances(review):
        raise ReviewError("", " ".join(found))


def _close(review: Review, by: str, led_to: Version | None) -> Review:
    _settled(review)
    REVIEW.take(review, "close", closed_at=timezone.now(), led_to=led_to)
    facts: dict[str, Any] = {
        "findings": review.findings.filter(state="open").count(),
        "motions": review.motions.exclude(yes=None).count(),
    }
    if led_to:
        facts |= {"version": led_to.number, "digest": led_to.digest}
    record("review.closed", review.subject, by, facts)
    for guest in review.guests.filter(state="joined").exclude(email=""):
        tell(guest, "closed")
    return review
