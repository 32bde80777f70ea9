"""A request for the first page in; where Kosovo gets lost, what was won, and what can be done in two minutes, out."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.audit.models import Criterion, Look, Observation, Observer, Standing, Verdict
from portal.catalogue.looks import visible
from portal.catalogue.models import Target
from portal.faces.public import flow
from portal.faces.public.cache import page
from portal.faces.public.lists import won
from portal.faces.public.papers import index_now, say
from portal.faces.public.stand import overall, with_stand
from portal.request.models import Request, Signature
from portal.request.states import OPEN, RequestState, SignatureState

ASKS, WINS, LOOKS = 3, 3, 6
MOST_CRITERIA = len(Criterion)
# A request in one of these states has had its answer; a citizen can add nothing for now.
_COUNTS = SignatureState.COUNTS
_DONE = (RequestState.REFUSED, RequestState.OPTED_OUT)


@page
def home(request: HttpRequest) -> HttpResponse:
    """Where Kosovo gets lost."""
    index = index_now(request)
    context = {
        "shown": flow.shown(request),
        "index": say(index.whole),
        "as_of": index.day,
        "wins": list(won(WINS)),
        "asks": to_ask(),
        "looks": latest_looks(),
    }
    return render(request, "public/home.html", context)


def to_ask() -> list[tuple[Target, str, int]]:
    """Targets that leave Kosovo out, whose owner may be asked and has not refused, the widest reach first; one query.

    With each: how it stands, and how many citizens stand behind the request that is open.
    """
    lost = Standing.objects.filter(target=OuterRef("pk"), until=None, verdict=Verdict.MISSING)
    done = Request.objects.filter(target=OuterRef("pk"), state__in=_DONE)
    counts = Signature.objects.filter(request__target=OuterRef("pk"), request__state__in=OPEN, state=_COUNTS)
    many = counts.order_by().values("request__target").annotate(many=Count("pk")).values("many")
    found: Any = with_stand(visible().filter(Exists(lost), ~Exists(done), owner__opted_out_at=None))
    found = found.annotate(behind=Coalesce(Subquery(many), 0))
    wide = found.order_by(F("reach").desc(nulls_last=True), "name")[:ASKS]
    return [(target, target.stand, target.behind) for target in wide]


def latest_looks() -> list[tuple[Look, Verdict]]:
    """The looks that were written down last, cited sources left out, each with what it saw over all; one query."""
    seen = Observation.objects.filter(target__hidden=False).exclude(look__observer=Observer.CITED)
    found: dict[Look, list[str]] = {}
    for one in seen.select_related("look__target__owner").order_by("-pk")[: LOOKS * MOST_CRITERIA]:
        found.setdefault(one.look, []).append(one.verdict)
    return [(look, overall(verdicts)) for look, verdicts in list(found.items())[:LOOKS]]
