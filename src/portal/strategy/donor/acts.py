"""A file that somebody hands in, in; what it would change, and once they agree the change itself, out."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import InvalidOperation

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from lxml import etree

from portal.ground.ledger.acts import MACHINE, record
from portal.ground.store.acts import keep
from portal.strategy.donor import looks, sheets, write
from portal.strategy.donor.enter import Change, Taken, enter
from portal.strategy.donor.faults import UploadError
from portal.strategy.donor.kept import head_of, remember, text_of
from portal.strategy.donor.models import Import, KeptActivity
from portal.strategy.donor.parse import looks_like_xml
from portal.strategy.donor.read import Found, read
from portal.strategy.donor.rows import Rows, gather, outline
from portal.strategy.plan.models import Strategy, Version

_MEDIA = {"iati": "application/xml", "sheet": "application/octet-stream"}


@dataclass(frozen=True)
class Preview:
    """What a file would change in a strategy. `kind`: iati or sheet; `changes`: in the order in which they are made.

    `warnings`: what it holds that no row can say, or that breaks a rule of IATI beyond the schema.
    """

    strategy: Strategy
    name: str
    body: bytes = field(repr=False)
    kind: str
    changes: tuple[Change, ...]
    warnings: tuple[str, ...]


class _UndoneError(Exception):
    """Ends a transaction that was only made to see what it does."""


def read_upload(strategy: Strategy, name: str, body: bytes) -> Preview:
    """See what a file would change, by taking it in and undoing that at once.

    Raises UploadError at the line, field or row that cannot stand.
    """
    taken = Taken()
    try:
        with transaction.atomic():
            taken = _taken(strategy, name, body, MACHINE)
            raise _UndoneError
    except _UndoneError:
        kind = "iati" if looks_like_xml(body) else "sheet"
        return Preview(strategy, name, body, kind, tuple(taken.changes), tuple(taken.warnings))


@transaction.atomic
def take_in(preview: Preview, by: str) -> Taken:
    """Take in what somebody saw in a preview, into the draft of the strategy, which is begun where there is none.

    Raises UploadError where something cannot stand any more, since others wrote meanwhile.
    """
    taken = _taken(preview.strategy, preview.name, preview.body, by)
    sha256 = keep(preview.body, _MEDIA[preview.kind])
    body = {"kind": preview.kind, "sha256": sha256, "changes": len(taken.changes)}
    record("strategy.took-in", preview.strategy.subject, by, body)
    return taken


def _taken(strategy: Strategy, name: str, body: bytes, by: str) -> Taken:
    if not looks_like_xml(body):
        return enter(strategy, sheets.read(strategy, name, body), by, name, is_whole=False)
    found = read(body, outline(strategy), looks.keys_of(strategy))
    try:
        taken = enter(strategy, found.rows, by, f"IATI: {found.sender}", found.is_whole)
    except UploadError:
        raise
    except (
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
        InvalidOperation,
    ) as error:  # rows of ours that somebody took apart
        raise UploadError("file", _("What this file says in our own elements is not complete.")) from error
    taken.warnings[:0] = found.warnings
    if taken.version:
        _remember(strategy, taken.version, name, body, found, by)
    return taken


def _remember(strategy: Strategy, version: Version, name: str, body: bytes, found: Found, by: str) -> None:
    """Keep what rows do not say of each activity of a file."""
    imported = Import.objects.create(
        strategy=strategy,
        name=name[:200],
        sha256=keep(body, _MEDIA["iati"]),
        root=head_of(found.root),
        order=list(found.activities),
        rest=[text_of(one) for one in found.root if one.tag != "iati-activity"],
        by=by,
        at=timezone.now(),
    )
    rows = gather(version)
    KeptActivity.objects.filter(strategy=strategy, initiative__in=found.activities).delete()
    named = {key: (one.findtext("iati-identifier") or "").strip()[:300] for key, one in found.activities.items()}
    place = looks.place_of(strategy)
    place.identifiers.update({key: name for key, name in named.items() if key})
    for key, theirs in found.activities.items():
        if kept := remember(theirs, _ours(rows, key, place)):
            KeptActivity.objects.create(
                imported=imported,
                strategy=strategy,
                initiative=key,
                identifier=named[key],
                head=kept.head,
                children=kept.children,
                absent=kept.absent,
            )


def _ours(rows: Rows, key: str, place: write.Place) -> etree._Element:
    if not key:
        return write.strategy_activity(rows, place)
    return next(write.initiative_activity(rows, row, place) for row in rows.initiatives if row["key"] == key)
