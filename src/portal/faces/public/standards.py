"""A request for the standards in; the chain from them to the sites, each row with its status and its proof, out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Criterion, Standing, Verdict
from portal.catalogue.chain import Measured, chain
from portal.catalogue.files import is_package
from portal.catalogue.looks import visible
from portal.catalogue.models import Kind, Target
from portal.faces.kit.parts import Chip
from portal.faces.public import words
from portal.faces.public.browse import VERDICTS
from portal.faces.public.cache import page
from portal.faces.public.stand import overall

LACKING = (Verdict.MISSING, Verdict.UNDER_SERBIA, Verdict.MIXED)


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the chain: its name, what happens there, and the kinds of targets that the catalogue has of it."""

    title: Promise
    about: Promise
    kinds: tuple[Kind, ...] = ()


STAGES = {
    "codes": Stage(
        _("Who gives the codes"),
        _("Registries that decide which places have a code. Everything below begins here."),
    ),
    "data": Stage(
        _("Who carries them on"),
        _("Open data that adds names, time zones, flags and borders to the codes."),
    ),
    "libraries": Stage(
        _("Libraries"),
        _("Programs read the data from here. One row added here reaches all that take it."),
        (Kind.LIBRARY,),
    ),
    "components": Stage(
        _("Components and platforms"),
        _("Forms, shops and sites are built with these."),
        (Kind.COMPONENT,),
    ),
    "sites": Stage(
        _("Sites and apps"),
        _("What people use. Most of them only show what came down the chain."),
        (Kind.WEBSITE, Kind.APP),
    ),
    "institutions": Stage(
        _("Beside the chain"),
        _("Institutions with a rule of their own, which others can follow."),
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A target of the chain.

    `marks`: each verdict with the criteria that have it, without criteria where there is one verdict alone. `last`: the
    standing that was seen last. `copies`: what was measured in packages that carry it.
    """

    target: Target
    stand: Verdict
    marks: list[tuple[Verdict, str]]
    code: str
    last: Standing | None
    copies: tuple[Measured, ...]
    is_lacking: bool

    def is_other(self, copy: Measured) -> bool:
        """Whether a copy says otherwise than the source that is cited."""
        return self.last is not None and copy.verdict != self.stand

    @property
    def told(self) -> list[tuple[Measured, bool]]:
        """Each copy, and whether it says otherwise."""
        return [(copy, self.is_other(copy)) for copy in self.copies]

    @property
    def form(self) -> str:
        """The form to ask for where the project keeps to ISO 3166-1 alone; empty where it is not known."""
        return str(self.target.remedy.get("opt_in", "")) if self.is_lacking else ""

    @property
    def source(self) -> str:
        """The first source that is cited; the target's own page has them all."""
        return self.last.observation.look.source.partition(";")[0].strip() if self.last else ""

    @property
    def package(self) -> str:
        """The package that was read, with its version; empty where a source is cited."""
        look = self.last.observation.look if self.last else None
        if look is None or look.source or not is_package(self.target.address):
            return ""
        return f"{self.target.address} {look.version}".strip()


@page
def standards(request: HttpRequest) -> HttpResponse:
    """The chain from standards to sites: how Kosovo stands in each, by which code, who decides, and who says so."""
    found = chain(Path(settings.DATA) / "catalogue")
    named = {slug for slugs in found.stages.values() for slug in slugs}
    targets = _targets(named)
    stages: list[dict[str, Any]] = []
    for name, stage in STAGES.items():
        of_stage = [targets[slug] for slug in found.stages.get(name, ()) if slug in targets]
        if name == "codes":
            # A standard that somebody added since is not lost: it stands with those that give codes.
            of_stage += [one for slug, one in targets.items() if one.layer == 0 and slug not in named]
        rows = [_row(one, found.measured.get(one.slug, ())) for one in of_stage]
        if rows:
            stages.append({"id": name, "stage": stage, "rows": rows, "stands": _stands(rows), "chips": []})
    many = _counts()
    for one in stages:
        one["chips"] = _chips(one["stage"].kinds, many)
    context = {"stages": stages, "copies": sum(len(row.copies) for one in stages for row in one["rows"])}
    return render(request, "public/standards.html", context)


def _targets(slugs: set[str]) -> dict[str, Target]:
    now = Standing.objects.filter(until=None).select_related("observation__look").order_by("criterion")
    wanted = visible().filter(slug__in=slugs) | visible().filter(layer=0)
    found = wanted.prefetch_related(Prefetch("standings", now, to_attr="now")).order_by("name")
    return {one.slug: one for one in found}


def _row(target: Target, copies: tuple[Measured, ...]) -> Row:
    now: list[Standing] = target.now  # type: ignore[attr-defined]
    last = max(now, key=lambda one: one.seen_at, default=None)
    said = [one.verdict for one in now] or [copy.verdict for copy in copies]
    stand = overall(said)
    seen = next((one.observation for one in now if one.verdict == Verdict.LISTED), None)
    code = target.code or next((copy.code for copy in copies if copy.code), "")
    if not code and seen:
        code = seen.value or seen.label
    return Row(target, stand, _marks(now, stand), code, last, copies, stand in LACKING and target.layer > 0)


def _marks(now: list[Standing], stand: Verdict) -> list[tuple[Verdict, str]]:
    """One verdict, or where criteria differ each verdict with the names of its criteria, those that lack it first."""
    if stand != Verdict.MIXED or len({one.verdict for one in now}) < 2:
        return [(stand, "")]
    found: dict[str, list[str]] = {}
    for one in now:
        found.setdefault(one.verdict, []).append(str(Criterion(one.criterion).label))
    return [(Verdict(word), ", ".join(found[word])) for word in VERDICTS if word in found]


def _stands(rows: list[Row]) -> list[tuple[Verdict, int]]:
    many = Counter(row.stand for row in rows)
    return [(Verdict(one), many[Verdict(one)]) for one in VERDICTS if many[Verdict(one)]]


def _counts() -> dict[Kind, Counter[Verdict]]:
    """How the catalogue's targets of each kind stand, those that nobody looked at left out; one query."""
    now = Standing.objects.filter(until=None, target__hidden=False, target__layer__gt=0)
    said: dict[tuple[str, int], set[str]] = {}
    for kind, target, verdict in now.values_list("target__kind", "target_id", "verdict"):
        said.setdefault((kind, target), set()).add(verdict)
    found: dict[Kind, Counter[Verdict]] = {}
    for (kind, _target), verdicts in said.items():
        found.setdefault(Kind(kind), Counter())[overall(verdicts)] += 1
    return found


def _chips(kinds: tuple[Kind, ...], many: dict[Kind, Counter[Verdict]]) -> list[Chip]:
    """Ways to all targets of a stage: of one kind by verdict, of several by kind."""
    if len(kinds) != 1:
        return [Chip(words.kind(kind), f"{reverse('targets')}?kind={kind}") for kind in kinds]
    known = many.get(kinds[0], Counter())
    return [
        Chip(str(Verdict(one).label), f"{reverse('targets')}?kind={kinds[0]}&verdict={one}", known[Verdict(one)])
        for one in VERDICTS
        if known[Verdict(one)]
    ]
