"""A request and the words of an address in; the strategy, the version and the part that it means, out."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from portal.ground.people.models import Person, Role
from portal.strategy.plan.models import Part, Strategy, Version
from portal.strategy.plan.states import VersionState

P = TypeVar("P", bound=Part)


def is_coordinator(request: HttpRequest) -> bool:
    """Whether who asks may write into strategies."""
    person = request.user
    return isinstance(person, Person) and person.is_active and person.is_at_least(Role.COORDINATOR)


def strategy_of(slug: str) -> Strategy:
    """The strategy of an address."""
    return get_object_or_404(Strategy, slug=slug)


def open_versions(strategy: Strategy) -> QuerySet[Version]:
    """The versions that everybody may read, newest first."""
    return strategy.versions.exclude(state=VersionState.DRAFT).order_by("-number")


def newest(strategy: Strategy) -> Version | None:
    """The version in force; else the last one that was."""
    return open_versions(strategy).first()


def version_of(request: HttpRequest, strategy: Strategy, number: int) -> Version:
    """A version by its number; one in preparation is there for coordinators alone."""
    version = get_object_or_404(
        Version.objects.select_related("strategy", "based_on"), strategy=strategy, number=number
    )
    if version.state == VersionState.DRAFT and not is_coordinator(request):
        raise Http404
    return version


def part_of(strategy: Strategy, kind: type[P], key: str) -> P:
    """A part by its key, as the newest version that has it says."""
    found = kind._default_manager.filter(version__in=open_versions(strategy), key=key).select_related("version")
    part: P | None = found.order_by("-version__number").first()
    if part is None:
        raise Http404
    return part
