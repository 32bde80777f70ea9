"""Questions about outcomes in; wins, refusals and wins that were undone, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from portal.audit.models import Standing, Verdict
from portal.catalogue.models import Target
from portal.outcome.models import Outcome, OutcomeKind, Regression
from portal.outcome.states import RegressionState
from portal.request.models import Letter, Request

LOSING = (Verdict.MISSING, Verdict.UNDER_SERBIA, Verdict.MIXED, Verdict.QUALIFIED)


@dataclass(frozen=True, slots=True)
class Win:
    """A target that came to list Kosovo in some criteria at one look.

    `outcome`: how our request ended by it; None where nobody had asked, or not for these, so that we claim nothing.
    """

    target: Target
    criteria: tuple[str, ...]
    at: dt.datetime
    outcome: Outcome | None


def wins(limit: int = 20) -> list[Win]:
    """The latest criteria that were losing once and are listed now, newest first, ours and those of nobody."""
    lost = Standing.objects.filter(
        target=OuterRef("target"), criterion=OuterRef("criterion"), until__lte=OuterRef("since"), verdict__in=LOSING
    )
    flipped = (
        Standing.objects.filter(Exists(lost), verdict=Verdict.LISTED, until=None, target__hidden=False)
        .select_related("target__owner", "observation__look")
        .order_by("-since", "target", "criterion")[: limit * 5]
    )
    looks: dict[tuple[int, dt.datetime], list[Standing]] = {}
    for one in flipped:
        looks.setdefault((one.target_id, one.since), []).append(one)
    shown = list(looks.values())[:limit]
    ended = _ended({one.observation.look_id for group in shown for one in group})
    return [
        Win(
            group[0].target,
            tuple(one.criterion for one in group),
            group[0].since,
            ended.get(group[0].observation.look_id),
        )
        for group in shown
    ]


def _ended(looks: set[int]) -> dict[int, Outcome]:
    won = Outcome.objects.filter(kind=OutcomeKind.WON, proof__look__in=looks).select_related("request", "proof")
    return {one.proof.look_id: one for one in won if one.proof is not None}


def outcome_of(request: Request) -> Outcome | None:
    """How a request ended, the last time it did."""
    return Outcome.objects.filter(request=request).select_related("proof__look").order_by("-at", "-pk").first()


def outcomes_of(request: Request) -> list[Outcome]:
    """Every end of a request, oldest first: a refusal may be followed by a win."""
    return list(Outcome.objects.filter(request=request).select_related("proof__look").order_by("at", "pk"))


def refusals(limit: int = 50) -> list[Outcome]:
    """The latest refusals, newest first."""
    found = Outcome.objects.filter(kind=OutcomeKind.REFUSED).select_related("request__target__owner")
    return list(found.order_by("-at", "-pk")[:limit])


def regressions() -> QuerySet[Regression]:
    """Wins that were undone and wait for somebody, oldest first."""
    waiting = Regression.objects.filter(state=RegressionState.OPEN)
    return waiting.select_related("target__owner", "seen__look").order_by("at")


def regressions_of(target: Target) -> list[Regression]:
    """Every win of a target that was undone, newest first."""
    return list(Regression.objects.filter(target=target).select_related("seen__look").order_by("-at", "-pk"))


def asked(request: Request) -> tuple[str, ...]:
    """The criteria that a request asks for: those of its last letter that went out, else of its last letter."""
    letters = Letter.objects.filter(request=request).order_by("version")
    found = [(letter.sent_at is not None, _criteria(letter)) for letter in letters]
    sent = [criteria for was_sent, criteria in found if was_sent and criteria]
    return next(iter([*reversed(sent), *reversed([criteria for _, criteria in found if criteria])]), ())


def _criteria(letter: Letter) -> tuple[str, ...]:
    """What a composed letter asked for; nothing where a person wrote it, since then the one before it tells."""
    findings = letter.diagnosis.get("diagnosis", {}).get("findings", ())
    return tuple(dict.fromkeys(finding["criterion"] for finding in findings))
