"""Sources that somebody found in; the bank of a subject, with what a mentor says of each, out: one act a change."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.programme.acts.base import AcademyError, Actor, actor, line
from portal.academy.programme.models import Crew, Participant
from portal.academy.topics.coach.copies import prints
from portal.academy.topics.models import Source, SourceKind, Topic
from portal.ground.ledger.acts import record
from wiki.measures.refs import key

MOST = 100


def add_source(
    topic: Topic,
    by: Actor,
    *,
    title: str,
    publisher: str = "",
    language: str = "",
    address: str = "",
    kind: str = SourceKind.WEB,
    note: str = "",
    passage: str = "",
) -> Source:
    """Put a source into the bank of a topic's subject. Raises AcademyError where it is there already.

    Of `passage`, what somebody wants to use of it, only fingerprints are kept.
    """
    title, publisher = line(title, 255), line(publisher, 120)
    if topic.edition.sources.filter(subject=topic.subject).count() >= MOST:
        raise AcademyError(_("This subject has very many sources already. Add it to the article itself."))
    try:
        with transaction.atomic():
            source = Source.objects.create(
                edition=topic.edition,
                subject=topic.subject,
                key=key(address or f"{title} {publisher}"),
                title=title,
                publisher=publisher,
                language=language,
                address=address,
                kind=kind,
                note=line(note, 500),
                prints=sorted(prints(passage)),
                added_by=by if isinstance(by, Participant) else None,
                added_at=timezone.now(),
            )
            record("source.added", f"source/{source.pk}", actor(by), {"topic": topic.pk, "kind": kind})
    except IntegrityError as error:
        raise AcademyError(_("This source is in the bank already.")) from error
    return source


def check(source: Source, crew: Crew, note: str = "") -> Source:
    """A mentor looked at a source; what they say of it replaces the note, where they say something."""
    changes = {"checked_by": crew, "checked_at": timezone.now(), "note": line(note, 500) or source.note}
    return _change(source, "source.checked", crew.person.handle, changes)


def mark_dead(source: Source, by: Actor) -> Source:
    """Its address no longer leads to it."""
    return _change(source, "source.dead", actor(by), {"dead_at": timezone.now()})


def mark_alive(source: Source, by: Actor) -> Source:
    """Its address leads to it again."""
    return _change(source, "source.alive", actor(by), {"dead_at": None})


def _change(source: Source, verb: str, by: str, changes: dict[str, object]) -> Source:
    with transaction.atomic():
        Source.objects.filter(pk=source.pk).update(**changes)
        record(verb, f"source/{source.pk}", by)
    source.refresh_from_db()
    return source


def remove_source(source: Source, by: Actor) -> None:
    """Take a source out of the bank."""
    with transaction.atomic():
        record("source.removed", f"source/{source.pk}", actor(by))
        source.delete()
