"""Activities as others wrote them, and as rows say them now, in; activities in which nothing of theirs is lost, out.

Each element that somebody sent remembers the elements that were written from rows in its place on that day. While rows
still say the same, it goes out again as it came; once they say something else, what rows say stands in its place. What
no row says is never touched.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from portal.strategy.donor.own import ASSUMED
from portal.strategy.donor.parse import canonical

_ORDER = (
    *("iati-identifier", "reporting-org", "title", "description", "participating-org", "other-identifier"),
    *("activity-status", "activity-date", "contact-info", "activity-scope", "recipient-country", "recipient-region"),
    *("location", "sector", "tag", "country-budget-items", "humanitarian-scope", "policy-marker"),
    *("collaboration-type", "default-flow-type", "default-finance-type", "default-aid-type", "default-tied-status"),
    *("budget", "planned-disbursement", "capital-spend", "transaction", "document-link", "related-activity"),
    *("legacy-data", "conditions", "result", "crs-add", "fss"),
)
"""The order in which the schema wants the elements of an activity; those of other namespaces come last."""
_PLACE = {tag: place for place, tag in enumerate(_ORDER)}


@dataclass
class Remembered:
    """What KeptActivity holds of one activity."""

    head: str
    children: list[list[object]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


def digest(element: etree._Element) -> str:
    """What tells an element from any other, however it is written down."""
    return hashlib.sha256(canonical(element)).hexdigest()[:32]


def remember(theirs: etree._Element, ours: etree._Element) -> Remembered | None:
    """How an activity that was sent differs from the same one written from rows; None where it does not."""
    sent, written = list(theirs), [one for one in ours if not one.get(ASSUMED)]
    marks = [digest(one) for one in written]
    stands = _pairs(sent, written, marks)
    used = {mark for found in stands for mark in found}
    made = Remembered(
        head=head_of(theirs),
        children=[[text_of(one), found] for one, found in zip(sent, stands, strict=True)],
        absent=[mark for mark in marks if mark not in used],
    )
    is_same = [digest(one) for one in sent] == [digest(one) for one in ours] and head_of(theirs) == head_of(ours)
    return None if is_same else made


def restored(ours: etree._Element, kept: Remembered) -> etree._Element:
    """An activity written from rows, with all that its sender wrote and rows still do not contradict."""
    written = [(digest(one), one) for one in ours if not one.get(ASSUMED)]
    now = {mark for mark, _one in written}
    element = etree.fromstring(kept.head)
    used: set[str] = set(kept.absent)
    made: list[etree._Element] = []
    for text, marks in kept.children:
        assert isinstance(text, str)
        assert isinstance(marks, list)
        if all(mark in now for mark in marks):
            made.append(etree.fromstring(text))
            used.update(marks)
    made += [one for mark, one in written if mark not in used]
    tags = {one.tag for one in made}
    made += [one for one in ours if one.get(ASSUMED) and one.tag not in tags]
    made.sort(key=lambda one: _PLACE.get(str(one.tag), len(_ORDER)))
    element.extend(made)
    return element


def _pairs(sent: list[etree._Element], written: list[etree._Element], marks: list[str]) -> list[list[str]]:
    """For each element that was sent, the marks of those that rows write in its place."""
    stands: list[list[str]] = [[] for _one in sent]
    left = Counter(range(len(written)))
    ways: tuple[Callable[[etree._Element], object], ...] = (digest, _alike, lambda one: one.tag)
    for way in ways:
        by_way: dict[object, list[int]] = {}
        for place in left:
            by_way.setdefault(way(written[place]), []).append(place)
        for number, one in enumerate(sent):
            places = by_way.get(way(one))
            if not stands[number] and places and _PLACE.get(str(one.tag)) is not None:
                place = places.pop(0)
                stands[number] = [marks[place]]
                del left[place]
    results = [mark for one, mark in zip(written, marks, strict=True) if one.tag == "result"]
    return [results if one.tag == "result" else found for one, found in zip(sent, stands, strict=True)]


def _alike(element: etree._Element) -> tuple[str, ...]:
    """What two elements that mean the same have in common."""
    parts = [str(element.tag), element.get("role", ""), element.get("ref", ""), element.get("type", "")]
    for path, name in (
        ("transaction-type", "code"),
        ("transaction-date", "iso-date"),
        ("period-start", "iso-date"),
        ("period-end", "iso-date"),
    ):
        found = element.find(path)
        parts.append("" if found is None else found.get(name, ""))
    parts.append((element.findtext("value") or "").strip())
    return tuple(parts)


def head_of(element: etree._Element) -> str:
    """An element with its attributes, and nothing in it, as XML."""
    bare = etree.Element(element.tag, element.attrib, nsmap=element.nsmap)
    return text_of(bare)


def text_of(element: etree._Element) -> str:
    """An element with all that is in it, as XML."""
    return str(etree.tostring(element, encoding="unicode", with_tail=False))
