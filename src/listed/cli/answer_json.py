"""An answer in; one line of JSON, as the contract of the command line fixes it, out."""

from __future__ import annotations

import json
import re
from typing import Any

from listed.verdict.answer import ListAnswer, TargetAnswer

# Invisible commands are written as escapes: the same text for a program, harmless on a terminal.
_HARMFUL = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def answer_line(answer: TargetAnswer) -> str:
    """The answer as one line of JSON without a line end, its keys in the contract's order."""
    return harmless(json.dumps(answer_object(answer), ensure_ascii=False, separators=(",", ":")))


def harmless(text: str) -> str:
    """JSON in which nothing commands a terminal, and every character is whole."""
    text = _SURROGATE.sub("\ufffd", text)  # half a character is not text: other readers of JSON refuse it
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def answer_object(answer: TargetAnswer) -> dict[str, Any]:
    """The answer as plain values; `answer.schema.json` describes them."""
    return {
        "target": answer.target,
        "kind": answer.kind,
        "version": answer.version,
        "verdict": answer.verdict,
        "error": answer.error,
        "lists": [_list_object(one) for one in answer.lists],
    }


def _list_object(one: ListAnswer) -> dict[str, Any]:
    origin = one.origin
    return {
        "where": one.where,
        "criterion": one.criterion,
        "entries": one.entries,
        "territories": one.territories,
        "scope": one.scope,
        "verdict": one.verdict,
        "label": one.label,
        "value": one.value,
        "origin": origin and {"id": origin.id, "version": origin.version, "confidence": round(origin.confidence, 3)},
        "remedy": one.remedy,
        "line": one.line,
    }
