"""A target in; all that its page tells of it, gathered in a fixed number of queries, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.http import Http404

from portal.audit.looks import record_in
from portal.audit.models import Look, Observer, Release, Standing, Verdict
from portal.catalogue.models import Target
from portal.faces.public.neighbours import Around, around, links, takers
from portal.faces.public.past import releases
from portal.faces.public.reading import Finding, Reading, findings, readings
from portal.faces.public.stand import overall
from portal.faces.public.told import public_text
from portal.ground.people.models import Person
from portal.ground.store.looks import unpacked
from portal.ground.store.models import Blob
from portal.outcome.models import Outcome
from portal.reply.looks import thread
from portal.request.diagnose import may_be_asked
from portal.request.looks import with_counts
from portal.request.models import Follow, LetterKind, Request, Signature
from portal.request.states import OPEN, RequestState, SignatureState

MOST_WORDS = 12
_LOOK = ("at", "observer", "tool", "version", "source", "evidence")
_BY_MACHINE = Case(When(observer=Observer.MACHINE, then=Value(0)), default=Value(1))
BESIDE = ("owner", "schedule", "node", "leverage", "fix")
LACKS = ("missing", "under-serbia", "mixed")
LOST = (*LACKS, "qualified")


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
    """What became of the request: itself, how many stand behind it, some of their names and words, and the thread.

    `said`: what the owner answered at the end; `rivals`: what else may have caused a win. Empty where nobody wrote it.
    """

    request: Request
    count: int
    names: list[str]
    words: list[Signature]
    thread: list[Said]
    said: str
    rivals: str

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
    around: Around
    releases: list[Release]
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
    def lacks_place(self) -> bool:
        """Whether Kosovo has no place of its own somewhere, which a patch could give it."""
        return any(one.standing.verdict in LACKS for one in self.findings)

    @property
    def has_changed(self) -> bool:
        """Whether a verdict ever changed."""
        return len(self.history) > len(self.findings)

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


def find_target(slug: str, person: Person | None = None) -> Any:
    """The visible target of this name, with all that stands beside it once; Http404 where there is none.

    That is its owner, schedule, node, leverage and patch. `following`: whether the person follows it. `look_…` and
    `packed`: the last look that holds, and what it kept. `takers`: how many lists come from it.
    """
    looks = Look.objects.filter(target=OuterRef("pk"), error="").order_by(_BY_MACHINE, "-at")
    last = {f"look_{name}": Subquery(looks.values(name)[:1]) for name in _LOOK}
    follows = Follow.objects.filter(target=OuterRef("pk"), person=person)
    following = Exists(follows) if person else Value(False)
    found = Target.objects.filter(hidden=False, slug=slug).select_related(*BESIDE).annotate(following=following, **last)
    kept = Blob.objects.filter(pk=OuterRef("look_evidence")).values("packed")[:1]
    target = found.annotate(packed=Subquery(kept), takers=takers("pk")).first()
    if target is None:
        raise Http404
    return target


def tell(target: Any) -> Story:
    """Gather a target's story."""
    linked = list(links(target))
    ends = {node.target_id for link in linked for node in (link.node, link.upstream)} - {None, target.pk}
    history, others = _standings(target, ends)
    now = [one for one in history if one.until is None]
    look = _last_look(target)
    kept = _kept(target, look)
    schedule = getattr(target, "schedule", None)
    return Story(
        stand=overall(one.verdict for one in now),
        findings=findings(sorted(now, key=_pressing), kept),
        readings=readings(kept) if target.shows_rows else [],
        history=history,
        around=around(target, linked, others),
        releases=list(releases(target)),
        asked=_asked(target),
        may_be_asked=may_be_asked(target),
        look=look,
        failed=bool(schedule and schedule.failures),
        due_at=schedule.due_at if schedule and target.address else None,
    )


def _pressing(standing: Standing) -> tuple[bool, str]:
    return standing.verdict not in LOST, standing.criterion


def _standings(target: Target, linked: Iterable[int | None]) -> tuple[list[Standing], dict[int, set[str]]]:
    """Every standing of the target, newest first, and the verdicts that hold now of those it is linked with."""
    both = Standing.objects.filter(Q(target=target) | Q(until=None, target__in=linked))
    own, others = [], dict[int, set[str]]()
    for one in both.select_related("observation__look__report").order_by("-since", "criterion"):
        if one.target_id == target.pk:
            own.append(one)
        else:
            others.setdefault(one.target_id, set()).add(one.verdict)
    return own, others


def _last_look(target: Any) -> Look | None:
    """The last look of the machine, which kept what it read; where there is none, the last look of anybody."""
    values = {name: getattr(target, f"look_{name}") for name in _LOOK}
    return Look(target_id=target.pk, **values) if values["at"] else None


def _kept(target: Any, look: Look | None) -> dict[str, Any] | None:
    """What the last look read, which came with the target."""
    if look is None or not look.evidence or target.packed is None:
        return None
    return record_in(unpacked(look.evidence, target.packed))


def _asked(target: Target) -> Asked | None:
    is_open = Case(When(state__in=OPEN, then=Value(0)), default=Value(1))
    ends = Outcome.objects.filter(request=OuterRef("pk")).order_by("-at")
    both = with_counts(Request.objects.filter(target=target)).annotate(
        said=Subquery(ends.values("said")[:1]), rivals=Subquery(ends.values("rivals")[:1])
    )
    latest = both.order_by(is_open, "-opened_at").first()
    if latest is None or latest.state == RequestState.WITHDRAWN:
        return None
    counting = Signature.objects.filter(request=latest, state=SignatureState.COUNTS)
    shown = list(counting.exclude(name="", words_shown=False).order_by("-words_shown", "-signed_at")[:MOST_WORDS])
    return Asked(
        request=latest,
        count=latest.count,  # type: ignore[attr-defined]
        said=latest.said or "",
        rivals=latest.rivals or "",
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
