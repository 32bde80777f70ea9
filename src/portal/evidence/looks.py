"""Questions about reports in; those that wait, and those of one person or target, out."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.catalogue.models import Target
from portal.evidence.models import Report
from portal.evidence.states import ReportState
from portal.ground.people.models import Person


def waiting() -> QuerySet[Report]:
    """The reports that wait for a second person, oldest first."""
    return Report.objects.filter(state=ReportState.WAITING).select_related("target", "reporter").order_by("reported_at")


def waiting_for(person: Person) -> QuerySet[Report]:
    """Those that this person may confirm: anybody's but their own."""
    return waiting().exclude(reporter=person)


def of_person(person: Person) -> QuerySet[Report]:
    """What one person reported, newest first."""
    return Report.objects.filter(reporter=person).select_related("target").order_by("-reported_at")


def pictures(target: Target) -> list[Report]:
    """Confirmed reports of a target that came with a picture, newest first."""
    shown = Report.objects.filter(target=target, state=ReportState.CONFIRMED).exclude(picture="")
    return list(shown.order_by("-reported_at")[:6])
