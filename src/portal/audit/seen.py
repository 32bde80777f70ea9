"""One target's answer from the engine in; its line for observations.jsonl out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from listed.names import load
from listed.verdict.answer import ListAnswer, TargetAnswer
from listed.verdict.standing import MOST_ROWS, WITH, WITHOUT, Summed, is_text, summed

__all__ = ["MOST_LISTS_WITH_ROWS", "MOST_ROWS", "observation"]
MOST_LISTS_WITH_ROWS = 2
_LONGEST_CELL = 80


def observation(
    answer: TargetAnswer, at: str, tool: str, criteria: Collection[str] | None, *, rows: bool
) -> dict[str, Any]:
    """The line for one answer, without its slug.

    `at`: UTC, ISO 8601. `tool`: the engine and its version. `criteria`: those looked at in this target, as the engine
    may take another one from a word in a file's name; None for all it finds. `rows`: show rows of lists.
    """
    found_of: list[dict[str, Any]] = []
    left = MOST_LISTS_WITH_ROWS if rows else 0
    for one in summed(answer.lists, criteria, load()):
        shown = _shown(one.proof) if left else {}
        left -= bool(shown)
        found_of.append({**_summary(one), **shown})
    return {
        "address": answer.target,
        "version": answer.version,
        "at": at,
        "tool": tool,
        "verdict": answer.verdict,
        "error": answer.error,
        "criteria": found_of,
    }


def _summary(one: Summed) -> dict[str, Any]:
    """The summary of one criterion, with the list that shows it."""
    proof = one.proof
    origin = proof.origin
    return {
        "criterion": one.criterion,
        "verdict": one.verdict,
        "lists_total": len(one.lists),
        "lists_with": sum(each.verdict in WITH for each in one.lists),
        "lists_without": sum(each.verdict in WITHOUT for each in one.lists),
        "lists_unfinished": one.unfinished,
        "where": proof.where,
        "label": _cut(proof.label),
        "value": _cut(proof.value),
        "entries": proof.entries,
        "territories": proof.territories,
        "scope": proof.scope,
        "list_verdict": proof.verdict,
        "reason": " ".join(proof.reasons) or None,
        "origin": origin and {"id": origin.id, "version": origin.version, "confidence": round(origin.confidence, 3)},
        "remedy": proof.remedy,
    }


def _shown(one: ListAnswer) -> dict[str, Any]:
    """The rows to show, and where the place would stand among them: a part around it where the list is long."""
    if not is_text(one):
        return {}
    own = load().world_place.id
    stands = next((index for index, row in enumerate(one.rows) if row.code == own), None)
    middle = one.gap if one.gap is not None else stands or 0
    start = max(0, min(middle - MOST_ROWS // 2, len(one.rows) - MOST_ROWS))
    part = one.rows[start : start + MOST_ROWS]
    return {
        "rows": [[_cut(row.label), _cut(row.value), row.code] for row in part],
        "rows_from": start,
        "gap": None if one.gap is None else one.gap - start,
    }


def _cut(text: str | None) -> str | None:
    if text is None or len(text) <= _LONGEST_CELL:
        return text
    return text[: _LONGEST_CELL - 1] + "…"
