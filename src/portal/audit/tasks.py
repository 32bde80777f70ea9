"""Targets that are due in; looks at them by the engine, written down, out."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from portal.audit.acts import observe, take_due
from portal.audit.engine import look, tool
from portal.audit.models import Observer
from portal.catalogue.files import is_package
from portal.catalogue.models import Target
from portal.ground.ledger.acts import MACHINE

AT_ONCE = 5


@task()
def look_at(target_id: int) -> None:
    """Look at one target and write down what was seen; the network is asked outside of any transaction."""
    target = Target.objects.get(pk=target_id)
    at = timezone.now()
    # The engine may take the criterion of a package's list from a word in a file's name; its own list is kept to.
    criteria = target.criteria if is_package(target.address) else None
    found = look(target.address, at.isoformat(timespec="seconds"), criteria, rows=target.shows_rows)
    observe(
        target,
        at=at,
        observer=Observer.MACHINE,
        tool=tool(),
        by=MACHINE,
        seen=found.seen,
        evidence=found.evidence,
        version=found.version,
        error=found.error,
    )


@task()
def look_at_due() -> None:
    """Look at a few of the targets that are due, those first that somebody asked for."""
    for target_id in take_due(AT_ONCE):
        look_at.func(target_id)
