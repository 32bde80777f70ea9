"""A round's ballots in; how well its jurors agree on each criterion, who leans where, and what wants a talk, out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from portal.academy.jury import agreement, scoring
from portal.academy.jury.agreement import Alpha, Juror
from portal.academy.jury.looks import counted, weights
from portal.academy.jury.models import Method, Round
from portal.academy.jury.scoring import Cast


@dataclass(frozen=True, slots=True)
class Measured:
    """How well a jury agrees: `alphas` by the number of the criterion, 0 where there are none."""

    alphas: dict[int, Alpha]
    jurors: list[Juror]
    disputed: list[tuple[int, Fraction]]


def measure(about: Round) -> Measured:
    """The measures of a round as it stands."""
    casts = counted(about)
    given = scoring.scores(casts, weights(about))
    seats = list(about.seats.order_by("number").values_list("pk", flat=True))
    return Measured(
        alphas=_alphas(about, casts, given),
        jurors=agreement.jurors(given, seats),
        disputed=agreement.disputed(given, is_yes_no=about.method == Method.YES_NO),
    )


def _alphas(about: Round, casts: list[Cast], given: dict[tuple[int, int], Fraction]) -> dict[int, Alpha]:
    if about.method == Method.STARS:
        return {
            number: agreement.alpha(
                {(cast.seat, cast.entry): float(cast.marks["stars"][str(number)]) for cast in casts}, "ordinal"
            )
            for number in weights(about)
        }
    marks = {pair: float(score) for pair, score in given.items()}
    return {0: agreement.alpha(marks, "nominal" if about.method == Method.YES_NO else "interval")}


def agreement_of(about: Round) -> list[dict[str, Any]]:
    """The same as it stands in a signed result: criterion, alpha as text or null, and over how much it was measured."""
    casts = counted(about)
    alphas = _alphas(about, casts, scoring.scores(casts, weights(about)))
    return [
        {
            "criterion": number,
            "alpha": None if one.value is None else f"{one.value:.4f}",
            "works": one.works,
            "jurors": one.jurors,
        }
        for number, one in alphas.items()
    ]
