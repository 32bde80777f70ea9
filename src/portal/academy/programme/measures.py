"""A period in; how many academies began in it, how many took part, and what they handed in, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.academy.programme.models import Edition, Participant, Programme, Work, WorkKind
from portal.academy.programme.states import EditionState, ParticipantState, WorkState
from portal.ground.measures import Figure, Kind, Measure, Period, Unit, declare
from portal.ground.measures.figures import bounds, number

_HELD = (EditionState.RUNNING, EditionState.JUDGING, EditionState.CLOSED)


def _editions(period: Period) -> QuerySet[Edition]:
    """Those that began in a period; rehearsals are none, and neither is what was cancelled."""
    begins, ends = bounds(period)
    held = Edition.objects.filter(state__in=_HELD, is_rehearsal=False)
    return held.filter(starts_at__gte=begins, starts_at__lt=ends)


def _begun(period: Period) -> Figure:
    return _told(_editions(period).values_list("programme__slug", flat=True), "programme")


def _took_part(period: Period) -> Figure:
    found = Participant.objects.filter(edition__in=_editions(period)).exclude(state=ParticipantState.WITHDRAWN)
    return _told(found.values_list("edition__programme__slug", flat=True), "programme")


def _works(period: Period) -> Figure:
    begins, ends = bounds(period)
    handed = Work.objects.filter(state=WorkState.SUBMITTED, submitted_at__gte=begins, submitted_at__lt=ends)
    return _told(handed.filter(edition__is_rehearsal=False).values_list("kind", flat=True), "kind")


def _name(slug: str) -> str | None:
    found = Programme.objects.filter(slug=slug).first()
    return found.name if found else None


def _told(words: Iterable[str], split: str) -> Figure:
    found = Counter(str(word) for word in words)
    return number(found.total(), {split: {word: number(many) for word, many in sorted(found.items())}})


EDITIONS = declare(
    Measure(
        "programme.editions",
        _("Academies held"),
        _("Editions that began, without rehearsals and without those that were cancelled."),
        Unit.COUNT,
        Kind.FLOW,
        _begun,
        splits={"programme": _("Programme")},
        words={"programme": _name},
        proof="academy-compare",
    )
)
PARTICIPANTS = declare(
    Measure(
        "programme.participants",
        _("Participants of academies"),
        _("Who took part in the editions that began, without those who withdrew."),
        Unit.COUNT,
        Kind.FLOW,
        _took_part,
        splits={"programme": _("Programme")},
        words={"programme": _name},
        proof="academy-compare",
    )
)
WORKS = declare(
    Measure(
        "programme.works",
        _("Works handed in"),
        _("Articles, pictures, videos and apps that participants handed in and that are in the competition."),
        Unit.COUNT,
        Kind.FLOW,
        _works,
        splits={"kind": _("Kind")},
        words={"kind": dict(WorkKind.choices).get},
        proof="academy-compare",
    )
)
