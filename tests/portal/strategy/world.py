"""A strategy with one thing of each kind, and the address of every page of it, by who may open it, out."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.utils import timezone

from portal.ground.people.models import Person, Role
from portal.indicator.index.tasks import keep_index
from portal.indicator.readings import acts as readings
from portal.indicator.trial.acts import draw, start
from portal.indicator.trial.models import Trial
from portal.strategy.plan import acts
from portal.strategy.plan.models import Aim, Edit, Objective, Partner, Version
from portal.strategy.review import findings, motions
from portal.strategy.review.models import Finding, Guest, Motion, Review
from tests.portal.indicator.trial.make import make_trial
from tests.portal.make import make_person
from tests.portal.rivers.pages import names
from tests.portal.strategy.make import make_whole
from tests.portal.strategy.review.make import make_guest, make_review

BY = "person-planner"
ROUTES = re.compile(r"^(en/(strategy|index|trials|retreat|\^index)|desk/(strategy|trials)|iati/)")
# Addresses that answer with a file or lead on, that screens ask for parts of a page, or that only take a form.
NO_PAGES = {
    "strategies", "strategy-pack", "trial-members", "review-minutes-md", "review-minutes-json", "review-snapshot",
    "review-chair-live", "retreat-wall-live", "retreat-live", "iati-activities", "iati-organisation", "iati-partner",
    "strategy-sheet", "retreat-vote", "review-pack",
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """What the addresses of a strategy need."""

    version: Version
    planner: Person
    partner: Partner
    objective: Objective
    aim: Aim
    edit: Edit
    review: Review
    guest: Guest
    finding: Finding
    motion: Motion
    trial: Trial


def make_world() -> World:
    """Version 1 was replaced by version 2, which is under review; version 3 is being written by several people."""
    first = acts.publish(make_whole(), BY, dt.date(2026, 1, 1))
    strategy = first.strategy
    second = acts.begin_version(strategy, BY)
    wide = Objective.objects.filter(version=second).order_by("pk")[0]
    acts.change(wide, wide.edition, BY, about={"en": "All of it, and more."})
    acts.add_payment(
        strategy, BY, initiative=second.initiative_set.all()[0].key, kind="expenditure", on="2026-02-01", amount="12.5",
        currency="EUR", source="https://example.org/3",
    )  # fmt: skip
    acts.publish(second, BY, dt.date(2026, 6, 1))
    aim = Aim.objects.filter(version=second).exclude(objective=None).select_related("indicator")[0]
    for month in (4, 7):
        period = readings.Period(dt.date(2026, month - 3, 1), dt.date(2026, month, 1) - dt.timedelta(days=1))
        readings.enter(
            aim.indicator, period, month, BY, source="https://example.org/4", as_of=dt.date(2026, 8, 1),
            narrative={"en": "As it was."},
        )  # fmt: skip
    review, guest, finding, motion = _review(second)
    draft = strategy.versions.get(state="draft")
    row = Objective.objects.get(version=draft, key=wide.key)
    seen = row.edition
    acts.change(row, seen, BY, about={"en": "One way."})
    edit = acts.change(row, seen, f"{BY}-2", about={"en": "Another way."})
    trial = make_trial()
    draw(trial, BY)
    start(trial, BY, timezone.localdate())
    keep_index.func()
    version = Version.objects.get(pk=second.pk)
    partner = strategy.partners.all()[0]
    return World(
        version, make_person(Role.COORDINATOR), partner, wide, aim, edit, review, guest, finding, motion, trial
    )


def _review(version: Version) -> tuple[Review, Guest, Finding, Motion]:
    review = make_review(version.strategy)
    guest = make_guest(review)
    finding = findings.write(review, "learned", "Letters with a fix work best.", guest.handle, guest=guest)
    findings.reword(finding, 1, "Letters that show the fix work.", guest.handle, guest)
    findings.reword(finding, 1, "Fixes work.", BY)
    motion = motions.make_motion(review, BY, "Write more letters", "They work.", finding=finding)
    return review, guest, finding, motions.open_motion(motion, BY)


def arguments(world: World, name: str) -> dict[str, str]:
    """What stands in the address of a route, parameter to value."""
    here = {
        "slug": world.version.strategy.slug, "number": str(world.version.number), "key": world.objective.key,
        "name": world.aim.indicator.slug, "partner": world.partner.slug, "kind": "objective", "day": "2026-11-20",
    }  # fmt: skip
    own = {
        "strategy-desk-indicator": {"slug": world.aim.indicator.slug},
        "strategy-desk-beside": {"pk": str(world.edit.pk)},
        "strategy-desk-aim": {"pk": str(_draft_aim(world).pk)},
        "initiative": {"key": world.version.initiative_set.all()[0].key},
        "strategy-sheet": {"kind": "readings"},
        "retreat": {"token": world.guest.token},
        "retreat-wall": {"token": world.review.wall},
        "retreat-wall-live": {"token": world.review.wall},
        "retreat-live": {"token": world.guest.token},
        "retreat-vote": {"token": world.guest.token, "number": str(world.motion.number)},
        "retreat-finding": {"token": world.guest.token, "number": str(world.finding.number)},
        "review-finding": {"which": str(world.finding.number)},
        "review-motion": {"which": str(world.motion.number)},
    }
    if name.startswith("review"):
        here["number"] = str(world.review.number)
    if name.startswith("trial"):
        here["slug"] = world.trial.slug
    return {**here, **own.get(name, {})}


def _draft_aim(world: World) -> Aim:
    return Aim.objects.filter(version__strategy=world.version.strategy, version__state="draft")[0]


def filled_in(world: World, name: str, route: str) -> str:
    """The route with its parameters filled in."""
    given = arguments(world, name)
    plain = re.sub(r"\^|\$", "", route)
    plain = re.sub(r"\(\?P<(\w+)>.*?\)(?=/)", lambda found: given[found[1]], plain)
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: given[found[1]], plain)


def pages(world: World) -> dict[str, str]:
    """Every page of strategies, indexes and trials by its name: its address, in English where it has a language."""
    return {name: filled_in(world, name, route) for route, name in names() if is_ours(route) and name not in NO_PAGES}


def is_ours(route: str) -> bool:
    """Whether a route belongs to strategies, indexes or trials."""
    return bool(ROUTES.match(route))


def for_coordinators(name: str) -> bool:
    """Whether a page is for coordinators alone."""
    return name.startswith(("strategy-desk", "trial-desk", "review-chair", "review-new", "review-motion")) or name in (
        "review-guests", "review-finding", "review-publish",
    )  # fmt: skip
