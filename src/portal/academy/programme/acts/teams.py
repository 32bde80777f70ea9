"""Participants who work together in; teams that are never too large, also where two join at once, out."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.academy.programme.acts.base import AcademyError, Actor, FullError, actor, hold
from portal.academy.programme.models import Crew, CrewRole, Edition, Participant, Team
from portal.academy.programme.states import EditionState, ParticipantState
from portal.ground.languages.fold import fold
from portal.ground.ledger.acts import record
from portal.ground.people.names import clean_name

FORMING = (EditionState.ANNOUNCED, EditionState.APPLYING, EditionState.SELECTING, EditionState.RUNNING)


@transaction.atomic
def form_team(edition: Edition, name: str, members: Iterable[Participant], by: Actor) -> Team:
    """Make a team of some participants, none of whom has one; others may join while there is room.

    Raises ValidationError at `name`, FullError where they are too many, AcademyError where somebody cannot.
    """
    edition = _forming(edition)
    wanted = list(dict.fromkeys(one.pk for one in members))
    found = list(Participant.objects.filter(pk__in=wanted, edition=edition))
    if not found or len(found) != len(wanted):
        raise AcademyError(_("A team has members of this edition."))
    team = Team(edition=edition, name=_name(edition, name), made_at=timezone.now())
    _room(edition, len(found))
    for one in found:
        _is_free(one)
    team.save()
    Participant.objects.filter(pk__in=wanted).update(team=team)
    record("team.formed", _subject(team), actor(by), {"team": team.pk, "members": sorted(wanted)})
    return team


@transaction.atomic
def join_team(team: Team, participant: Participant, by: Actor | None = None) -> Team:
    """Join a team that has room, once. `by`: themself where nobody is named.

    Raises FullError where it has no room, AcademyError where they have another team or left.
    """
    edition = _forming(team.edition)
    participant = Participant.objects.get(pk=participant.pk)
    if participant.edition_id != team.edition_id:
        raise AcademyError(_("This team belongs to another edition."))
    if participant.team_id == team.pk:
        return team
    _is_free(participant)
    _room(edition, team.members.count() + 1)
    participant.team = team
    participant.save(update_fields=["team"])
    record("team.joined", _subject(team), actor(by or participant), {"team": team.pk, "participant": participant.pk})
    return team


@transaction.atomic
def leave_team(participant: Participant, by: Actor | None = None) -> None:
    """Leave a team; who has none stays as they are. A team that nobody is left of, and that made nothing, goes."""
    _forming(participant.edition)
    participant = Participant.objects.select_related("team__edition").get(pk=participant.pk)
    team = participant.team
    if team is None:
        return
    participant.team = None
    participant.save(update_fields=["team"])
    record("team.left", _subject(team), actor(by or participant), {"team": team.pk, "participant": participant.pk})
    if not team.members.exists() and not team.works.exists():
        fact = {"team": team.pk}
        team.delete()
        record("team.ended", f"edition/{participant.edition.slug}", actor(by or participant), fact)


@transaction.atomic
def rename_team(team: Team, name: str, by: Actor) -> Team:
    """Change what a team is called. Raises ValidationError at `name`."""
    edition = _forming(team.edition)
    team.name = _name(edition, name, team)
    team.save(update_fields=["name"])
    record("team.renamed", _subject(team), actor(by), {"team": team.pk})
    return team


@transaction.atomic
def set_mentor(team: Team, mentor: Crew | None, by: str) -> Team:
    """Give a team a mentor of the crew, or none. Raises AcademyError for somebody who is not."""
    roles = (CrewRole.MENTOR, CrewRole.TRAINER, CrewRole.ORGANISER)
    if mentor is not None and (mentor.edition_id != team.edition_id or mentor.role not in roles):
        raise AcademyError(_("Choose a mentor of this edition."))
    team.mentor = mentor
    team.save(update_fields=["mentor"])
    record("team.mentored", _subject(team), by, {"team": team.pk, "crew": mentor.pk if mentor else None})
    return team


def _forming(edition: Edition) -> Edition:
    edition = hold(edition)
    if edition.state not in FORMING:
        raise AcademyError(_("Teams can be changed no more."))
    return edition


def _room(edition: Edition, members: int) -> None:
    if members > edition.team_most:
        words = ngettext(
            "A team has at most %(number)s member.", "A team has at most %(number)s members.", edition.team_most
        )
        raise FullError(words % {"number": edition.team_most})


def _is_free(participant: Participant) -> None:
    if participant.state != ParticipantState.ENROLLED:
        raise AcademyError(_("Only who takes part can be in a team."))
    if participant.team_id is not None:
        words = _("%(name)s is in a team already: leave that one first.")
        raise AcademyError(words % {"name": participant.pseudonym})


def _name(edition: Edition, typed: str, own: Team | None = None) -> str:
    try:
        name = clean_name(typed)
    except ValidationError as error:
        raise ValidationError({"name": error.messages}) from error
    if not name:
        raise ValidationError({"name": _("Give the team a name.")})
    others = edition.teams.exclude(pk=own.pk) if own else edition.teams.all()
    if fold(name) in {fold(other) for other in others.values_list("name", flat=True)}:
        raise ValidationError({"name": _("Another team has this name. Please choose another.")})
    return name


def _subject(team: Team) -> str:
    return f"edition/{team.edition.slug}"
