"""The rule of a trial in; the targets that fit it now, with their owner and their layer, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from portal.audit.models import Standing, Verdict
from portal.catalogue.looks import contacts_for, is_opted_out, visible
from portal.catalogue.models import Target
from portal.indicator.trial.models import Member
from portal.indicator.trial.states import LIVING
from portal.request.models import Request
from portal.request.states import OPEN


@dataclass(frozen=True, slots=True)
class Place:
    """A target that may be drawn; `unit`: its owner, `stratum`: the most upstream layer that the owner has here."""

    target: Target
    unit: str
    stratum: int


def pool(layers: Iterable[int], criterion: str) -> list[Place]:
    """The targets of some layers that lack a criterion now and may be asked for the first time, by their names.

    That is: they are in the catalogue, the last look found the criterion missing, nobody sent them a request or has one
    open, their owner did not ask to be left alone, and no other trial of the same criterion has them.
    """
    missing = Standing.objects.filter(target=OuterRef("pk"), criterion=criterion, verdict=Verdict.MISSING, until=None)
    asked = Request.objects.filter(Q(sent_at__isnull=False) | Q(state__in=OPEN), target=OuterRef("pk"))
    drawn = Member.objects.filter(target=OuterRef("pk"), trial__criterion=criterion, trial__state__in=LIVING)
    found = visible().filter(
        Exists(missing), ~Exists(asked), ~Exists(drawn), layer__in=list(layers), owner__opted_out_at=None
    )
    targets = [target for target in found.order_by("slug") if _may_be_asked(target)]
    upstream: dict[str, int] = {}
    for target in targets:
        upstream[target.owner.slug] = min(target.layer, upstream.get(target.owner.slug, target.layer))
    return [Place(target, target.owner.slug, upstream[target.owner.slug]) for target in targets]


def _may_be_asked(target: Target) -> bool:
    contact = next(iter(contacts_for(target)), None)
    return not is_opted_out(target.owner, contact.address if contact else "")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a pool is: its targets and owners, and its targets by layer."""

    targets: int
    owners: int
    layers: dict[int, int]


def size(places: Iterable[Place]) -> Size:
    """The size of a pool."""
    found = list(places)
    layers = Counter(place.target.layer for place in found)
    return Size(len(found), len({place.unit for place in found}), dict(sorted(layers.items())))
