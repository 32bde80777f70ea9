"""A review and who looks in; its findings by kind, motions with their votes and what they change, in words, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from portal.faces.academy.open.fields import OWN_NAMES
from portal.faces.kit.numbers import day
from portal.ground.languages.said import said
from portal.strategy.plan.labels import CHOICES, LABELS
from portal.strategy.plan.models import Version
from portal.strategy.review import looks
from portal.strategy.review.minutes import tally_words
from portal.strategy.review.models import Finding, FindingKind, Guest, Motion, Review
from portal.strategy.review.motions import row_of
from portal.strategy.review.states import DECIDED, GuestState, MotionState, ReviewState


@dataclass(frozen=True, slots=True)
class Line:
    """One field that a motion would change; `was` is empty where it said nothing."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A motion as it is shown. `mine`: what the guest who looks voted; `what`: what it changes, in words."""

    motion: Motion
    tally: looks.Tally
    mine: str
    what: str
    lines: Sequence[Line]

    @property
    def result(self) -> str:
        """The votes in words, once it is decided."""
        if self.motion.yes is None:
            return ""
        return tally_words(self.tally.yes, self.tally.no, self.tally.abstained)

    @property
    def tone(self) -> str:
        """How its state is coloured."""
        return {"adopted": "good", "carried": "good", "rejected": "bad", "open": "open"}.get(self.motion.state, "")


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind."""

    kind: str
    title: str
    findings: Sequence[tuple[Finding, str]]


def room(review: Review, guest: Guest | None = None) -> dict[str, Any]:
    """All that a screen shows of a review now."""
    motions = [shown(one, guest) for one in looks.motions_of(review)]
    here = list(review.guests.filter(state=GuestState.JOINED))
    return {
        "review": review,
        "guest": guest,
        "here": here,
        "groups": groups(review),
        "voting": [one for one in motions if one.motion.state == MotionState.OPEN],
        "decided": [one for one in motions if one.motion.state in DECIDED],
        "prepared": [one for one in motions if one.motion.state == MotionState.PREPARED],
        "goes_on": review.state == ReviewState.OPEN,
    }


def groups(review: Review) -> list[Group]:
    """The findings that stand, by kind, each with the name of the part that it speaks of."""
    names = part_names(review.version)
    rows = looks.findings_of(review)
    return [
        Group(kind, str(kind.label), [(one, names.get(one.part, "")) for one in rows if one.kind == kind])
        for kind in FindingKind
    ]


def part_names(version: Version) -> dict[str, str]:
    """The objectives and initiatives of a version: `kind/key` to the name."""
    return {one.ref: one.name for one in looks.parts_of(version)}


def shown(motion: Motion, guest: Guest | None = None) -> Shown:
    """A motion with its votes and what it would change."""
    mine = looks.vote_of(guest, motion) if guest else ""
    return Shown(motion, looks.tally(motion), mine, what(motion), lines(motion))


def what(motion: Motion) -> str:
    """What a motion does to the plan, in a few words."""
    change = motion.change
    if not change:
        return _("It changes no part of the plan.")
    words = {"add": _("Adds: %(name)s"), "change": _("Changes: %(name)s"), "remove": _("Removes: %(name)s")}
    return words[change["do"]] % {"name": _name(motion)}


def _name(motion: Motion) -> str:
    change, review = motion.change, motion.review
    if change["do"] == "add":
        texts = {name.removeprefix("names."): text for name, text in change["values"].items() if "names." in name}
        return said(texts) or str(change["key"])
    for version in filter(None, (review.draft, review.version)):
        if row := row_of(version, change["kind"], change["key"]):
            return row.name
    return str(change["key"])


def lines(motion: Motion) -> list[Line]:
    """Each field that a motion would change, as it was and as it would be."""
    change = motion.change
    if not change:
        return []
    names = part_names(motion.review.draft or motion.review.version)
    was = change.get("was", {})
    return [
        Line(label(field), _value(field, was.get(field), names), _value(field, now, names) or "–")
        for field, now in change["values"].items()
        if now not in ("", None, []) or was.get(field)
    ]


def label(field: str) -> str:
    """The word for a field of a part; with the language, for a text."""
    name, _dot, tongue = field.partition(".")
    word = str(LABELS.get(name, name))
    return f"{word}: {OWN_NAMES[tongue]}" if tongue in OWN_NAMES else word


def _value(field: str, value: Any, names: Mapping[str, str]) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return ", ".join(names.get(f"objective/{key}", str(key)) for key in value)
    if field.endswith("_on") and (on := parse_date(str(value))):
        return day(on)
    if field in ("objective", "parent", "initiative"):
        return names.get(f"{'initiative' if field == 'initiative' else 'objective'}/{value}", str(value))
    return str(CHOICES.get(field, {}).get(str(value), value))
