"""An address in; what the engine saw there, ready to be written down, out. The one door to the engine."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from listed.scan.audit import AuditOptions, audit
from portal.audit.acts import Seen
from portal.audit.seen import observation


@dataclass(frozen=True, slots=True)
class Sight:
    """What a look at one address brought: `version` of the target, what was seen, the evidence, or the error."""

    version: str
    seen: tuple[Seen, ...]
    evidence: bytes | None
    error: str


def tool() -> str:
    """The engine and its version, as it is written beside each look."""
    return f"listed {version('listed')}"


def look(address: str, at: str, criteria: Collection[str] | None, *, rows: bool, timeout: float = 60) -> Sight:
    """Audit one address. `at`: UTC, ISO 8601. `criteria`: those to keep, None for all. `rows`: keep rows of lists.

    What goes wrong with the target is the error of the answer.
    """
    answer = next(iter(audit([address], AuditOptions(explain=True, timeout=timeout))))
    line = observation(answer, at, tool(), criteria, rows=rows)
    return sight(line)


def sight(line: dict[str, Any]) -> Sight:
    """The same from the line of an earlier look, such as those of data/catalogue/observations.jsonl."""
    seen = tuple(_seen(one) for one in line["criteria"])
    body = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    error = str(line["error"] or "")
    return Sight(str(line["version"] or ""), seen, None if error else body, error)


def _seen(one: dict[str, Any]) -> Seen:
    return Seen(
        criterion=one["criterion"],
        verdict=one["verdict"],
        where=one["where"] or "",
        label=one["label"] or "",
        value=one["value"] or "",
        entries=one["entries"],
        lists=one["lists_total"],
        lists_with=one["lists_with"],
    )
