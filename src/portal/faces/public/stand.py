"""The verdicts of a target's criteria in; the one word that sums them up, for cards, filters and pictures, out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Case, CharField, Exists, Max, Min, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.lookups import LessThan

from portal.audit.models import Standing, Verdict
from portal.catalogue.models import Target

_SAYS_NOTHING = (Verdict.NOT_EXPECTED.value, Verdict.UNCLEAR.value)


class _Stand(TypedDict):
    stand: str


if TYPE_CHECKING:  # the alias is the type checker's alone, and so is the package that it comes from
    from django_stubs_ext import WithAnnotations

    Standings = QuerySet[WithAnnotations[Target, _Stand]]


def overall(verdicts: Iterable[str]) -> Verdict:
    """The verdict that all criteria share; `mixed` where they differ; `unclear` where nobody has looked."""
    found = set(verdicts)
    telling = found.difference(_SAYS_NOTHING)
    if len(telling) == 1:
        return Verdict(telling.pop())
    if telling:
        return Verdict.MIXED
    return Verdict.NOT_EXPECTED if Verdict.NOT_EXPECTED in found else Verdict.UNCLEAR


def stands(targets: Iterable[int], criterion: str = "") -> dict[int, Verdict]:
    """How each of some targets stands now, by primary key, over all criteria or in one of them; one query."""
    found: dict[int, set[str]] = {target: set() for target in targets}
    now = Standing.objects.filter(until=None, target__in=list(found))
    if criterion:
        now = now.filter(criterion=criterion)
    for target, verdict in now.values_list("target_id", "verdict"):
        found[target].add(verdict)
    return {target: overall(verdicts) for target, verdicts in found.items()}


def with_stand(targets: QuerySet[Target], criterion: str = "") -> Standings:
    """The same targets, each with `stand`: what `overall` says of it, worked out by the database."""
    found: Standings = targets.annotate(stand=stand_of("pk", criterion))
    return found


def stand_of(path: str, criterion: str = "") -> Case:
    """What `overall` says of the target whose key is at a path, as an expression for the database."""
    now = Standing.objects.filter(target=OuterRef(path), until=None)
    if criterion:
        now = now.filter(criterion=criterion)
    telling = now.exclude(verdict__in=_SAYS_NOTHING).order_by().values("target")
    first = Subquery(telling.annotate(word=Min("verdict")).values("word"))
    last = Subquery(telling.annotate(word=Max("verdict")).values("word"))
    return Case(
        When(LessThan(first, last), then=Value(Verdict.MIXED.value)),
        When(Exists(telling), then=first),
        When(Exists(now.filter(verdict=Verdict.NOT_EXPECTED)), then=Value(Verdict.NOT_EXPECTED.value)),
        default=Value(Verdict.UNCLEAR.value),
        output_field=CharField(),
    )
