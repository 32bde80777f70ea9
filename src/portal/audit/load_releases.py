"""The histories of packages that ship with the catalogue in; the same, with what changed, in the database out."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.db import transaction

from portal.audit.changes import redraw
from portal.audit.line import Listed, tidy
from portal.audit.models import Release, Watch
from portal.audit.releases import merge, subject
from portal.audit.watch import A_DAY
from portal.catalogue.files import read_lines
from portal.catalogue.models import Target
from portal.ground.ledger.acts import MACHINE, alone_with, record

NAME = "releases.jsonl"


@transaction.atomic
def load_releases(folder: Path) -> int:
    """Write down the releases of the catalogue's file that are not known yet; how many were new or newly read.

    What was read here already stays. Nothing in it is news: nobody is asked to take note. The file is one row of the
    ledger, with its digest.
    """
    path = folder / NAME
    lines = read_lines(path)
    targets = {one.address: one for one in Target.objects.filter(address__in=[line["address"] for line in lines])}
    alone_with(*(subject(one) for one in targets.values()))
    total: Counter[str] = Counter()
    for line in lines:
        if target := targets.get(line["address"]):
            total.update(_load(target, line))
    if total["new"] or total["read"]:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        record("releases.loaded", f"catalogue/{NAME}", MACHINE, {"sha256": digest, "packages": len(targets), **total})
    return total["new"] + total["read"]


def _load(target: Target, line: dict[str, Any]) -> dict[str, int]:
    asked_at = dt.datetime.fromisoformat(line["asked_at"])
    listed = [Listed(version, _moment(released), bool(yanked)) for version, released, yanked in line["releases"]]
    filled: list[str] = []

    def fill(row: Release) -> None:
        filled.extend([row.version] * _fill(row, line))

    merged = merge(target, listed, fill=fill)
    read = len(filled) + _read_later(target, line, merged.new)
    Watch.objects.get_or_create(target=target, defaults={"due_at": asked_at + A_DAY, "asked_at": asked_at})
    changes = len(redraw(target).new) if merged or read else 0
    return {"new": len(merged.new), "read": read, "changes": changes}


def _fill(row: Release, line: dict[str, Any]) -> bool:
    """Put into a release what the file knows of it; whether that is anything new."""
    one = line["read"].get(row.version)
    if one is None or row.verdict or not (one["verdict"] or (one["error"] and not row.error)):
        return False
    row.read_at, row.tool = dt.datetime.fromisoformat(one["read_at"]), line["tool"][:60]
    row.error = one["error"] or ""
    if not row.error:
        row.verdict, row.criteria = one["verdict"][:16], tidy(one["criteria"])
    return True


def _read_later(target: Target, line: dict[str, Any], new: Collection[str]) -> int:
    """The same for releases that were known before, of which the file tells what nobody had read."""
    versions = [version for version in line["read"] if version not in new]
    known = Release.objects.filter(target=target, verdict="", version__in=versions)
    rows = [row for row in known if _fill(row, line)]
    Release.objects.bulk_update(rows, ["read_at", "tool", "error", "verdict", "criteria"], batch_size=100)
    return len(rows)


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
