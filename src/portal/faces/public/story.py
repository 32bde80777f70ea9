"""A target in; all that its page tells of it, gathered in a fixed number of queries, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Q, Value, When, Window
from django.http import Http404

from portal.audit.looks import evidence
from portal.audit.models import Look, Observer, Standing, Verdict
from portal.catalogue.models import Edge, Target
from portal.faces.public.reading import Finding, Reading, findings, readings
from portal.faces.public.stand import overall
from portal.faces.public.told import public_text
from portal.reply.looks import thread
from portal.request.looks import with_counts
from portal.request.models import LetterKind, Request, Signature
from portal.request.states import OPEN, RequestState, SignatureState

MOST_EDGES = 24
MOST_WORDS = 12
LOST = ("missing", "under-serbia", "mixed", "qualified")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A target on the other side of an edge, how it stands, and who says that there is an edge."""

    target: Target
    stand: Verdict
    source: str
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of the public thread."""

    ours: bool
    kind: str
    at: dt.datetime
    subject: str
    text: str
    language: str
    version: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of the request: itself, how many stand behind it, some of their names and words, and the thread."""

    request: Request
    count: int
    names: list[str]
    words: list[Signature]
    thread: list[Said]

    @property
    def others(self) -> int:
        """How many stand behind it beside those that are named."""
        return max(0, self.count - len(self.names))


@dataclass(frozen=True, slots=True)
class Story:
    """All that a target's page tells."""

    stand: Verdict
    findings: list[Finding]
    readings: list[Reading]
    history: list[Standing]
    upstreams: list[Neighbour]
    downstreams: list[Neighbour]
    downstream_count: int
    asked: Asked | None
    may_be_asked: bool
    look: Look | None
    failed: bool
    due_at: dt.datetime | None

    @property
    def is_lacking(self) -> bool:
        """Whether there is something to ask for."""
        return any(one.standing.verdict in LOST for one in self.findings)

    @property
    def can_sign(self) -> bool:
        """Whether a citizen can stand behind a letter here: something is missing, and nobody has refused for good."""
        ended = self.asked is not None and self.asked.request.state in (RequestState.REFUSED, RequestState.OPTED_OUT)
        return self.is_lacking and self.may_be_asked and not ended

    @property
    def pictures(self) -> list[Look]:
        """The looks of citizens that hold now and came with a picture."""
        looks = {one.standing.observation.look_id: one.standing.observation.look for one in self.findings}
        return [look for look in looks.values() if (report := getattr(look, "report", None)) and report.picture]


def find_target(slug: str) -> Target:
    """The visible target of this name, with its owner and schedule. Raises Http404 where there is none."""
    found = Target.objects.filter(hidden=False, slug=slug).select_related("owner", "schedule").first()
    if found is None:
        raise Http404
    return found


def tell(target: Target) -> Story:
    """Gather a target's story."""
    edges = list(_edges(target))
    up = [edge for edge in edges if edge.target_id == target.pk]
    down = [edge for edge in edges if edge.upstream_id == target.pk]
    linked = [edge.upstream_id for edge in up] + [edge.target_id for edge in down]
    history, others = _standings(target, linked)
    now = [one for one in history if one.until is None]
    look = _latest_look(target)
    kept = evidence(look) if look and look.evidence else None
    schedule = getattr(target, "schedule", None)
    return Story(
        stand=overall(one.verdict for one in now),
        findings=findings(sorted(now, key=_pressing), kept),
        readings=readings(kept) if target.shows_rows else [],
        history=history,
        upstreams=[_neighbour(edge, edge.upstream, others) for edge in up],
        downstreams=[_neighbour(edge, edge.target, others) for edge in down],
        downstream_count=down[0].many if down else 0,
        asked=_asked(target),
        may_be_asked=target.owner.opted_out_at is None,
        look=look,
        failed=bool(schedule and schedule.failures),
        due_at=schedule.due_at if schedule and target.address else None,
    )


def _pressing(standing: Standing) -> tuple[bool, str]:
    return standing.verdict not in LOST, standing.criterion


def _edges(target: Target) -> Any:
    """All edges up, and the edges down to the targets of the widest reach; `many` counts those of each side."""
    side = Case(When(target=target, then=Value(0)), default=Value(1))
    both = Edge.objects.filter(Q(target=target, upstream__hidden=False) | Q(upstream=target, target__hidden=False))
    both = both.select_related("target", "upstream").annotate(side=side)
    both = both.annotate(many=Window(Count("pk"), partition_by=[F("side")]))
    return both.order_by("side", F("target__reach").desc(nulls_last=True), "target__name")[:MOST_EDGES]


def _neighbour(edge: Edge, other: Target, stands: dict[int, set[str]]) -> Neighbour:
    return Neighbour(other, overall(stands.get(other.pk, ())), edge.source, edge.as_of)


def _standings(target: Target, linked: list[int]) -> tuple[list[Standing], dict[int, set[str]]]:
    """Every standing of the target, newest first, and the verdicts that hold now of those it is linked with."""
    both = Standing.objects.filter(Q(target=target) | Q(until=None, target__in=linked))
    own, others = [], dict[int, set[str]]()
    for one in both.select_related("observation__look__report").order_by("-since", "criterion"):
        if one.target_id == target.pk:
            own.append(one)
        else:
            others.setdefault(one.target_id, set()).add(one.verdict)
    return own, others


def _latest_look(target: Target) -> Look | None:
    """The last look of the machine, which kept what it read; where there is none, the last look of anybody."""
    by_machine = Case(When(observer=Observer.MACHINE, then=Value(0)), default=Value(1))
    return Look.objects.filter(target=target, error="").order_by(by_machine, "-at").first()


def _asked(target: Target) -> Asked | None:
    is_open = Case(When(state__in=OPEN, then=Value(0)), default=Value(1))
    latest = with_counts(Request.objects.filter(target=target)).order_by(is_open, "-opened_at").first()
    if latest is None or latest.state == RequestState.WITHDRAWN:
        return None
    counting = Signature.objects.filter(request=latest, state=SignatureState.COUNTS)
    shown = list(counting.exclude(name="", words_shown=False).order_by("-words_shown", "-signed_at")[:MOST_WORDS])
    return Asked(
        request=latest,
        count=latest.count,  # type: ignore[attr-defined]
        names=[one.name for one in shown if one.name],
        words=[one for one in shown if one.words_shown and one.words][:6],
        thread=[_said(entry, latest) for entry in thread(latest)],
    )


def _said(entry: Any, request: Request) -> Said:
    if entry.letter is None:
        return Said(False, "", entry.at, entry.subject, entry.text, "", 0)
    letter = entry.letter
    text = public_text(letter.body)
    return Said(
        True, str(LetterKind(letter.kind).label), entry.at, letter.subject, text, letter.language, letter.version
    )
