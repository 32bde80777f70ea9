"""Plain data for tests of the portal: each function makes one thing, with what matters named by the caller."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from portal.audit.acts import Seen, observe
from portal.audit.models import Look, Observer
from portal.catalogue.models import Channel, Contact, ContactState, Kind, OrganisationKind, Owner, Target
from portal.ground.people.models import Person, Role
from portal.request.acts import stand_behind
from portal.request.models import Request

_numbers = itertools.count(1)
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def make_person(role: Role = Role.CITIZEN, **fields: Any) -> Person:
    """A person whose address is confirmed."""
    values = {"email": f"citizen{next(_numbers)}@example.org", "confirmed_at": timezone.now(), "role": role, **fields}
    return Person.objects.create_user(values.pop("email"), **values)


def make_owner(**fields: Any) -> Owner:
    """A company that owns targets."""
    number = next(_numbers)
    values = {"slug": f"owner-{number}", "name": f"Owner {number}", "kind": OrganisationKind.COMPANY, **fields}
    return Owner.objects.create(**values)


def make_target(owner: Owner | None = None, **fields: Any) -> Target:
    """A library with an address that nobody looked at."""
    number = next(_numbers)
    values = {
        "slug": f"target-{number}",
        "name": f"Target {number}",
        "address": f"npm:target-{number}",
        "kind": Kind.LIBRARY,
        "layer": 1,
        "category": "country-list",
        "criteria": ["country"],
        "added_at": NOON - dt.timedelta(days=365),
        **fields,
    }
    return Target.objects.create(owner=owner or make_owner(), **values)


def make_contact(target: Target, channel: Channel = Channel.EMAIL, **fields: Any) -> Contact:
    """A confirmed way to a target's owner."""
    values = {
        "address": f"support@{target.slug}.example",
        "source": "their contact page",
        "as_of": NOON.date(),
        "state": ContactState.CONFIRMED,
        "proposed_by": "machine",
        "decided_by": "machine",
        **fields,
    }
    return Contact.objects.create(owner=target.owner, target=target, channel=channel, **values)


def make_look(target: Target, at: dt.datetime = NOON, observer: Observer = Observer.MACHINE, **seen: str) -> Look:
    """One look at a target; `seen` is criterion to verdict, with underscores for hyphens in the criterion."""
    found = [Seen(criterion.replace("_", "-"), verdict) for criterion, verdict in seen.items()]
    return observe(target, at=at, observer=observer, tool="listed 0.1.0", by="machine", seen=found)


def make_request(target: Target | None = None, person: Person | None = None, **fields: Any) -> Request:
    """A request that one citizen opened; the target lacks Kosovo and has an e-mail address."""
    if target is None:
        target = make_target()
        make_contact(target)
    make_look(target, country="missing")
    request = stand_behind(target, person or make_person()).signature.request
    for name, value in fields.items():
        setattr(request, name, value)
    if fields:
        request.save()
    return request
