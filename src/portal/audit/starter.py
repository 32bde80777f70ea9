"""The observations that ship with the catalogue in; the same, dated as they were measured, in the database out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portal.audit.acts import Seen, observe
from portal.audit.engine import sight
from portal.audit.models import Look, Observer
from portal.catalogue.files import read_lines
from portal.catalogue.models import Target
from portal.ground.ledger.acts import MACHINE


def load_observations(folder: Path) -> int:
    """Write down the measured and the cited observations of the catalogue; how many looks were new.

    A look that is there already, by target, time and observer, is left alone.
    """
    targets = {target.slug: target for target in Target.objects.all()}
    known = set(Look.objects.values_list("target__slug", "at", "observer"))
    measured = [_measured(targets, line, known) for line in read_lines(folder / "observations.jsonl")]
    cited: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for line in read_lines(folder / "cited.jsonl"):
        cited.setdefault((line["slug"], line["at"], line["source"]), []).append(line)
    quoted = [_cited(targets, lines, known) for lines in cited.values()]
    return sum(measured) + sum(quoted)


def _measured(targets: Mapping[str, Target], line: dict[str, Any], known: set[tuple[str, dt.datetime, str]]) -> bool:
    at = _moment(line["at"])
    target = targets.get(line["slug"])
    if target is None or (target.slug, at, Observer.MACHINE) in known:
        return False
    found = sight({key: value for key, value in line.items() if key != "slug"})
    observe(
        target,
        at=at,
        observer=Observer.MACHINE,
        tool=line["tool"],
        by=MACHINE,
        seen=found.seen,
        evidence=found.evidence,
        version=found.version,
        error=found.error,
    )
    return True


def _cited(
    targets: Mapping[str, Target], lines: list[dict[str, Any]], known: set[tuple[str, dt.datetime, str]]
) -> bool:
    first = lines[0]
    at = _moment(first["at"])
    target = targets.get(first["slug"])
    if target is None or (target.slug, at, Observer.CITED) in known:
        return False
    seen = [Seen(line["criterion"], line["verdict"], where=line.get("note") or "") for line in lines]
    observe(
        target,
        at=at,
        observer=Observer.CITED,
        tool="a cited source",
        by=MACHINE,
        seen=seen,
        source=first["source"],
    )
    return True


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
