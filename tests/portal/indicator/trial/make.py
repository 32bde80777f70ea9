"""Plain data for tests of trials."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from portal.audit.models import Observer
from portal.catalogue.models import Target
from portal.indicator.trial.acts import plan_trial
from portal.indicator.trial.models import Member, Trial
from portal.indicator.trial.spells import Case, Spell
from portal.request.models import Letter, LetterKind, Request
from tests.portal.make import make_contact, make_look, make_target

PLANNED = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 9)

# Weeks in remission, Freireich and others 1963, as textbooks print them: with 6-mercaptopurine, and without it.
TREATED = [(6, 1), (6, 1), (6, 1), (7, 1), (10, 1), (13, 1), (16, 1), (22, 1), (23, 1), (6, 0), (9, 0), (10, 0),
           (11, 0), (17, 0), (19, 0), (20, 0), (25, 0), (32, 0), (32, 0), (34, 0), (35, 0)]  # fmt: skip
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def make_spells(*rows: tuple[int, int]) -> list[Spell]:
    """Spells from days and whether they ended with a listing."""
    return [Spell(days, bool(listed)) for days, listed in rows]


def make_lacking(layer: int = 1, at: dt.datetime = PLANNED - dt.timedelta(days=3), **fields: Any) -> Target:
    """A target that was looked at and lacks Kosovo, with a way to its owner."""
    target = make_target(layer=layer, **fields)
    make_contact(target)
    make_look(target, at, country="missing")
    return target


def make_trial(many: int = 8, **fields: Any) -> Trial:
    """A planned trial of so many libraries, each with an owner of its own."""
    for _ in range(many):
        make_lacking()
    values: dict[str, Any] = {
        "layers": [1],
        "criterion": "country",
        "waves": 2,
        "apart": 30,
        "follow": 30,
        "draws": 500,
    }
    trial = plan_trial("person-a", "first", {"en": "First trial"}, **{**values, **fields})
    Trial.objects.filter(pk=trial.pk).update(planned_at=PLANNED)
    trial.planned_at = PLANNED
    return trial


def make_sent(target: Target, at: dt.datetime) -> Request:
    """A request whose first letter went out at a moment."""
    request = Request.objects.create(target=target, channel="email", opened_at=at, sent_at=at, state="sent")
    Letter.objects.create(
        request=request, kind=LetterKind.FIRST, version=1, language="en", subject="Kosovo", body="Please add it.",
        sha256="0" * 64, made_by="machine", made_at=at, sent_at=at,
    )  # fmt: skip
    return request


def make_listed(member: Member, at: dt.datetime) -> None:
    """A look that finds Kosovo on the list of a member."""
    make_look(member.target, at, Observer.MACHINE, country="listed")


def make_cases(
    chance: np.random.Generator,
    many: int,
    waves: list[int],
    last: int,
    waiting: float,
    asked: float,
    *,
    a_unit: int = 1,
) -> list[Case]:
    """A drawn trial whose targets are listed with a chance each day: `waiting` before they are asked, `asked` since.

    The chance doubles in the last half for all, as news may do. `a_unit`: so many targets share an owner and its days.
    """
    owners = many // a_unit
    wave_of = chance.permutation(np.arange(owners) % len(waves))
    found = []
    for owner in range(owners):
        begins = waves[wave_of[owner]]
        days = np.arange(last + 1)
        risk = np.where(days >= begins, asked, waiting) * np.where(days > last // 2, 2, 1)
        hits = np.flatnonzero(chance.random(last + 1) < risk)
        listed = int(hits[0]) if len(hits) else None
        found += [Case(owner % 2, f"owner-{owner}", begins, listed)] * a_unit
    return found
