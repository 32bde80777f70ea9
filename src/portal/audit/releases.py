"""What a registry lists and what was read in a version, in; the line of releases, each read once, and changes, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from portal.audit.acts import ask_again
from portal.audit.changes import redraw, told
from portal.audit.line import Listed, Stood, believable, ordered, tidy, usable
from portal.audit.models import Release
from portal.catalogue.models import Target
from portal.ground.languages.plain import plain
from portal.ground.ledger.acts import MACHINE, alone_with, record

TRIES = 3
MOST_WANTED = 20
_MOST_NAMED = 20


class ReleaseError(ValueError):
    """A release cannot be written down; the words say why."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a new listing changed: versions that are new, that were withdrawn; how many could not be kept."""

    new: tuple[str, ...]
    yanked: tuple[str, ...]
    left_out: int

    def __bool__(self) -> bool:
        return bool(self.new or self.yanked)


@transaction.atomic
def list_releases(target: Target, listed: Sequence[Listed], *, by: str = MACHINE) -> Merged:
    """Bring the versions that a registry lists into the line of a target; nothing that was known is lost.

    `listed`: in the order of versions. The newest of those that are new are wanted: they are to be read soon.
    """
    alone_with(subject(target))
    merged = merge(target, listed, wanted=True)
    if merged:
        body = {
            "new": merged.new[-_MOST_NAMED:],
            "new_total": len(merged.new),
            "yanked": merged.yanked[-_MOST_NAMED:],
            "left_out": merged.left_out,
        }
        record("releases.listed", subject(target), by, body)
        redraw(target)
    return merged


def subject(target: Target) -> str:
    """What the ledger calls a target."""
    return f"target/{target.slug}"


def merge(
    target: Target, listed: Sequence[Listed], *, wanted: bool = False, fill: Callable[[Release], object] | None = None
) -> Merged:
    """The same without ledger and changes: the caller holds the transaction, and writes and draws them.

    `fill`: called with each new release before it is written, for whoever knows already what was read in it.
    A version that its registry forgot counts as withdrawn, but for Debian's, which keeps only the newest of each suite.
    """
    now = timezone.now()
    fields = ("target_id", "version", "place", "yanked", "released_at")
    known = {row.version: row for row in Release.objects.filter(target=target).order_by("place", "pk").only(*fields)}
    there = {one.version: one for one in listed if usable(one.version)}
    left_out = len({one.version for one in listed}) - len(there)
    if not there:
        return Merged((), (), left_out)
    new: list[Release] = []
    changed: list[Release] = []
    yanked: list[str] = []
    for place, version in enumerate(ordered(list(known), list(there))):
        one, row = there.get(version), known.get(version)
        released = believable(one.released, now) if one else None
        gone = one.yanked if one else not target.address.startswith("deb:")
        if row is None:
            new.append(Release(target=target, version=version, released_at=released, place=place, yanked=gone))
            continue
        before = (row.place, row.yanked, row.released_at)
        yanked += [version] * (gone and not row.yanked)
        row.place, row.yanked, row.released_at = place, gone, row.released_at or released
        if (row.place, row.yanked, row.released_at) != before:
            changed.append(row)
    # What stands in the first listing is history, not news.
    for row in new[-MOST_WANTED:] if wanted and known else ():
        row.wanted = TRIES
    if fill is not None:
        for row in new:
            fill(row)
    Release.objects.bulk_update(changed, ["place", "yanked", "released_at"], batch_size=200)
    Release.objects.bulk_create(new, batch_size=500)
    return Merged(tuple(row.version for row in new), tuple(yanked), left_out)


@transaction.atomic
def record_release(
    target: Target,
    version: str,
    *,
    at: dt.datetime,
    tool: str,
    verdict: str = "",
    criteria: Stood | None = None,
    error: str = "",
    released_at: dt.datetime | None = None,
    by: str = MACHINE,
) -> Release:
    """Write down what was read in a version, once for ever; what could not be read may be read later.

    `verdict`: of the whole package. `criteria`: by criterion, how Kosovo stands. `error`: why nothing could be read.
    `released_at`: where the registry gave no date, but the archive does. Changes that follow are drawn, and a change
    that came with this version, not with a later one, moves here. Raises ReleaseError for a version that no listing
    had, and where there is neither a verdict nor an error.
    """
    alone_with(subject(target))
    release = Release.objects.filter(target=target, version=version).first()
    if release is None:
        raise ReleaseError(f"{target.address} has no version {version!r} that is known; list its versions first")
    if release.verdict:
        return release
    if not (verdict or error):
        raise ReleaseError(f"{target.address} {version}: neither a verdict nor an error")
    release.read_at, release.tool, release.error = at, tool[:60], plain(error)
    if error:
        release.wanted = max(release.wanted - 1, 0)
        release.save()
        record("release.failed", subject(target), by, {"version": version})
        return release
    is_new, release.wanted = release.wanted > 0, 0
    release.verdict, release.criteria = verdict[:16], tidy(criteria or {})
    release.released_at = release.released_at or believable(released_at, timezone.now())
    release.save()
    standing = {word: stood["verdict"] for word, stood in release.criteria.items()}
    record("release.read", subject(target), by, {"version": version, "verdict": verdict, "criteria": standing})
    _draw(target, release, by, is_new=is_new)
    return release


def _draw(target: Target, release: Release, by: str, *, is_new: bool) -> None:
    drawn = redraw(target, news=is_new)
    if not drawn:
        return
    body = {
        "read": release.version,
        "news": is_new and bool(drawn.new),
        "changes": told(drawn.new),
        "moved": told(drawn.moved),
        "gone": len(drawn.gone),
    }
    record("release.changed", subject(target), by, body)
    if body["news"]:
        # A look proves it, and only a look opens or mends a regression and ends a request.
        ask_again(target, by)
