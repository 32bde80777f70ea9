"""A page's tokens in, packed bytes out, and back: JSON in zlib, for it is read years later and must run no code."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Sequence
from typing import Any

from wiki.measures.matching import Pool

VERSION = 1

Row = tuple[int, int | str | None, Any, int, bool, tuple[int, ...]]
Gap = tuple[list[int | str | None], list[str], bool]


def pack(pool: Pool, rows: Sequence[Row], length: int, spam: list[str], gap: Gap) -> bytes:
    """The state as bytes. Tokens are steps from the one before, revisions what differs from the one before."""
    told = {
        "version": VERSION,
        "texts": pool.texts,
        "words": [_steps(words) for words in pool.words],
        "digests": pool.digests,
        "parts": [_steps(parts) for parts in pool.parts],
        "born": _steps(pool.born),
        "rows": _told(rows),
        "length": length,
        "spam": spam,
        "gap": gap,
    }
    return zlib.compress(json.dumps(told, separators=(",", ":")).encode(), 6)


def unpack(packed: bytes) -> tuple[Pool, list[Row], int, list[str], Gap]:
    """The state again. ValueError where the bytes are no such state, or one of another version."""
    try:
        told = json.loads(zlib.decompress(packed))
        if told["version"] != VERSION:
            raise ValueError("This state was packed by another version: feed the page's revisions anew.")
        pool = Pool(born=array("I", _sums(told["born"])))
        for text, words in zip(told["texts"], told["words"], strict=True):
            pool.add_sentence(text, _sums(words))
        for key, parts in zip(told["digests"], told["parts"], strict=True):
            pool.add_paragraph(key, tuple(_sums(parts)))
        users, words, is_hidden = told["gap"]
        return pool, _rows(told["rows"]), told["length"], told["spam"], (users, words, is_hidden)
    except (zlib.error, KeyError, TypeError, UnicodeDecodeError, OverflowError) as error:
        raise ValueError("These bytes are no packed history of a page.") from error


def _steps(numbers: Sequence[int] | array[int]) -> list[int]:
    return [after - before for before, after in zip([0, *numbers], numbers, strict=False)]


def _sums(steps: list[int]) -> list[int]:
    total, sums = 0, []
    for step in steps:
        total += step
        sums.append(total)
    return sums


def _told(rows: Sequence[Row]) -> list[list[object]]:
    """Each revision with its paragraphs as: how many at the head and at the end are as before, and those between."""
    told, before = [], tuple[int, ...]()
    for rev, user, standing, added, is_certain, parts in rows:
        head = _shared(before, parts)
        end = _shared(before[head:][::-1], parts[head:][::-1])
        told.append([rev, user, standing, added, is_certain, head, end, parts[head : len(parts) - end]])
        before = parts
    return told


def _rows(told: list[Any]) -> list[Row]:
    rows: list[Row] = []
    before: tuple[int, ...] = ()
    for rev, user, standing, added, is_certain, head, end, between in told:
        parts = (*before[:head], *between, *before[len(before) - end :])
        rows.append((rev, user, standing, added, is_certain, parts))
        before = parts
    return rows


def _shared(one: Sequence[int], other: Sequence[int]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
