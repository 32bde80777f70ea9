"""The words of a verdict in; what a person reads, with a symbol and a colour, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from listed.names import load
from listed.verdict.answer import ListAnswer, TargetAnswer

_NAMES = load()
PLACE = _NAMES.world_place.english
CODE = _NAMES.world_place.codes[0].text
CALLING = _NAMES.world_place.calling
NEIGHBOUR = _NAMES.english(_NAMES.world_place.parent)
HIDDEN_SCOPE = "not-a-country-list"
WORLD_SCOPE = "world"


@dataclass(frozen=True, slots=True)
class Word:
    """How a verdict is shown: never by colour alone, always with a symbol and words."""

    symbol: str
    text: str
    colour: str


VERDICTS = {
    "listed": Word("✔", "Yes", "green"),
    "qualified": Word("◑", "With a note", "yellow"),
    "mixed": Word("◐", "In some lists", "yellow"),
    "under-serbia": Word("◔", f"Under {NEIGHBOUR}", "red"),
    "missing": Word("✘", "No", "red"),
    "not-expected": Word("–", "Not expected", "dim"),
    "no-country-list": Word("–", "No list found", "dim"),
    "unclear": Word("?", "Unclear", "yellow"),
}
UNREAD = Word("!", "Not readable", "magenta")

HIDDEN = Word("–", "Not a list of countries", "dim")
SENTENCES = {
    "listed": f"{PLACE} is on the list.",
    "qualified": f"{PLACE} is on the list, with a note beside its name.",
    "mixed": f"{PLACE} is on some of the lists, but not on all of them.",
    "under-serbia": f"{PLACE} is there only as a part of {NEIGHBOUR}.",
    "missing": f"{PLACE} is not on the list.",
    "not-expected": f"This list is not about the whole world, so {PLACE} is not expected.",
    "no-country-list": "No list of countries was found.",
    HIDDEN_SCOPE: "This is not a list of countries, so it does not count.",
    "unclear": "It could not be decided; please look at the list yourself.",
}

CRITERIA = {
    "country": "countries",
    "nationality": "nationalities",
    "phone-code": "phone codes",
    "timezone": "time zones",
    "currency": "currencies",
    "iban": "IBAN formats",
    "flag": "flags",
    "locale": "locales",
    "map": "map",
    "region": "regions",
    "language": "languages",
    "state": "states or provinces",
    "other": "other",
}
SCOPES = {
    "world": "the whole world",
    "regional": "a part of the world",
    "not-a-country-list": "not a list of countries",
}


_CERTAINTIES = ((0.95, "almost certain"), (0.8, "very likely"), (0.65, "likely"), (0.5, "more likely than not"))


def certainty(confidence: float) -> str:
    """A probability in words."""
    return next((words for least, words in _CERTAINTIES if confidence >= least), "unlikely")


def word_of(answer: TargetAnswer) -> Word:
    """How the verdict of a target is shown; a verdict that is not known is shown as it is."""
    if answer.error is not None:
        return UNREAD
    return word_of_verdict(answer.verdict)


def word_of_verdict(verdict: str | None) -> Word:
    """How a verdict is shown; one that is not in the table is shown as it is."""
    return VERDICTS.get(verdict or "unclear") or Word("?", verdict or "Unclear", "yellow")


def visible_lists(answer: TargetAnswer) -> list[ListAnswer]:
    """The lists that a person wants to see: all but those that are not lists of countries.

    A list of districts that holds the place is seen where it is all there is: it proves `under-serbia`.
    """
    return [one for one in answer.lists if one.scope != HIDDEN_SCOPE or one.verdict == answer.verdict == "under-serbia"]


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 list`, `3 lists`, `1,234 lists`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def joined(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]
