"""The jurors and works of a round in; which juror may not judge which work, and why, out. By ids, not by names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.academy.jury.models import Entry, Round, Seat, Share
from portal.academy.jury.states import ShareState
from portal.academy.programme.models import Crew, CrewRole, Participant, Team, Work

Pair = tuple[int, int]  # seat, entry


class Bar(models.TextChoices):
    """Why somebody may not judge a work."""

    OWN = "own", _("It is their own work.")
    TEAM = "team", _("It is the work of somebody in their team.")
    MENTOR = "mentor", _("They mentor the team or one of its authors.")
    COLLEAGUE = "colleague", _("An author works with them in the crew.")
    JURY = "jury", _("An author sits in the same jury.")
    DECLARED = "declared", _("They declared a conflict of interest.")


@dataclass(slots=True)
class Near:
    """Who stands near a work: the ids of people by how."""

    authors: set[int] = field(default_factory=set)
    team: set[int] = field(default_factory=set)
    mentors: set[int] = field(default_factory=set)


def near(works: Iterable[Work]) -> dict[int, Near]:
    """Who stands near each work: its authors, all who share a team with it or with them, and who mentors those teams.

    Who withdrew counts too: they made it all the same.
    """
    teams: dict[int, set[int]] = {work.pk: {work.team_id} if work.team_id else set() for work in works}
    found = {pk: Near() for pk in teams}
    rows = Participant.objects.filter(works__in=list(found)).values_list("works__pk", "person_id", "team_id")
    for work, person, team in rows:
        found[work].authors |= {person} if person else set()
        teams[work] |= {team} if team else set()
    everywhere = set[int]().union(*teams.values())
    members: dict[int, set[int]] = defaultdict(set)
    for team, person in Participant.objects.filter(team__in=everywhere).values_list("team_id", "person_id"):
        if team and person:
            members[team].add(person)
    mentored = Team.objects.filter(pk__in=everywhere, mentor__isnull=False)
    mentors = dict(mentored.values_list("pk", "mentor__person_id"))
    for work, one in found.items():
        for team in teams[work]:
            one.team |= members[team]
            one.mentors |= {mentors[team]} if team in mentors else set()
    return found


def bars(about: Round, seats: Iterable[Seat], entries: Iterable[Entry]) -> dict[Pair, Bar]:
    """Every pair of juror and work of a round that must not meet, with the reason that weighs most."""
    seats, entries = list(seats), list(entries)
    around = near([entry.work for entry in entries])
    roles: dict[int, set[str]] = defaultdict(set)
    for person, role in Crew.objects.filter(edition_id=about.edition_id).values_list("person_id", "role"):
        roles[person].add(role)
    jurors = set(Seat.objects.filter(round=about).exclude(state="left").values_list("person_id", flat=True))
    declared = _declared(about, seats)
    found: dict[Pair, Bar] = {}
    for seat in seats:
        is_crew = bool(roles[seat.person_id] - {CrewRole.JUROR})
        for entry in entries:
            bar = _bar(seat.person_id, around[entry.work_id], roles, jurors, is_crew=is_crew)
            if bar is None and (seat.person_id, entry.work_id) in declared:
                bar = Bar.DECLARED
            if bar:
                found[seat.pk, entry.pk] = bar
    return found


def _bar(person: int, one: Near, roles: dict[int, set[str]], jurors: set[int], *, is_crew: bool) -> Bar | None:
    if person in one.authors:
        return Bar.OWN
    if person in one.team:
        return Bar.TEAM
    if person in one.mentors:
        return Bar.MENTOR
    if any(author in jurors for author in one.authors):
        return Bar.JURY
    if is_crew and any(roles.get(author, set()) - {CrewRole.JUROR} for author in one.authors):
        return Bar.COLLEAGUE
    return None


def _declared(about: Round, seats: Iterable[Seat]) -> set[tuple[int, int]]:
    """Who declared a conflict with which work, in this round or in another of the edition."""
    rows = Share.objects.filter(
        state=ShareState.CONFLICT,
        seat__round__edition_id=about.edition_id,
        seat__person__in=[seat.person_id for seat in seats],
    )
    return set(rows.values_list("seat__person_id", "entry__work_id"))


def may_not_vote(person: int, works: Iterable[Work]) -> set[int]:
    """The works that somebody of the public may not vote for: their own, their team's, and those they mentor."""
    return {pk for pk, one in near(list(works)).items() if person in one.authors | one.team | one.mentors}
