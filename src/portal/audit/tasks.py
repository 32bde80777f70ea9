"""Targets that are due in; looks at them, their new releases and patches for them, all by the engine, out."""

from __future__ import annotations

import logging

from django.utils import timezone
from django_tasks import task

from portal.audit.acts import observe, take_due
from portal.audit.alerts import tell
from portal.audit.engine import RegistryError, list_versions, look, make_patch, read_version, tool
from portal.audit.fixes import file_of, keep_fix, to_fix
from portal.audit.line import main_line
from portal.audit.models import Observer
from portal.audit.releases import record_release
from portal.audit.watch import heard, let_go, next_to_read, plan, silent
from portal.audit.watch import take_due as take_watched
from portal.catalogue.acts import stand, weigh
from portal.catalogue.files import is_package
from portal.catalogue.models import Target
from portal.ground.ledger.acts import MACHINE

log = logging.getLogger(__name__)
AT_ONCE = 5
PATCHES_AT_ONCE = 2
PACKAGES_AT_ONCE = 8
READINGS_AT_ONCE = 4


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
    if found.verdict and not found.error and stand(target, found.verdict, found.version, at.date(), tool()):
        weigh()


@task()
def look_at_due() -> None:
    """Look at a few of the targets that are due, those first that somebody asked for."""
    for target_id in take_due(AT_ONCE):
        look_at.func(target_id)


@task()
def watch_releases() -> None:
    """Ask the registries of a few packages for new versions, read those, and tell the staff what changed."""
    now = timezone.now()
    plan(now)
    for target_id in take_watched(PACKAGES_AT_ONCE, now):
        watch.func(target_id)
    tell()


@task()
def watch(target_id: int) -> None:
    """Ask one registry, and read a few releases that are new or say most; the network is asked outside of transactions.

    Whoever is killed leaves what was read; the rest is taken up when the hold has run out.
    """
    target = Target.objects.get(pk=target_id)
    try:
        listed = list_versions(target.address)
    except RegistryError as error:
        silent(target, str(error), timezone.now())
        return
    heard(target, listed, timezone.now())
    main = main_line(listed)
    for _ in range(READINGS_AT_ONCE):
        release = next_to_read(target, main)
        if release is None:
            break
        found = read_version(target.address, release.version)
        record_release(
            target,
            release.version,
            at=timezone.now(),
            tool=tool(),
            verdict=found.verdict,
            criteria=found.criteria,
            error=found.error,
            released_at=found.released,
        )
    let_go(target, timezone.now(), more=next_to_read(target, main) is not None)


@task()
def make_fixes() -> None:
    """Make a few patches for packages that a look found without Kosovo."""
    for target_id, version in to_fix(PATCHES_AT_ONCE):
        make_fix.func(target_id, version)


@task()
def make_fix(target_id: int, version: str) -> None:
    """Make the patch that adds Kosovo to one version of a package; also that none can be made is kept, with reasons."""
    target = Target.objects.get(pk=target_id)
    try:
        made = make_patch(target.address, version, file_of(target))
    except RegistryError as error:
        log.warning("no patch for %s %s yet: %s", target.address, version, error)
        return
    keep_fix(
        target,
        version=version,
        at=timezone.now(),
        tool=tool(),
        patch=made.patch,
        files=made.files,
        before=made.before,
        after=made.after,
        title=made.title,
        text=made.text,
    )
