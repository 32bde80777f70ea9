"""A patch from the engine in; the same beside its target, the patch itself in the store, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction

from portal.audit.models import Fix
from portal.catalogue.models import Target
from portal.ground.languages.plain import plain
from portal.ground.ledger.acts import MACHINE, record
from portal.ground.store.acts import keep

MEDIA = "text/x-diff"


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
    held = Fix.objects.select_for_update().filter(target=target).first()
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
