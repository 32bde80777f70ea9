"""The releases of a target that were read in; its changes, drawn anew from them, and who took note, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.engine import shifts
from portal.audit.line import Found, changes_along
from portal.audit.models import Change, Release
from portal.catalogue.models import Target
from portal.ground.languages.plain import plain
from portal.ground.ledger.acts import MACHINE, record

MOST_TOLD = 50
LONGEST_REASON = 300


class ChangeError(ValueError):
    """What was asked for cannot be done; the words say why and what to do."""


@dataclass(frozen=True, slots=True)
class Redrawn:
    """What a new drawing changed: changes that are new, that moved to another release, and that were none."""

    new: tuple[Change, ...]
    moved: tuple[Change, ...]
    gone: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.moved or self.gone)


def redraw(target: Target, *, news: bool = False) -> Redrawn:
    """Draw the changes of a target anew from all of its releases that were read.

    A change that turns out to have come with another release moves there and stays the same change, so that nobody is
    told of it twice. `news`: the staff should take note of what is new; else it is history. The caller holds the
    transaction and writes the ledger.
    """
    read = list(Release.objects.filter(target=target).exclude(verdict="").order_by("place", "pk"))
    kept = {_facts(one): one for one in Change.objects.filter(target=target).order_by("release__place", "pk")}
    found = dict.fromkeys(changes_along(read, shifts))
    left = [one for facts, one in kept.items() if facts not in found]
    rows: list[Change] = []
    taken: set[int] = set()
    for facts in (one for one in found if one not in kept):
        before = next((one for one in left if one.pk not in taken and _is_same(one, facts)), None)
        taken |= {before.pk} if before else set()
        rows.append(_row(target, facts, before, news=news))
    # Deleted and written again under their old numbers: two that change places would be in each other's way.
    Change.objects.filter(pk__in=[one.pk for one in left]).delete()
    moved, new = [one for one in rows if one.pk], [one for one in rows if not one.pk]
    Change.objects.bulk_create(moved, batch_size=500)
    Change.objects.bulk_create(new, batch_size=500)
    return Redrawn(tuple(new), tuple(moved), tuple(one for one in left if one.pk not in taken))


def _facts(row: Change) -> Found:
    return Found(row.before_id, row.release_id, row.criterion, row.shift, row.was, row.now, row.skipped)


def _is_same(row: Change, facts: Found) -> bool:
    return (row.criterion, row.shift) == (facts.criterion, facts.shift)


def _row(target: Target, facts: Found, before: Change | None, *, news: bool) -> Change:
    return Change(
        pk=before.pk if before else None,
        target=target,
        before_id=facts.before,
        release_id=facts.release,
        criterion=facts.criterion,
        shift=facts.shift,
        was=facts.was,
        now=facts.now,
        skipped=facts.skipped,
        found_at=before.found_at if before else timezone.now(),
        seen_by=before.seen_by if before else "" if news else MACHINE,
    )


def told(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Changes as a row of the ledger tells them, as many as it holds."""
    rows = list(changes)
    releases = {one.pk: one.version for one in Release.objects.filter(pk__in=[row.release_id for row in rows])}
    return [
        {
            "change": row.pk,
            "version": releases[row.release_id],
            "criterion": row.criterion,
            "shift": row.shift,
            "was": row.was,
            "now": row.now,
        }
        for row in rows[:MOST_TOLD]
    ]


@transaction.atomic
def note_changes(target: Target, version: str, reason: str, by: str) -> int:
    """Take note of all that changed with one release, and say why nothing more is to be done; how many there were.

    Raises ChangeError without a reason, and where somebody took note meanwhile.
    """
    reason = " ".join(plain(reason).split())[:LONGEST_REASON]
    if not reason:
        raise ChangeError(_("Say in a sentence what you make of it. It becomes public."))
    waiting = Change.objects.filter(target=target, release__version=version, seen_by="")
    numbers = sorted(waiting.values_list("pk", flat=True))
    if not waiting.update(seen_by=by):
        raise ChangeError(_("Somebody took note of it meanwhile."))
    record("change.noted", f"target/{target.slug}", by, {"version": version, "changes": numbers, "reason": reason})
    return len(numbers)
