"""What is decided about topics in; the change, in one transaction with its row in the ledger, out."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.academy.programme.acts.base import AcademyError, Actor, actor, line
from portal.academy.programme.models import Edition, Participant
from portal.academy.programme.states import ParticipantState
from portal.academy.results.counted import sites_of
from portal.academy.results.models import Site
from portal.academy.topics import looks
from portal.academy.topics.lists import Line, subject_of
from portal.academy.topics.models import Board, Topic, TopicOrigin
from portal.academy.topics.states import HELD, TOPIC
from portal.ground.ledger.acts import MACHINE, alone_with, record
from portal.ground.moves import NotAllowedError


class TakenError(AcademyError):
    """Somebody else holds this topic; the words say who."""


def set_rules(edition: Edition, most: int, lapse_days: int, by: str) -> Board:
    """Set how many topics a team holds at once and when a claim lapses."""
    with transaction.atomic():
        values = {"most": most, "lapse_days": lapse_days}
        board, _made = Board.objects.update_or_create(edition=edition, defaults=values)
        record("topics.ruled", f"edition/{edition.slug}", by, values)
    return board


def add_list(edition: Edition, rows: Iterable[Line], by: str, origin: str = TopicOrigin.LIST) -> list[Topic]:
    """Put the lines of a list on the board, a topic a language; what is there already stays as it is. The new ones."""
    sites = {site.language: site for site in reversed(sites_of(edition)) if site.kind == "wiki"}
    with transaction.atomic():
        alone_with(f"topics/{edition.pk}")
        known = set(edition.topics.values_list("language", "subject"))
        fresh: dict[tuple[str, str], Topic] = {}
        for row in rows:
            for language, title in row.titles.items():
                where = (language, row.subject)
                if where not in known:
                    fresh.setdefault(where, _topic(edition, row, language, title, sites.get(language), origin))
        made = Topic.objects.bulk_create(list(fresh.values()))
        if made:
            record("topics.listed", f"edition/{edition.slug}", by, {"count": len(made), "origin": origin})
    return made


def _topic(edition: Edition, row: Line, language: str, title: str, site: Site | None, origin: str) -> Topic:
    return Topic(
        edition=edition,
        subject=row.subject,
        title=title,
        language=language,
        site=site,
        item=row.item,
        about=row.about,
        origin=origin,
        made_at=timezone.now(),
    )


def suggest(edition: Edition, title: str, site: Site, reason: str, by: str, item: str = "") -> Topic | None:
    """A subject that a wiki lacks: the new topic, or None where the board has it already, even taken off."""
    title = line(title, 255)
    row = Line(subject_of(title, item), item, {site.language: title}, line(reason, 500))
    made = add_list(edition, [row], by, TopicOrigin.GAP)
    return made[0] if made else None


def claim(topic: Topic, participant: Participant) -> Topic:
    """Take an open topic for a participant's team, or for them alone.

    Raises TakenError where somebody else was quicker, AcademyError where it is not possible: the limit is reached, the
    edition is over, or they no longer take part.
    """
    holder = looks.holder_of(participant)
    with transaction.atomic():
        alone_with(f"{type(holder).__name__.lower()}/{holder.pk}")
        if participant.state != ParticipantState.ENROLLED or topic.edition_id != participant.edition_id:
            raise AcademyError(_("Only who takes part in this edition can claim a topic."))
        _must_have_room(topic.edition, participant)
        now = timezone.now()
        _move(topic, "claim", team=participant.team, participant=participant, claimed_at=now, touched_at=now)
        record("topic.claimed", f"topic/{topic.pk}", actor(participant), {"team": participant.team_id})
    return topic


def _must_have_room(edition: Edition, participant: Participant) -> None:
    most = looks.board_of(edition).most
    if looks.held_by(looks.holder_of(participant)).count() >= most:
        words = ngettext(
            "You hold %(most)d topic already, and that is the most. Finish it or give it back first.",
            "You hold %(most)d topics already, and that is the most. Finish one or give it back first.",
            most,
        )
        raise AcademyError(words % {"most": most})


def _move(topic: Topic, verb: str, **changes: object) -> None:
    try:
        TOPIC.take(topic, verb, **changes)
    except NotAllowedError as error:
        now = Topic.objects.select_related("team", "participant").get(pk=topic.pk)
        if now.state in HELD and verb == "claim":
            raise TakenError(_("%(who)s was quicker and holds this topic.") % {"who": now.holder}) from error
        raise AcademyError(_("This is no longer possible: somebody changed the topic. Look at it again.")) from error


def release(topic: Topic, by: Actor) -> Topic:
    """Give a topic back to the board."""
    with transaction.atomic():
        _move(topic, "release", **_NOBODY)
        record("topic.released", f"topic/{topic.pk}", actor(by))
    return topic


_NOBODY = {"team": None, "participant": None, "claimed_at": None, "touched_at": None}


def hand_over(topic: Topic, to: Participant, by: Actor) -> Topic:
    """Give a topic that somebody holds to another participant and their team, with a new term."""
    with transaction.atomic():
        holder = looks.holder_of(to)
        alone_with(f"{type(holder).__name__.lower()}/{holder.pk}")
        if to.edition_id != topic.edition_id or to.state != ParticipantState.ENROLLED:
            raise AcademyError(_("Only who takes part in this edition can claim a topic."))
        if topic.team_id is None or topic.team_id != to.team_id:
            _must_have_room(topic.edition, to)
        _move(topic, "hand_over", team=to.team, participant=to, touched_at=timezone.now())
        record("topic.handed-over", f"topic/{topic.pk}", actor(by), {"team": to.team_id, "participant": to.pk})
    return topic


def lapse(topic: Topic) -> bool:
    """Give back a claim that nobody worked on; False where somebody did something meanwhile."""
    try:
        with transaction.atomic():
            late = Topic.objects.filter(pk=topic.pk, touched_at=topic.touched_at)
            if not late.exists():
                return False
            TOPIC.take(topic, "lapse", **_NOBODY)
            record("topic.lapsed", f"topic/{topic.pk}", MACHINE)
    except NotAllowedError:
        return False
    return True


def drop(topic: Topic, by: str) -> Topic:
    """Take a topic off the board."""
    with transaction.atomic():
        _move(topic, "drop", **_NOBODY)
        record("topic.dropped", f"topic/{topic.pk}", by)
    return topic


def reopen(topic: Topic, by: str) -> Topic:
    """Put a topic on the board again as open."""
    with transaction.atomic():
        _move(topic, "reopen", **_NOBODY, page=None, address="", published_at=None)
        record("topic.reopened", f"topic/{topic.pk}", by)
    return topic


def rename(topic: Topic, title: str, about: str, by: Actor) -> Topic:
    """Give a topic another title and other words about it; its subject stays."""
    title = line(title, 255)
    if not title:
        raise AcademyError(_("Give the topic a title."))
    with transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(title=title, about=line(about, 500))
        record("topic.renamed", f"topic/{topic.pk}", actor(by))
    topic.refresh_from_db()
    return topic


def note_work(topic: Topic, verb: str, **changes: object) -> bool:
    """Write down what the wiki shows: `begin`, `publish`, `survive`, `lose`, or "" for facts; False: no change."""
    if verb == "lose" and topic.participant_id is None:
        verb, changes = "reopen", {**changes, **_NOBODY}
    try:
        with transaction.atomic():
            if verb:
                TOPIC.take(topic, verb, **changes)
                record(f"topic.{_SEEN[verb]}", f"topic/{topic.pk}", MACHINE)
            elif any(getattr(topic, name) != value for name, value in changes.items()):
                Topic.objects.filter(pk=topic.pk).update(**changes)
    except NotAllowedError:
        return False
    return True


_SEEN = {"begin": "begun", "publish": "published", "survive": "survived", "lose": "lost", "reopen": "lost"}
