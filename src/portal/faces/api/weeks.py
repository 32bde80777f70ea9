"""Days in; the index at the end of each of them, from one reading of the standings, out."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from django.utils import timezone

from portal.audit.index import Cell, Share, share
from portal.audit.models import Standing, Verdict
from portal.catalogue.models import Target

Steps = list[int]


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day where the portal is."""
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), timezone.get_current_timezone())
    return midnight - dt.timedelta(microseconds=1)


def by_week(days: Sequence[dt.date], now: dt.datetime, layer: int | None = None, criterion: str = "") -> list[Share]:
    """The index of each day, the last moment of which is `now` at most; the same figures as audit.looks.index_on."""
    moments = [min(now, end_of(day)) for day in days]
    size = len(moments) + 1
    counts: dict[str, Steps] = {}
    reaches: dict[str, Steps] = {}
    spans: dict[int, list[tuple[int, int]]] = {}
    rows = Standing.objects.filter(target__hidden=False)
    if layer is not None:
        rows = rows.filter(target__layer=layer)
    fields = rows.values_list("target_id", "criterion", "verdict", "since", "until", "target__reach")
    for target, word, verdict, since, until, reach in fields.iterator(chunk_size=5000):
        start = bisect_left(moments, since)
        end = bisect_left(moments, until) if until else len(moments)
        if start >= end:
            continue
        spans.setdefault(target, []).append((start, end))
        if criterion and word != criterion:
            continue
        for kept, much in ((counts, 1), (reaches, reach or 0)):
            steps = kept.setdefault(verdict, [0] * size)
            steps[start] += much
            steps[end] -= much
    unseen = _unseen(moments, spans, layer) if criterion in ("", "country") else [0] * len(moments)
    return [share(cells) for cells in _cells(counts, reaches, unseen)]


def _unseen(moments: Sequence[dt.datetime], spans: dict[int, list[tuple[int, int]]], layer: int | None) -> list[int]:
    """How many targets were known at each moment without any standing then."""
    known = Target.objects.filter(hidden=False)
    if layer is not None:
        known = known.filter(layer=layer)
    steps: Counter[int] = Counter()
    for target, added_at in known.values_list("pk", "added_at").iterator(chunk_size=5000):
        at = bisect_left(moments, added_at)
        steps[at] += 1
        covered = at
        for start, end in sorted(spans.get(target, ())):
            first = max(start, covered)
            if end > first:
                steps[first] -= 1
                steps[end] += 1
                covered = end
    return list(accumulate(steps[place] for place in range(len(moments))))


def _cells(counts: dict[str, Steps], reaches: dict[str, Steps], unseen: list[int]) -> list[list[Cell]]:
    many = {verdict: list(accumulate(steps)) for verdict, steps in counts.items()}
    wide = {verdict: list(accumulate(steps)) for verdict, steps in reaches.items()}
    # The layer of these cells says nothing: only their sum is asked for.
    return [
        [Cell(0, "", verdict, many[verdict][place], wide[verdict][place]) for verdict in many]
        + [Cell(0, "country", Verdict.UNCLEAR, missing, 0)]
        for place, missing in enumerate(unseen)
    ]
