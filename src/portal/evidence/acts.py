"""A citizen's report in; after a second person's look, observations out."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from portal.audit.acts import Seen, observe
from portal.audit.models import Criterion, Observer, Verdict
from portal.catalogue.acts import add_target
from portal.catalogue.models import Kind, Target
from portal.evidence.models import Report
from portal.evidence.pictures import MEDIA
from portal.evidence.states import REPORT
from portal.ground.languages.plain import plain
from portal.ground.ledger.acts import record
from portal.ground.people.models import Person
from portal.ground.store.acts import keep

TOOL = "a citizen's eyes"
LEFT = "person-left"


class ReportError(ValueError):
    """The report cannot be taken or decided; the words say why and what to do."""


@transaction.atomic
def report(
    person: Person,
    address: str,
    seen: Mapping[str, str],
    *,
    name: str = "",
    note: str = "",
    picture: bytes | None = None,
    target: Target | None = None,
) -> Report:
    """Take what one citizen saw; it counts once a second person confirmed it. `picture` must have been cleaned.

    Raises ReportError where nothing was seen, or the same person's same report still waits.
    """
    known = {c: v for c, v in seen.items() if c in Criterion.values and v in Verdict.values}
    if not known:
        raise ReportError("Say for at least one list whether Kosovo is on it.")
    waiting = Report.objects.filter(reporter=person, address=address, state="waiting")
    if waiting.exists():
        raise ReportError("Your report of this page already waits for a second person. Thank you.")
    made = Report.objects.create(
        target=target or Target.objects.filter(address=address).first(),
        address=address,
        name=plain(name)[:160],
        seen=known,
        note=plain(note)[:1000],
        picture=keep(picture, MEDIA) if picture else "",
        reporter=person,
        reported_at=timezone.now(),
    )
    record("report.made", f"report/{made.pk}", person.handle, {"seen": known, "picture": made.picture})
    return made


@transaction.atomic
def confirm(made: Report, by: str, target: Target | None = None, kind: Kind = Kind.WEBSITE) -> Target:
    """Confirm a report as a second person: its verdicts become observations of its target, which is added if new.

    Raises ReportError where the person who reported would confirm.
    """
    reporter = made.reporter.handle if made.reporter else LEFT
    if by == reporter:
        raise ReportError("A report is confirmed by a second person, not by the one who made it.")
    target = target or made.target or add_target(made.address, made.name or made.address, kind, by)
    now = timezone.now()
    REPORT.take(made, "confirm", decided_by=by, decided_at=now, target=target)
    evidence = {"address": made.address, "seen": made.clean_seen(), "picture": made.picture, "report": made.pk}
    made.look = observe(
        target,
        at=made.reported_at,
        observer=Observer.CITIZEN,
        tool=TOOL,
        by=reporter,
        confirmed_by=by,
        seen=[Seen(criterion, verdict, where=made.address) for criterion, verdict in made.clean_seen().items()],
        evidence=json.dumps(evidence, sort_keys=True).encode(),
        source=made.address,
    )
    made.save(update_fields=["look"])
    record("report.confirmed", f"report/{made.pk}", by, {"look": made.look.pk, "target": target.slug})
    return target


@transaction.atomic
def reject(made: Report, reason: str, by: str) -> None:
    """Decide that a report does not show what it says. Raises ReportError without a reason."""
    if not reason.strip():
        raise ReportError("Say why, in a sentence: the citizen will read it.")
    REPORT.take(made, "reject", decided_by=by, decided_at=timezone.now(), reason=reason.strip()[:300])
    record("report.rejected", f"report/{made.pk}", by)


@transaction.atomic
def reopen(made: Report, by: str) -> None:
    """Take back a rejection: the report waits again."""
    REPORT.take(made, "reopen", decided_by="", decided_at=None)
    record("report.reopened", f"report/{made.pk}", by)


@transaction.atomic
def withdraw(made: Report, by: str) -> None:
    """The citizen takes the report back before anybody decided on it."""
    REPORT.take(made, "withdraw", decided_at=timezone.now())
    record("report.withdrawn", f"report/{made.pk}", by)
