"""A request for how we know, who we are or what the ledger holds in; the page that says so, with its figures, out."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.audit.index import CREDIT, METHOD, Index, Share
from portal.audit.looks import index_on
from portal.audit.models import Criterion, Verdict
from portal.audit.pace import LOSSES, WINS
from portal.faces.charts.lines import percent
from portal.faces.public import words
from portal.faces.public.cache import figures, page
from portal.ground.ledger.chain import FIELDS
from portal.ground.ledger.looks import head
from portal.ground.ledger.models import Entry

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Said:
    """A share of the index in words: percent each; empty where nobody has looked."""

    known: int
    expected: int
    coverage: str
    value: str = ""
    low: str = ""
    high: str = ""
    by_reach: str = ""


def say(share: Share) -> Said:
    """A share of the index as a page writes it."""
    coverage = percent(share.coverage)
    if share.value is None or share.low is None or share.high is None:
        return Said(share.known, share.expected, coverage)
    by_reach = "" if share.by_reach is None else percent(share.by_reach)
    return Said(
        share.known, share.expected, coverage, percent(share.value), percent(share.low), percent(share.high), by_reach
    )


def index_now(request: HttpRequest) -> Index:
    """The index as it stands, worked out once for each state of the ledger and each day."""
    return figures(request, "index", lambda: index_on(timezone.now()))


@page
def method(request: HttpRequest) -> HttpResponse:
    """How verdicts are made and what the index means, with its interval and coverage."""
    index = index_now(request)
    context = {
        "version": METHOD,
        "day": index.day,
        "whole": say(index.whole),
        "layers": [(words.LAYERS[layer], say(share)) for layer, share in index.layers.items()],
        "criteria": [(Criterion(word).label, say(share)) for word, share in index.criteria.items()],
        "verdicts": [(word, words.VERDICTS_MEAN[word], CREDIT.get(word)) for word in Verdict.values],
        "wins_days": WINS.days,
        "losses_most": LOSSES[-1].days,
    }
    return render(request, "public/method.html", context)


@page
def about(request: HttpRequest) -> HttpResponse:
    """What this is, and who stands behind it."""
    return render(request, "public/about.html")


@page
def ledger(request: HttpRequest) -> HttpResponse:
    """What the ledger is, its newest rows, and how to check it without trusting us."""
    number, digest = head()
    before = request.GET.get("before", "")
    last = min(int(before) - 1, number) if before.isdecimal() and len(before) < 12 else number
    rows = list(Entry.objects.filter(number__lte=last).order_by("-number")[:A_PAGE])
    context = {
        "number": number,
        "digest": digest,
        "rows": [(row, words.deed(row.verb), _slug(row.subject)) for row in rows],
        "newer": last < number,
        "older": rows[-1].number if rows and rows[-1].number > 1 else None,
        "fields": FIELDS,
    }
    return render(request, "public/ledger.html", context)


def _slug(subject: str) -> str:
    """The slug of the target that a row speaks of; empty where it speaks of something else."""
    kind, _, slug = subject.partition("/")
    return slug if kind == "target" else ""
