"""Sizes in; a database full of made targets, observations and signatures out, always the same, for measuring alone."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import islice
from typing import TypeVar

from portal.audit.models import Look, Observation, Standing
from portal.catalogue.models import Kind, OrganisationKind, Owner, Target
from portal.ground.ledger.acts import record
from portal.request.models import Request, Signature

START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
CRITERIA = ("country", "phone-code", "nationality", "timezone")
VERDICTS = ("missing", "listed", "mixed", "qualified", "under-serbia")
KINDS = (Kind.STANDARD, Kind.LIBRARY, Kind.COMPONENT, Kind.WEBSITE, Kind.APP)
LAYERS = (0, 1, 2, 3, 3)
BATCH = 5000
T = TypeVar("T")


def fill(targets: int, observations: int, signatures: int, start: dt.datetime = START, days: int = 600) -> None:
    """Fill an empty database. Each target is looked at equally often; its verdicts change about every tenth look."""
    from django.db import transaction

    dice = random.Random(20120727)
    with transaction.atomic():
        made = _targets(targets, start, dice)
        looks = max(1, observations // (targets * len(CRITERIA)))
        _looks(made, looks, start, days, dice)
        _signatures(made[: max(1, targets // 20)], signatures)
        record("catalogue.loaded", "catalogue/made", "machine", {"targets": targets})


def _targets(count: int, start: dt.datetime, dice: random.Random) -> list[Target]:
    owners = Owner.objects.bulk_create(
        Owner(slug=f"owner-{n}", name=f"Owner {n}", kind=OrganisationKind.COMPANY) for n in range(max(1, count // 3))
    )
    rows = (
        Target(
            slug=f"made-{n}",
            name=f"Made target {n}",
            address=f"npm:made-{n}",
            kind=KINDS[n % len(KINDS)],
            layer=LAYERS[n % len(KINDS)],
            owner=owners[n % len(owners)],
            category="country-list",
            criteria=list(CRITERIA),
            reach=int(10 ** dice.uniform(2, 8)),
            reach_unit="downloads a month",
            reach_source="made for measuring",
            found=f"made target {n} npm:made-{n} owner {n % len(owners)}",
            added_at=start,
        )
        for n in range(count)
    )
    return Target.objects.bulk_create(rows, batch_size=BATCH)


def _looks(targets: list[Target], looks: int, start: dt.datetime, days: int, dice: random.Random) -> None:
    wait = dt.timedelta(days=days) / looks
    now = {(target.pk, word): dice.randrange(len(VERDICTS)) for target in targets for word in CRITERIA}
    for number in range(looks):
        at = start + number * wait
        made = Look.objects.bulk_create(
            (Look(target=target, at=at, observer="machine", tool="made", by="machine") for target in targets),
            batch_size=BATCH,
        )
        for key in now:
            if dice.random() < 0.1:
                now[key] = dice.randrange(len(VERDICTS))
        rows = (
            Observation(
                look=look,
                target_id=look.target_id,
                criterion=word,
                verdict=VERDICTS[now[look.target_id, word]],
                at=at,
                where="index.json",
                entries=249,
                lists=1,
            )
            for look in made
            for word in CRITERIA
        )
        for batch in _batches(rows):
            Observation.objects.bulk_create(batch)
    _standings()


def _standings() -> None:
    """The standings that follow from the observations, drawn in one pass."""
    line: Standing | None = None

    def draw() -> Iterator[Standing]:
        nonlocal line
        seen = Observation.objects.order_by("target_id", "criterion", "at").iterator(chunk_size=BATCH)
        for one in seen:
            if line and (line.target_id, line.criterion) == (one.target_id, one.criterion):
                if line.verdict == one.verdict:
                    line.seen_at = one.at
                    continue
                line.until = one.at
            if line:
                yield line
            line = Standing(
                target_id=one.target_id,
                criterion=one.criterion,
                verdict=one.verdict,
                since=one.at,
                seen_at=one.at,
                observation=one,
            )
        if line:
            yield line

    for batch in _batches(draw()):
        Standing.objects.bulk_create(batch)


def _signatures(targets: list[Target], count: int) -> None:
    requests = Request.objects.bulk_create(
        Request(target=target, state="sent", channel="email", opened_at=START, sent_at=START) for target in targets
    )
    rows = (
        Signature(
            request=requests[n % len(requests)],
            handle=f"person-{n}",
            name=f"Citizen {n}",
            words="I could not order." if n % 3 == 0 else "",
            words_shown=True,
            signed_at=START + dt.timedelta(minutes=n),
        )
        for n in range(count)
    )
    for batch in _batches(rows):
        Signature.objects.bulk_create(batch)


def _batches(rows: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
