"""Questions about reviews in; reviews, guests, findings, tallies, parts and the frozen snapshot out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from portal.ground.store.looks import read
from portal.strategy.plan.models import Strategy, Version
from portal.strategy.review.models import Choice, Finding, Guest, Motion, Review, Vote, Wording
from portal.strategy.review.states import FindingState, GuestState, MotionState, WordingState


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on a motion. `may`: how many guests may vote."""

    yes: int
    no: int
    abstained: int
    may: int

    @property
    def cast(self) -> int:
        """How many have voted."""
        return self.yes + self.no + self.abstained

    @property
    def is_adopted(self) -> bool:
        """The rule: more yes than no among the votes cast. Who abstains counts for neither; a tie rejects."""
        return self.yes > self.no


@dataclass(frozen=True, slots=True)
class Named:
    """A part of a version: `ref` as `kind/key`, its kind and its name in the language of the reader."""

    ref: str
    kind: str
    name: str


def reviews_of(strategy: Strategy) -> QuerySet[Review]:
    """The reviews of a strategy, the newest first."""
    return strategy.reviews.select_related("version", "led_to", "strategy").order_by("-starts_on", "-pk")


def guest_by(token: str) -> Guest | None:
    """The guest of an address; None where it leads nowhere any more."""
    found = Guest.objects.exclude(state=GuestState.LEFT).select_related("review__strategy", "review__version")
    return found.filter(token=token).first()


def review_by_wall(token: str) -> Review | None:
    """The review that a projector shows."""
    return Review.objects.select_related("strategy", "version").filter(wall=token).first()


def findings_of(review: Review) -> list[Finding]:
    """The findings that stand, in their order; each with `waiting`, the words that wait beside its own."""
    waits = Wording.objects.filter(state=WordingState.BESIDE).select_related("guest")
    rows = review.findings.filter(state=FindingState.OPEN).select_related("guest")
    return list(rows.prefetch_related(Prefetch("wordings", waits, to_attr="waiting")))


def motions_of(review: Review) -> QuerySet[Motion]:
    """All motions but those withdrawn."""
    return review.motions.exclude(state=MotionState.WITHDRAWN).select_related("finding")


def tally(motion: Motion) -> Tally:
    """The votes on a motion: as they were when it was decided, else as they are."""
    may = motion.review.guests.filter(state=GuestState.JOINED, votes=True).count()
    if motion.yes is not None:
        return Tally(motion.yes, motion.no or 0, motion.abstained or 0, may)
    counted = dict(motion.votes.values_list("choice").annotate(many=Count("pk")))
    return Tally(counted.get(Choice.YES, 0), counted.get(Choice.NO, 0), counted.get(Choice.ABSTAIN, 0), may)


def vote_of(guest: Guest, motion: Motion) -> str:
    """What a guest voted; empty where they did not."""
    return Vote.objects.filter(motion=motion, guest=guest).values_list("choice", flat=True).first() or ""


def parts_of(version: Version) -> list[Named]:
    """The objectives and initiatives of a version, which a finding can speak of."""
    found = []
    for kind, rows in (("objective", version.objective_set.all()), ("initiative", version.initiative_set.all())):
        found += [Named(f"{kind}/{row.key}", kind, row.name) for row in rows]
    return found


def snapshot(review: Review) -> dict[str, Any] | None:
    """How everything stood when the review was frozen; None before that."""
    body = read(review.snapshot) if review.snapshot else None
    found: dict[str, Any] | None = json.loads(body) if body else None
    return found


def addressed(before: Any) -> Sequence[Guest]:
    """Guests of reviews that closed before a moment whose addresses are still kept."""
    closed = Q(review__closed_at__lt=before) & ~Q(email="")
    return list(Guest.objects.filter(closed).select_related("review__strategy"))
