"""One target's answer from the engine in; its line for observations.jsonl out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from listed.names import load
from listed.verdict.answer import ListAnswer, Row, TargetAnswer
from listed.verdict.summary import NO_LIST, package_verdict, without_unfinished

MOST_ROWS = 300
MOST_LISTS_WITH_ROWS = 2
_LONGEST_CELL = 80
_ENGLISH = re.compile(r"(?:^|[/_.-])en(?:[/_.-]|$)", re.IGNORECASE)
# People choose from these three; they come first, and so keep their rows.
_FIRST = ("country", "nationality", "phone-code")
_WITH = frozenset(("listed", "qualified"))
_WITHOUT = frozenset(("missing", "under-serbia"))


def observation(
    answer: TargetAnswer, at: str, tool: str, criteria: Collection[str] | None, *, rows: bool
) -> dict[str, Any]:
    """The line for one answer, without its slug.

    `at`: UTC, ISO 8601. `tool`: the engine and its version. `criteria`: those looked at in this target, as the engine
    may take another one from a word in a file's name; None for all it finds. `rows`: show rows of lists.
    """
    if criteria is None:
        criteria = {one.criterion for one in answer.lists}
    finished = without_unfinished([one for one in answer.lists if one.scope == "world"])
    found_of: list[dict[str, Any]] = []
    left = MOST_LISTS_WITH_ROWS if rows else 0
    for word in [*(word for word in _FIRST if word in criteria), *sorted(set(criteria) - set(_FIRST))]:
        if (found := _criterion(word, answer.lists, finished)) is not None:
            summary, proof = found
            shown = _shown(proof) if left else {}
            left -= bool(shown)
            found_of.append({**summary, **shown})
    return {
        "address": answer.target,
        "version": answer.version,
        "at": at,
        "tool": tool,
        "verdict": answer.verdict,
        "error": answer.error,
        "criteria": found_of,
    }


def _criterion(
    word: str,
    lists: Sequence[ListAnswer],
    finished: Sequence[ListAnswer],
) -> tuple[dict[str, Any], ListAnswer] | None:
    """The summary of one criterion and the list that shows it, or None where no list says anything about the place."""
    about = [one for one in lists if one.criterion == word and _says_something(one)]
    world = [one for one in about if one.scope == "world"]
    counted = [one for one in finished if one.criterion == word] if world else about
    if not counted:
        return None
    verdict = _verdict(counted)
    proof = _proof(counted, verdict)
    summary = {
        "criterion": word,
        "verdict": verdict,
        "lists_total": len(counted),
        "lists_with": sum(one.verdict in _WITH for one in counted),
        "lists_without": sum(one.verdict in _WITHOUT for one in counted),
        "lists_unfinished": len(world) - len(counted) if world else 0,
        "where": proof.where,
        "label": _cut(proof.label),
        "value": _cut(proof.value),
        "entries": proof.entries,
        "territories": proof.territories,
        "scope": proof.scope,
        "list_verdict": proof.verdict,
        "reason": " ".join(proof.reasons) or None,
    }
    return summary, proof


def _says_something(one: ListAnswer) -> bool:
    return one.scope != "not-a-country-list" or one.verdict == "under-serbia"


def _verdict(lists: Sequence[ListAnswer]) -> str:
    """The verdict of lists of one criterion: all of the whole world, or none."""
    verdict = package_verdict(lists)
    if verdict != NO_LIST:
        return verdict
    standing = {one.verdict for one in lists}
    return next((word for word in ("unclear", "listed", "qualified") if word in standing), "not-expected")


def _proof(lists: Sequence[ListAnswer], verdict: str) -> ListAnswer:
    """The list that shows the verdict best: one without the place where there is one, short, in English, full."""
    wanted = {"mixed": _WITHOUT, "not-expected": frozenset(("not-expected", *_WITH))}.get(verdict, {verdict})
    fitting = [one for one in lists if one.verdict in wanted] or list(lists)

    def worth(one: ListAnswer) -> tuple[bool, bool, bool, bool, float, int]:
        fits, english = len(one.rows) <= MOST_ROWS, _ENGLISH.search(one.where) is not None
        return one.form != "catalogue", _is_text(one), fits, english, round(_english(one.rows), 1), one.territories

    return max(fitting, key=worth)


def _is_text(one: ListAnswer) -> bool:
    """Whether most rows have something to read: some lists are known by their keys alone."""
    return sum(row.label is not None or row.value is not None for row in one.rows) * 2 > len(one.rows)


def _english(rows: Sequence[Row]) -> float:
    """The share of rows whose label is the English name of their place."""
    names = load()
    sample = [row for row in rows if row.code and row.label][::5]
    same = sum(names.english(row.code).casefold() == row.label.casefold() for row in sample if row.code and row.label)
    return same / len(sample) if sample else 0.0


def _shown(one: ListAnswer) -> dict[str, Any]:
    """The rows to show, and where the place would stand among them: a part around it where the list is long."""
    if not _is_text(one):
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
