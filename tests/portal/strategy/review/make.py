"""Plain data for tests of reviews: a strategy in force, a review of it that goes on, and guests who came in."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from portal.ground.people.models import Role
from portal.strategy.plan import acts as plan
from portal.strategy.plan.models import Strategy
from portal.strategy.review import acts, guests
from portal.strategy.review.models import Guest, Review
from tests.portal.make import make_person

BY = "person-chair"
_numbers = itertools.count(1)


def make_reviewed(slug: str = "digital", **names: str) -> Strategy:
    """A strategy with one version in force: one objective, and one initiative that serves it."""
    strategy = plan.make_strategy(BY, slug, names or {"en": "Digital diplomacy"}, "The ministry")
    draft = plan.begin_version(strategy, BY)
    plan.add(draft, "objective", BY, "presence", names={"en": "Presence online"})
    plan.add(
        draft, "initiative", BY, "academy", names={"en": "Wiki Academy"}, objectives=["presence"], role="The ministry"
    )
    plan.publish(draft, BY, dt.date(2012, 7, 1))
    return strategy


def make_review(strategy: Strategy | None = None, *, is_open: bool = True, **values: Any) -> Review:
    """A review that is frozen, and open unless the caller says otherwise."""
    chair = make_person(Role.COORDINATOR)
    named = {"names": {"en": "Retreat"}, "starts_on": dt.date(2013, 8, 1), "ends_on": dt.date(2013, 8, 2), **values}
    review = acts.make_review(strategy or make_reviewed(), chair, **named)
    if is_open:
        review = acts.open_review(acts.freeze(review, BY), BY)
    return review


def make_guest(review: Review, *, joined: bool = True, **values: Any) -> Guest:
    """A guest with a vote, who came in unless the caller says otherwise."""
    number = next(_numbers)
    given = {"name": f"Guest {'abcdefghijklmnopqrstuvwxyz'[number % 26]}", "email": f"guest{number}@example.org"}
    guest = guests.invite(review, BY, **{**given, **values})
    return guests.join(guest, guest.name, guest.organisation) if joined else guest
