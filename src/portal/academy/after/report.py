"""An edition in; what a report says of it: the way of its people, its figures, what stood and who stayed, out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from portal.academy.after.groups import FEWEST, folded
from portal.academy.jury.looks import Prize, prizes
from portal.academy.programme.looks import enrolled, track_name, works_of
from portal.academy.programme.models import Edition, SessionKind, Visit, Work
from portal.academy.programme.states import ApplicationState, ParticipantState
from portal.academy.results.lasting import HORIZONS, Retained, Survived, retention, survival
from portal.academy.results.looks import Totals, totals

MOST_PICTURES = 6
A = ApplicationState
CHOSEN = (A.ACCEPTED, A.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Way:
    """How many people came how far. `visits`: people at open houses; `chosen`: accepted, whether they came or not."""

    open_houses: int
    visits: int
    applications: int
    chosen: int
    participants: int
    finished: int
    teams: int
    works: int


@dataclass(frozen=True, slots=True)
class Report:
    """An edition as partners read of it. Groups of fewer than five people are put together under the empty name.

    `stayed` is empty where so few wrote that a share would point at somebody. `pictures`: works with one.
    """

    edition: Edition
    way: Way
    totals: Totals
    municipalities: dict[str, int]
    tracks: dict[str, int]
    stood: list[Survived]
    stayed: list[Retained]
    prizes: list[Prize]
    pictures: list[Work]


def report(edition: Edition) -> Report:
    """All that a report needs, read now."""
    people = list(enrolled(edition).values_list("municipality", "track"))
    return Report(
        edition=edition,
        way=way_of(edition),
        totals=totals(edition),
        municipalities=folded(Counter(place for place, _ in people)),
        tracks=folded(Counter(track_name(edition, track) for _, track in people)),
        stood=[survival(edition, days) for days in HORIZONS],
        stayed=stayed(edition),
        prizes=prizes(edition),
        pictures=list(works_of(edition).exclude(picture="")[:MOST_PICTURES]),
    )


def stayed(edition: Edition) -> list[Retained]:
    """Who still wrote after each horizon; nothing where fewer than five people wrote at all."""
    found = [retention(edition, days) for days in HORIZONS]
    return [] if any(one.active < FEWEST for one in found) else found


def way_of(edition: Edition) -> Way:
    """How many people came how far."""
    people = enrolled(edition)
    at_open_houses = Visit.objects.filter(session__edition=edition, session__kind=SessionKind.OPEN_HOUSE)
    return Way(
        open_houses=edition.sessions.filter(kind=SessionKind.OPEN_HOUSE).count(),
        visits=at_open_houses.count(),
        applications=edition.applications.count(),
        chosen=edition.applications.filter(state__in=CHOSEN).count(),
        participants=people.count(),
        finished=people.filter(state=ParticipantState.FINISHED).count(),
        teams=edition.teams.count(),
        works=works_of(edition).count(),
    )
