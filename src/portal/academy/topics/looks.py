"""Questions about topics in; the board, who holds what, and the sources of a subject, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from portal.academy.programme.models import Edition, Participant, Team
from portal.academy.topics.models import Board, Source, Topic
from portal.academy.topics.states import HELD, TopicState


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject of the board with its topics, a language each."""

    title: str
    item: str
    topics: tuple[Topic, ...]


def board_of(edition: Edition) -> Board:
    """The rules of an edition's board; those everybody starts with where none were set."""
    return Board.objects.filter(edition=edition).first() or Board(edition=edition)


def topics_of(edition: Edition, *, state: str = "", language: str = "", words: str = "") -> QuerySet[Topic]:
    """What stands on the board; topics that were taken off only where they are asked for."""
    found = edition.topics.select_related("team", "participant", "site")
    found = found.filter(state=state) if state else found.exclude(state=TopicState.DROPPED)
    if language:
        found = found.filter(language=language)
    if words:
        found = found.filter(Q(title__icontains=words) | Q(about__icontains=words) | Q(item__iexact=words))
    return found.order_by("subject", "language")


def subjects(topics: QuerySet[Topic]) -> list[Subject]:
    """Topics by their subjects, by title; a subject is called as in the first of its languages."""
    by_subject: dict[str, list[Topic]] = {}
    for topic in topics:
        by_subject.setdefault(topic.subject, []).append(topic)
    rows = [Subject(some[0].title, some[0].item, tuple(some)) for some in by_subject.values()]
    return sorted(rows, key=lambda row: row.title.casefold())


def languages_of(edition: Edition) -> list[str]:
    """The languages of the board."""
    return sorted(set(edition.topics.order_by().values_list("language", flat=True)))


def counts_of(edition: Edition) -> dict[str, int]:
    """How many topics stand in each state."""
    rows = edition.topics.order_by().values_list("state").annotate(Count("pk"))
    return {state: count for state, count in rows}  # noqa: C416 -- a queryset of pairs is no mapping for mypy


def holder_of(participant: Participant) -> Team | Participant:
    """Who claims when this participant does: their team, where they have one."""
    return participant.team or participant


def held_by(holder: Team | Participant) -> QuerySet[Topic]:
    """Topics that a team, or somebody without one, works on; a claim that lapsed counts no longer."""
    mine = Q(team=holder) if isinstance(holder, Team) else Q(participant=holder, team=None)
    return Topic.objects.filter(mine, edition=holder.edition, state__in=HELD)


def holds(topic: Topic, participant: Participant | None) -> bool:
    """Whether a participant, or their team, holds a topic."""
    if participant is None:
        return False
    mine = topic.team_id is not None and topic.team_id == participant.team_id
    return mine or (topic.team_id is None and topic.participant_id == participant.pk)


def lapses_at(topic: Topic, board: Board) -> dt.datetime | None:
    """When a claim lapses without a sign of work; None where nobody holds it."""
    if topic.state not in HELD or topic.touched_at is None:
        return None
    return topic.touched_at + dt.timedelta(days=board.lapse_days)


def due_to_lapse(now: dt.datetime | None = None) -> list[Topic]:
    """Claims without a sign of work for as long as their board allows."""
    now = now or timezone.now()
    held = Topic.objects.filter(state__in=HELD, touched_at__lt=now - dt.timedelta(days=1))
    boards = {board.edition_id: board for board in Board.objects.filter(edition__topics__in=held)}
    late = ((topic, lapses_at(topic, boards.get(topic.edition_id, Board()))) for topic in held)
    return [topic for topic, end in late if end is not None and end <= now]


def sources_of(topic: Topic) -> QuerySet[Source]:
    """The sources of a topic's subject, those that a mentor checked first, dead links last."""
    found = Source.objects.filter(edition=topic.edition, subject=topic.subject).select_related("added_by", "checked_by")
    return found.order_by(F("dead_at").asc(nulls_first=True), F("checked_at").desc(nulls_last=True), "title")


def others_of(topic: Topic) -> QuerySet[Topic]:
    """The same subject in other languages."""
    same = Topic.objects.filter(edition=topic.edition, subject=topic.subject).exclude(pk=topic.pk)
    return same.exclude(state=TopicState.DROPPED).order_by("language")
