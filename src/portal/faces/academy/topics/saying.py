"""What the coach saw in; what it says about it in the language of the reader, out. Kind, and never about a state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.academy.topics.coach.reading import Hint
from portal.academy.topics.models import Source


@dataclass(frozen=True, slots=True)
class Said:
    """A hint as it is read: what was seen, what to try, the words and passages, and the source of a copy."""

    kind: str
    title: str
    advice: str
    passages: tuple[str, ...]
    found: tuple[str, ...]
    source: Source | None
    is_policy: bool


def said(hints: Sequence[Hint], sources: Mapping[int, Source]) -> list[Said]:
    """All hints in words."""
    return [_said(hint, sources.get(hint.source) if hint.source is not None else None) for hint in hints]


def _said(hint: Hint, source: Source | None) -> Said:
    title, advice = _counted(hint.kind, hint.count), str(ADVICE[hint.kind])
    return Said(hint.kind, title, advice, hint.passages, hint.found, source, hint.kind in POLICY)


POLICY = ("names", "promotion", "peacock", "weasel")
"""Kinds for which the wiki has rules of its own, to which the page then leads."""


def _counted(kind: str, n: int) -> str:
    match kind:
        case "copy":
            words = ngettext("%(n)d word stands so in a source", "%(n)d words in a row stand so in a source", n)
        case "no-references":
            words = _("There is no reference yet")
        case "few-references":
            words = _("There are few references for so much text")
        case "number":
            words = ngettext(
                "%(n)d sentence with a number has no reference", "%(n)d sentences with numbers have no reference", n
            )
        case "superlative":
            words = ngettext(
                "%(n)d sentence says first, only or most without a reference",
                "%(n)d sentences say first, only or most without a reference",
                n,
            )
        case "promotion":
            words = ngettext("%(n)d expression sounds like advertising", "%(n)d expressions sound like advertising", n)
        case "peacock":
            words = ngettext("%(n)d word praises", "%(n)d words praise", n)
        case "weasel":
            words = ngettext("%(n)d expression hides who says it", "%(n)d expressions hide who says it", n)
        case "first-person":
            words = ngettext("%(n)d word speaks as I, we or you", "%(n)d words speak as I, we or you", n)
        case _:
            words = ngettext(
                "%(n)d name or word is used differently by others",
                "%(n)d names or words are used differently by others",
                n,
            )
    return words % {"n": n}


ADVICE = {
    "copy": gettext_lazy("Say it in your own words, or put it in quotation marks and name who said it."),
    "no-references": gettext_lazy("Add at least one source for each paragraph. The bank below may have some."),
    "few-references": gettext_lazy("A good rule is one source for each paragraph."),
    "number": gettext_lazy("Say where each number comes from, and of which year it is."),
    "superlative": gettext_lazy("Say who found that, with a source, or leave it out."),
    "promotion": gettext_lazy("Write what it is and does, as a neighbour would who wants to sell nothing."),
    "peacock": gettext_lazy("Show it instead: which prize, how many copies, who wrote so and where."),
    "weasel": gettext_lazy("Name who says it, and where. Facts need no “it is said”."),
    "first-person": gettext_lazy("An encyclopedia has no I and no you. Write who did it."),
    "names": gettext_lazy(
        "This wiki has rules of its own for such names and words. Use the name that its articles use, and leave "
        "judgements to sources that you quote."
    ),
}
