"""YAML as it is used for lists of data in, nested Python values out."""

from __future__ import annotations

import re

from listed.lists import literals

_LINE = re.compile(
    r"^( *+)((?:- ++)*+)(?:((?:\"[^\"]*+\"|'[^']*+'|[^\s:#\"'\[{-][^:#\n]*+|-?+[\w.-]++))\s*+:(?=\s|$))?+[ \t]*+(.*)$"
)
DEEPEST = 60


def parse(text: str) -> object:
    """The tree of a YAML text. Anchors, tags and text blocks are not resolved: no list of places needs them.

    Nothing is refused and nothing is built but dicts, lists and strings. Deeper than DEEPEST is left out.
    """
    root: dict[str, object] = {}
    stack: list[tuple[int, object]] = [(-1, root)]
    waiting: tuple[int, object, str] | None = None
    for raw in text.splitlines():
        if not raw.strip() or raw.lstrip().startswith(("#", "---", "%")):
            continue
        match = _LINE.match(raw)
        if match is None:
            continue
        indent, dashes, key, rest = len(match[1]), match[2].count("-"), match[3], _scalar(match[4])
        if waiting and (indent > waiting[0] or (dashes and indent == waiting[0])):
            fresh: object = [] if dashes else {}
            _put(waiting[1], waiting[2], fresh)
            stack.append((indent, fresh))
        waiting = None
        while len(stack) > 1 and (stack[-1][0] > indent or (stack[-1][0] == indent and _ends(stack[-1][1], dashes))):
            stack.pop()
        holder = stack[-1][1]
        for _ in range(min(dashes, 3)):
            if not isinstance(holder, list) or len(stack) > DEEPEST:
                break
            if key is not None:
                record: dict[str, object] = {}
                holder.append(record)
                holder = record
                stack.append((indent + 2, record))
            elif rest != "":
                holder.append(rest)
        if key is None:
            continue
        name = _word(key)
        if rest == "":
            waiting = (indent + 2 * dashes, holder, name)
        else:
            _put(holder, name, rest)
    return root


def _ends(holder: object, dashes: int) -> bool:
    return isinstance(holder, list) and not dashes


def _put(holder: object, name: str, value: object) -> None:
    if isinstance(holder, dict):
        holder[name] = value
    elif isinstance(holder, list):
        holder.append(value)


def _word(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _scalar(text: str) -> object:
    text = text.strip()
    if text[:1] in ("[", "{"):
        return literals.parse(text)[0]
    if text[:1] in ('"', "'"):
        end = text.find(text[0], 1)
        return literals.unescape(text[1:end]) if end > 0 else text[1:]
    return text.split(" #", 1)[0].strip() if " #" in text else text
