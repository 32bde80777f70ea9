"""Plain data for tests of the interface: a small world with a win, a loss, an edge, a request and a hidden target."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from portal.audit.models import Verdict
from portal.catalogue.models import Edge, Kind, Target
from portal.request.models import Request
from tests.portal.make import NOON, make_contact, make_look, make_owner, make_request, make_target

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class World:
    """What `make_world` made."""

    standard: Target
    won: Target
    lost: Target
    hidden: Target
    request: Request


def make_world() -> World:
    """A standard, a library that was won ten days ago, one that lacks Kosovo and is asked, and one nobody sees."""
    owner = make_owner(slug="project", name="A project")
    standard = make_target(owner, slug="a-standard", name="A standard", kind=Kind.STANDARD, layer=0, address="")
    won = make_target(owner, slug="b-won", name="A won list", reach=1000, reach_unit="downloads a month")
    lost = make_target(owner, slug="c-lost", name="A <lost> list", reach=3000, reach_unit="downloads a month")
    hidden = make_target(slug="d-hidden", name="Hidden", hidden=True)
    make_look(won, NOON - 20 * DAY, country="missing", flag="listed")
    make_look(won, NOON - 10 * DAY, country="listed", flag="listed")
    make_look(hidden, country="missing")
    Edge.objects.create(target=lost, upstream=standard, source="its manual", as_of=NOON.date())
    make_contact(lost)
    return World(standard, won, lost, hidden, make_request(lost))


def make_many(count: int) -> None:
    """So many targets, each with an owner, two observations and an edge."""
    before = None
    for number in range(count):
        target = make_target(slug=f"many-{number:03}", reach=number)
        make_look(target, NOON - DAY, country=Verdict.LISTED, flag=Verdict.MISSING)
        if before:
            Edge.objects.create(target=target, upstream=before, source="its manual", as_of=NOON.date())
        before = target
