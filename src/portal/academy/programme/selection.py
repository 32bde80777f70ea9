"""Applications in; what a selector may see of them, their order by marks, and counts that show the balance, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Avg, Count, Max, Min

from portal.academy.programme.models import Application, Crew, Edition
from portal.academy.programme.states import SEATED, ApplicationState

A = ApplicationState
TO_MARK = (A.APPLIED, A.WAITING)


@dataclass(frozen=True, slots=True)
class Blind:
    """All that a selector sees: no name, no age, no school, no account. `own`: the mark that they gave themselves."""

    number: int
    track: str
    languages: tuple[str, ...]
    municipality: str
    motivation: str
    experience: str
    own: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """An application, its mean mark or None where nobody marked it, how many marked it, and how far they differ."""

    application: Application
    mean: float | None
    marks: int
    spread: int


@dataclass(frozen=True, slots=True)
class Balance:
    """How many applied, have a seat or wait, by what is counted. For people to look at; no rule uses it."""

    applied: int = 0
    seated: int = 0
    waiting: int = 0
    by: Mapping[str, Mapping[str, tuple[int, int]]] = field(default_factory=dict)


def to_mark(edition: Edition, crew: Crew, track: str = "") -> list[Blind]:
    """What one selector reads, those without their mark first, then in the order in which they came.

    Their own application is not among them.
    """
    found = edition.applications.filter(state__in=TO_MARK).exclude(person=crew.person_id).order_by("made_at", "pk")
    if track:
        found = found.filter(track=track)
    own = {mark.application_id: mark for mark in crew.marks.filter(application__in=found)}
    seen = [_blind(one, own) for one in found]
    return sorted(seen, key=lambda one: one.own is not None)


def _blind(one: Application, own: Mapping[int, object]) -> Blind:
    mark = own.get(one.pk)
    return Blind(
        number=one.pk,
        track=one.track,
        languages=tuple(one.languages),
        municipality=one.municipality,
        motivation=one.motivation,
        experience=one.experience,
        own=getattr(mark, "points", None),
        note=getattr(mark, "note", ""),
    )


def ranking(edition: Edition, track: str, *states: ApplicationState) -> list[Ranked]:
    """Applications of a track by mean mark, the best first; equal ones as they came, unmarked last."""
    found = edition.applications.filter(track=track, state__in=states or TO_MARK).select_related("edition", "person")
    marked = found.annotate(
        mean=Avg("marks__points"), count=Count("marks"), least=Min("marks__points"), most=Max("marks__points")
    )
    ranked = [Ranked(one, one.mean, one.count, (one.most or 0) - (one.least or 0)) for one in marked]
    return sorted(ranked, key=lambda one: (-(one.mean or 0), one.application.made_at, one.application.pk))


def balance(edition: Edition) -> Balance:
    """Counts by track, municipality, language and whether somebody is a minor: (applied, seated) each.

    Who writes in two languages counts for both. Withdrawn applications count as applied.
    """
    rows = list(edition.applications.values("state", "track", "municipality", "languages", "is_minor"))
    counts: dict[str, tuple[Counter[str], Counter[str]]] = {
        name: (Counter(), Counter()) for name in ("track", "municipality", "language", "minor")
    }
    for row in rows:
        keys = {"track": [row["track"]], "municipality": [row["municipality"]], "language": row["languages"]}
        keys["minor"] = ["yes" if row["is_minor"] else "no"]
        for name, values in keys.items():
            counts[name][0].update(values)
            counts[name][1].update(values if row["state"] in SEATED else ())
    return Balance(
        applied=len(rows),
        seated=sum(row["state"] in SEATED for row in rows),
        waiting=sum(row["state"] == A.WAITING for row in rows),
        by={
            name: {value: (every[value], seated[value]) for value in sorted(every, key=lambda v: (-every[v], v))}
            for name, (every, seated) in counts.items()
        },
    )
