"""Faces and origins go in; the bytes of prints.bin come out."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from build.prints.faces import LANGUAGES, Face
from listed.origin.binary import Sections, as_bytes, packed
from listed.origin.prints import NONE, STYLES, Prints

_UNITS = 10
_HEAVIEST = 60
_SPOKEN = ("", "demonym", *LANGUAGES)
_KINDS = {"styles": "B", "language": "B"}
_COLUMNS = ("origin", "wording", "order", "first", "last", "styles", "dial", "language")


def pack(origins: Sequence[dict[str, Any]], faces: Sequence[Face], fit: dict[str, Any], as_of: str) -> bytes:
    """The binary of these faces; `origins` are the records that come with it, `fit` what confidence follows."""
    territories = sorted({place for face in faces for place in face.places | set(face.order)})
    number = {territory: index for index, territory in enumerate(territories)}
    ids = {record["id"]: index for index, record in enumerate(origins)}
    weights = _weights(faces)
    features = {mark: index for index, mark in enumerate(sorted(weights))}
    sets = _numbered(sorted({_mask(face.places, number) for face in faces}))
    faces = sorted(faces, key=_standing)
    wordings: dict[tuple[frozenset[int], int], int] = {}
    orders: dict[tuple[str, ...], int] = {}
    dials: dict[tuple[tuple[str, str], ...], int] = {}
    columns: dict[str, list[int]] = {name: [] for name in _COLUMNS}
    for face in faces:
        held = frozenset(features[mark] for mark in face.spelled)
        for first, last in _stretches(face.versions):
            columns["origin"].append(ids[face.origin])
            columns["wording"].append(wordings.setdefault((held, sets[_mask(face.places, number)]), len(wordings)))
            columns["order"].append(orders.setdefault(face.order, len(orders)))
            columns["first"].append(first)
            columns["last"].append(last)
            columns["styles"].append(sum(1 << index for index, style in enumerate(STYLES) if style in face.styles))
            columns["dial"].append(dials.setdefault(face.dial, len(dials)))
            columns["language"].append(_SPOKEN.index(face.language))
    size = (len(territories) + 7) // 8
    spelled = [sorted(held) for held, _ in wordings]
    postings, starts = _postings(spelled, len(features))
    sections = {
        "about": _json({"as_of": as_of, "territories": territories, "origins": list(origins), "fit": fit}),
        "marks": as_bytes("I", sorted(features)),
        "weights": as_bytes("B", [weights[mark] for mark in sorted(features)]),
        "postings": postings,
        "starts": as_bytes("I", starts),
        "sets": b"".join(mask.to_bytes(size, "little") for mask in sets),
        "wordings": as_bytes("H", [feature for held in spelled for feature in held]),
        "wordings.starts": as_bytes("I", _starts(spelled)),
        "wordings.set": as_bytes("H", [number_ for _, number_ in wordings]),
        "wordings.size": as_bytes("H", [len(held) for held in spelled]),
        "orders": as_bytes("H", [number[place] for order in orders for place in order]),
        "orders.starts": as_bytes("I", _starts(list(orders))),
        "dials": _json([{number[place]: digits for place, digits in table if place in number} for table in dials]),
        **{
            f"faces.{name}": as_bytes("B" if name in ("styles", "language") else "H", column)
            for name, column in columns.items()
        },
    }
    if len(features) >= NONE or len(wordings) >= NONE:
        raise ValueError("too many features or wordings for sixteen bits")
    return packed(sections)


def _standing(face: Face) -> tuple[Any, ...]:
    """Where a face stands: releases of one origin side by side, so that what they share is one stretch."""
    told = face.order, face.spelled, sorted(face.places), sorted(face.styles), face.dial
    return face.language, face.origin, min(face.versions), *told


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _numbered(values: Sequence[int]) -> dict[int, int]:
    return {value: index for index, value in enumerate(values)}


def _mask(places: frozenset[str], number: dict[str, int]) -> int:
    return sum(1 << number[place] for place in places)


def _starts(parts: Sequence[Sequence[Any]]) -> list[int]:
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


def _stretches(versions: set[int]) -> list[tuple[int, int]]:
    """Releases, as stretches without a gap."""
    found: list[tuple[int, int]] = []
    for version in sorted(versions):
        if found and found[-1][1] == version - 1:
            found[-1] = (found[-1][0], version)
        else:
            found.append((version, version))
    return found


def _weights(faces: Sequence[Face]) -> dict[int, int]:
    """What each spelling tells, in tenths of a natural logarithm: the fewer origins of its language write it, the
    more."""
    writers: dict[tuple[str, int], set[str]] = defaultdict(set)
    origins: dict[str, set[str]] = defaultdict(set)
    for face in faces:
        if face.spelled:
            origins[face.language].add(face.origin)
        for mark in face.spelled:
            writers[face.language, mark].add(face.origin)
    share: dict[int, float] = {}
    for (language, mark), who in writers.items():
        of_language = (len(who) + 0.5) / (len(origins[language]) + 1.5)
        share[mark] = max(share.get(mark, 0.0), of_language)
    return {mark: min(_HEAVIEST, round(-math.log(part) * _UNITS)) for mark, part in share.items()}


def _postings(spelled: Sequence[Sequence[int]], features: int) -> tuple[bytes, list[int]]:
    """For each feature the wordings that hold it, as gaps and lengths, and where each feature begins."""
    held: list[list[int]] = [[] for _ in range(features)]
    for wording, some in enumerate(spelled):
        for feature in some:
            held[feature].append(wording)
    body, starts = bytearray(), [0]
    for wordings in held:
        at = 0
        for first, last in _stretches(set(wordings)):
            body += _varying(first - at) + _varying(last + 1 - first)
            at = last + 1
        starts.append(len(body))
    return bytes(body), starts


def _varying(number: int) -> bytes:
    """A number in as few bytes as it takes, seven bits in each."""
    found = bytearray()
    while number >= 0x80:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*found, number))


def unpacked(sections: Sections, without: Collection[str]) -> tuple[list[dict[str, Any]], list[Face]]:
    """The records and faces of a binary but for the origins in `without`."""
    prints = Prints(sections)
    spoken = sections.numbers("faces.language", "B")
    places = [frozenset(p for p, bit in prints.bit.items() if bit & mask) for mask in prints.sets]
    names = sorted(prints.marks, key=prints.marks.__getitem__)
    found: dict[tuple[Any, ...], Face] = {}
    for face, origin in enumerate(prints.face_origin):
        wording = prints.face_wording[face]
        one = Face(
            prints.ids[origin],
            _SPOKEN[spoken[face]],
            tuple(prints.territories[place] for place in prints.order(prints.face_order[face])),
            places[prints.wording_set[wording]],
            tuple(sorted(names[feature] for feature in prints.held(wording))),
            frozenset(style for index, style in enumerate(STYLES) if prints.face_styles[face] >> index & 1),
            tuple(sorted((prints.territories[p], d) for p, d in prints.dials[prints.face_dial[face]].items())),
            set(range(prints.face_first[face], prints.face_last[face] + 1)),
        )
        if one.origin not in without:
            found.setdefault(one.key, one).versions.update(one.versions)
    records = [record for record in prints.about["origins"] if record["id"] not in without]
    return records, list(found.values())
