"""The verdicts that ask for a change in; the rule that a SARIF reader shows for each, with its help, out."""

from __future__ import annotations

from dataclasses import dataclass

from listed.cli.words import CALLING, CODE, NEIGHBOUR, PLACE


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code host shows beside a finding. `level`: SARIF's `warning` or `note`."""

    level: str
    name: str
    short: str
    full: str


_ASK = f"Please consider an entry of its own for {PLACE}, so that people who live there can say where they live."
_ABOUT_CODE = (
    f"{CODE} is a user-assigned code: ISO 3166-1 leaves it to its users and gives it to no country. Unicode CLDR and "
    f"the European Commission use it for {PLACE}; the calling code there is +{CALLING}."
)
RULES = {
    "missing": Rule(
        level="warning",
        name="PlaceMissing",
        short=f"{PLACE} is not on a list of the whole world.",
        full=f"This list covers the whole world and has no entry for {PLACE}. {_ASK} {_ABOUT_CODE}",
    ),
    "qualified": Rule(
        level="note",
        name="PlaceQualified",
        short=f"{PLACE} is listed with a note beside its name.",
        full=(
            f"This list has an entry for {PLACE} with an asterisk or a note beside the name. Where no rule that binds "
            f"you asks for the note, please consider the plain name. {_ABOUT_CODE}"
        ),
    ),
    "under-serbia": Rule(
        level="warning",
        name=f"PlaceUnder{NEIGHBOUR}",
        short=f"{PLACE} is listed only as a part of {NEIGHBOUR}.",
        full=f"This list has {PLACE} only below {NEIGHBOUR}, not as an entry of its own. {_ASK} {_ABOUT_CODE}",
    ),
}
