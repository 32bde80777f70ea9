"""What was counted of a trial in; honest words for it, by how much happened, out."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

TOO_FEW, FEW = 10, 30
LEVEL = 0.05


class Answer(StrEnum):
    """What a trial says by now."""

    NOT_BEGUN = "not-begun"
    TOO_FEW = "too-few"
    RUNNING = "running"
    NOTHING_BESIDE = "nothing-beside"
    SOONER = "sooner"
    LATER = "later"
    NOT_SHOWN = "not-shown"


def answer(body: Mapping[str, Any] | None) -> Answer:
    """The answer that what was counted allows; below ten listings it is always that there are too few."""
    if body is None or body["last"] < 0:
        return Answer.NOT_BEGUN
    test = body["test"]
    if test is None:
        return Answer.RUNNING
    if events(body) < TOO_FEW:
        return Answer.TOO_FEW
    if test["p"] is None:
        return Answer.NOTHING_BESIDE
    if test["p"] >= LEVEL:
        return Answer.NOT_SHOWN
    return Answer.SOONER if test["statistic"] > 0 else Answer.LATER


def events(body: Mapping[str, Any]) -> int:
    """How many targets were listed, asked and waiting ones together, by the drawing."""
    return int(body["drawn"]["asked"]["listed"]) + int(body["drawn"]["waiting"]["listed"])


def headline(body: Mapping[str, Any] | None) -> str:
    """The answer in a few words."""
    return {
        Answer.NOT_BEGUN: _("Nothing to say yet"),
        Answer.TOO_FEW: _("Too few listings to say anything"),
        Answer.RUNNING: _("Still running: no answer yet"),
        Answer.NOTHING_BESIDE: _("Nothing to compare"),
        Answer.SOONER: _("Asking makes a difference: those who are asked list Kosovo sooner"),
        Answer.LATER: _("Those who are asked list Kosovo later"),
        Answer.NOT_SHOWN: _("No difference was shown"),
    }[answer(body)]


def explained(body: Mapping[str, Any] | None) -> str:
    """What the answer means and what it does not mean, in a sentence or two."""
    found = answer(body)
    if found in (Answer.SOONER, Answer.LATER) and body is not None and events(body) < FEW:
        return _(
            "The drawing tells this apart from chance. With so few listings, how large the difference is remains rough."
        )
    return {
        Answer.NOT_BEGUN: _("The first wave has not begun, or its first day is not over."),
        Answer.TOO_FEW: _(
            "With fewer than 10 listings, any difference may be chance. The figures stand below all the same."
        ),
        Answer.RUNNING: _(
            "The test is made once, after the last day. Who tests every day finds something by chance in the end."
        ),
        Answer.NOTHING_BESIDE: _(
            "On no day with a listing were there both asked and waiting targets in the same layer."
        ),
        Answer.SOONER: _("A difference as large as this comes from the drawing alone in fewer than 5 of 100 drawings."),
        Answer.LATER: _("A difference as large as this comes from the drawing alone in fewer than 5 of 100 drawings."),
        Answer.NOT_SHOWN: _(
            "This is no proof that asking does nothing: the interval says how large a difference may still be."
        ),
    }[found]
