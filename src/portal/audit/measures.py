"""A period in; how many lists had Kosovo at its end, how far they reach, and how well they are looked after, out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit.index import CREDIT
from portal.audit.looks import standings_on
from portal.audit.models import Criterion, Look, Observer, Release, Verdict
from portal.audit.timeline import STANDS, main_criterion
from portal.catalogue.models import LAYERS, Target
from portal.catalogue.models import Kind as TargetKind
from portal.ground.measures import Figure, Kind, Measure, Period, Unit, declare
from portal.ground.measures.figures import bounds, number, share, split, weighted

RECENT = dt.timedelta(days=180)
"""A look is good for so long."""
_MOMENT = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class _List:
    """One criterion of one target, as it stood; `reach` counts `unit`."""

    layer: str
    criterion: str
    verdict: str
    reach: int | None
    unit: str

    @property
    def is_known(self) -> bool:
        """Whether its verdict says how Kosovo stands."""
        return self.verdict in CREDIT


def _lists(period: Period) -> list[_List]:
    """Every list that is expected, as it stood at the end of a period: what was seen, and what was to be looked at."""
    end = bounds(period)[1] - _MOMENT
    targets = {one.pk: one for one in Target.objects.filter(hidden=False, added_at__lte=end)}
    seen = standings_on(end).filter(target__in=targets).values_list("target", "criterion", "verdict")
    verdicts = {(pk, word): verdict for pk, word, verdict in seen}
    for pk, target in targets.items():
        for word in target.criteria:
            verdicts.setdefault((pk, word), Verdict.UNCLEAR)
    return [
        _List(str(targets[pk].layer), word, verdict, targets[pk].reach, targets[pk].reach_unit)
        for (pk, word), verdict in sorted(verdicts.items())
        if verdict != Verdict.NOT_EXPECTED
    ]


def _listed(period: Period) -> Figure:
    found = _lists(period)
    whole = _share(found)
    parts = {
        "layer": split(found, lambda one: one.layer, _share),
        "criterion": split(found, lambda one: one.criterion, _share),
    }
    return Figure(whole.value, whole.low, whole.high, whole.known, whole.expected, parts)


def _share(found: list[_List]) -> Figure:
    known = [one for one in found if one.is_known]
    return share(sum(one.verdict == Verdict.LISTED for one in known), len(known), len(found))


def _by_reach(period: Period) -> Figure:
    found = _lists(period)
    units = Counter(one.unit for one in found if one.reach)
    unit = max(units, key=lambda word: (units[word], word), default="")
    known = (one for one in found if one.is_known and one.reach and one.unit == unit)
    return weighted(((float(one.verdict == Verdict.LISTED), float(one.reach or 0)) for one in known), len(found))


def _targets(period: Period) -> Figure:
    found = list(_there(period).values_list("layer", "kind"))
    layers, kinds = Counter(str(layer) for layer, _kind in found), Counter(str(kind) for _layer, kind in found)
    return number(len(found), {"layer": _counts(layers), "kind": _counts(kinds)})


def _counts(counter: Counter[str]) -> dict[str, Figure]:
    return {word: number(many) for word, many in sorted(counter.items())}


def _there(period: Period) -> QuerySet[Target]:
    return Target.objects.filter(hidden=False, added_at__lt=bounds(period)[1])


def _looked(period: Period) -> Figure:
    end = bounds(period)[1]
    fresh = Look.objects.filter(at__gte=min(end, timezone.now()) - RECENT, at__lt=end, error="").values("target")
    found = list(_there(period).annotate(is_fresh=Q(pk__in=fresh)).values_list("layer", "is_fresh"))
    whole = _fresh(found)
    parts = {"layer": split(found, lambda row: str(row[0]), _fresh)}
    return Figure(whole.value, whole.low, whole.high, whole.known, whole.expected, parts)


def _fresh(found: list[tuple[int, bool]]) -> Figure:
    # Every target is counted, none is drawn from others: this share has no interval.
    many = len(found)
    return Figure(sum(fresh for _layer, fresh in found) / many if many else None, known=many, expected=many)


def _looks(period: Period) -> Figure:
    begins, ends = bounds(period)
    made = Look.objects.filter(at__gte=begins, at__lt=ends, error="", target__hidden=False)
    found = Counter(str(word) for word in made.values_list("observer", flat=True))
    return number(found.total(), {"observer": _counts(found)})


def _released(period: Period) -> Figure:
    """The newest release of each package by the end of a period; those that nobody read are not known."""
    out = Release.objects.filter(target__hidden=False, released_at__lt=bounds(period)[1], yanked=False)
    rows = out.select_related("target").order_by("target_id", "place", "pk")
    stands: list[bool] = []
    expected = 0
    for _target, group in groupby(rows, lambda one: one.target_id):
        releases = list(group)
        expected += 1
        read = [one for one in releases if one.verdict]
        if not read:
            continue
        stood = read[-1].criteria.get(main_criterion(read[-1].target.criteria, read), {}).get("verdict")
        if stood in CREDIT:
            stands.append(stood in STANDS)
        else:
            expected -= stood == Verdict.NOT_EXPECTED
    return share(sum(stands), len(stands), expected)


LISTED = declare(
    Measure(
        "audit.listed",
        _("Lists that have Kosovo"),
        _("Of the lists of the world that we track, the share that has Kosovo as an entry of its own, without a note."),
        Unit.SHARE,
        Kind.STATE,
        _listed,
        splits={"layer": _("Layer"), "criterion": _("What is looked at")},
        words={"layer": LAYERS.get, "criterion": dict(Criterion.choices).get},
        proof="targets",
    )
)
BY_REACH = declare(
    Measure(
        "audit.listed-by-reach",
        _("Lists that have Kosovo, by their reach"),
        _("The same share, each list weighed by its downloads. Where these are not known, it is left out."),
        Unit.SHARE,
        Kind.STATE,
        _by_reach,
        proof="targets",
    )
)
TARGETS = declare(
    Measure(
        "audit.targets",
        _("Targets that we track"),
        _("Standards, libraries, components, websites and apps in the public catalogue."),
        Unit.COUNT,
        Kind.STATE,
        _targets,
        splits={"layer": _("Layer"), "kind": _("Kind")},
        words={"layer": LAYERS.get, "kind": dict(TargetKind.choices).get},
        proof="targets",
    )
)
LOOKED = declare(
    Measure(
        "audit.looked",
        _("Targets looked at lately"),
        _("The share of the targets with a look that could read them in the 180 days before."),
        Unit.SHARE,
        Kind.STATE,
        _looked,
        splits={"layer": _("Layer")},
        words={"layer": LAYERS.get},
        proof="targets",
    )
)
LOOKS = declare(
    Measure(
        "audit.looks",
        _("Looks at targets"),
        _("Looks by the machine, by citizens and by cited sources that could read their target."),
        Unit.COUNT,
        Kind.FLOW,
        _looks,
        splits={"observer": _("Who looked")},
        words={"observer": dict(Observer.choices).get},
        proof="ledger",
    )
)
RELEASED = declare(
    Measure(
        "audit.released",
        _("Packages whose newest release has Kosovo"),
        _("Of the packages whose past releases we read, the share that had Kosovo in the newest release of that day."),
        Unit.SHARE,
        Kind.STATE,
        _released,
        proof="timeline",
    )
)
