"""A patch from the engine in; the same beside its target, the patch itself in the store, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from portal.audit.models import Fix, Look, Observer, Standing, Verdict
from portal.catalogue.files import is_package
from portal.catalogue.models import Target
from portal.ground.languages.plain import plain
from portal.ground.ledger.acts import MACHINE, alone_with, record
from portal.ground.store.acts import keep

MEDIA = "text/x-diff"
LACKING = (Verdict.MISSING, Verdict.UNDER_SERBIA, Verdict.MIXED)


def file_of(target: Target) -> str:
    """The name of a target's patch as a file."""
    return f"{target.slug}-kosovo.patch"


def to_fix(limit: int) -> list[tuple[int, str]]:
    """Numbers of packages that a machine found without Kosovo in a version that has no patch yet, with that version.

    Those that never had one first; else in no order, so that one whose registry is silent does not stand in the way.
    """
    lacking = Standing.objects.filter(until=None, verdict__in=LACKING, observation__look__observer=Observer.MACHINE)
    looks = Look.objects.filter(target=OuterRef("pk"), observer=Observer.MACHINE, error="").order_by("-at", "-pk")
    targets = Target.objects.filter(pk__in=lacking.values("target"), hidden=False)
    found = targets.annotate(version=Subquery(looks.values("version")[:1])).exclude(version="")
    due = found.exclude(fix__version=F("version")).order_by(F("fix__made_at").asc(nulls_first=True), "?")
    return [(one.pk, one.version) for one in due if is_package(one.address)][:limit]


@transaction.atomic
def keep_fix(
    target: Target,
    *,
    version: str,
    at: dt.datetime,
    tool: str,
    patch: bytes = b"",
    files: Sequence[Mapping[str, object]] = (),
    before: str = "",
    after: str = "",
    title: str = "",
    text: str,
    by: str = MACHINE,
) -> Fix:
    """Keep the patch for one version of a target, once a version; it takes the place of that for the version before.

    `patch`: empty where none could be made; `text` says why then. `before`, `after`: the engine's words for the package
    without and with it.
    """
    alone_with(f"target/{target.slug}")
    held = Fix.objects.filter(target=target).first()
    if held is not None and held.version == version:
        return held
    values = {
        "version": version,
        "patch": keep(patch, MEDIA) if patch else "",
        "files": [dict(one) for one in files],
        "verdict_before": before[:16],
        "verdict_after": after[:16],
        "title": plain(title)[:200],
        "text": plain(text),
        "made_at": at,
        "tool": tool[:60],
    }
    fix, _ = Fix.objects.update_or_create(target=target, defaults=values)
    body = {"version": version, "patch": fix.patch, "before": fix.verdict_before, "after": fix.verdict_after}
    record("fix.made" if patch else "fix.none", f"target/{target.slug}", by, body)
    return fix
