"""Rates are what hand-made records say, each with as many cases as it rests on; what nobody knows has none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from portal.academy.results.models import Page, Reading, Revision, Site
from portal.audit.models import Release
from portal.catalogue.acts import load, load_graph, weigh
from portal.catalogue.graph import read_graph
from portal.catalogue.models import Kind, Target
from portal.indicator.trial.past import Asked
from portal.outcome.models import Outcome
from portal.request.models import Request
from portal.strategy.whatif import rates
from portal.strategy.whatif.rates import Ground, Known
from portal.strategy.whatif.simulate import Rate
from tests.portal.academy.make import make_edition
from tests.portal.catalogue.make import make_catalogue, make_link, make_node, write_graph
from tests.portal.make import make_contact, make_look, make_request, make_target

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def make_sent(days_ago: int, *, won_after: int | None = None, kind: Kind = Kind.WEBSITE) -> Request:
    """A request that was sent so many days ago, and won so many days later."""
    target = make_target(kind=kind, address=f"https://site{Target.objects.count()}.example/")
    make_contact(target)
    sent = timezone.now() - days_ago * DAY
    request = make_request(target, sent_at=sent, state="sent")
    if won_after is not None:
        at = sent + won_after * DAY
        proof = make_look(target, at=at, country="listed").observations.get()
        Outcome.objects.create(request=request, kind="won", proof=proof, at=at, by="machine")
    return request


def test_letters_count_when_they_won_or_had_their_time() -> None:
    make_sent(300, won_after=30)
    make_sent(20, won_after=10)
    make_sent(400)
    make_sent(15)  # may still win
    make_sent(300, won_after=90, kind=Kind.LIBRARY)
    sites = Request.objects.exclude(target__kind__in=rates.SOURCES)
    assert (rates.won(sites), rates.days(sites)) == (Rate(2 / 3, 3), Rate(20.0, 2))
    known = rates.known_rates()
    assert known["taken"] == Known(Rate(1.0, 1), Ground.MEASURED)
    assert known["days_to_fix"] == Known(Rate(90.0, 1), Ground.MEASURED)


def test_the_pace_is_that_of_the_last_year() -> None:
    for days in (10, 40, 300, 500):
        make_sent(days)
    make_sent(30, kind=Kind.LIBRARY)
    assert rates.paces() == (round(3 / 12, 1), 1.0, 0.0)


def test_what_is_undone_is_counted_against_the_years_it_stood() -> None:
    target = make_target()
    start = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    line = [(0, "missing"), (365.25, "listed"), (3 * 365.25, "missing"), (4 * 365.25, "listed"), (6 * 365.25, "listed")]
    for place, (days, verdict) in enumerate(line):
        at = start + dt.timedelta(days=days)
        Release.objects.create(target=target, version=str(place), place=place, released_at=at, verdict=verdict)
    rate = rates.undone()
    assert (rate.value, rate.cases) == (pytest.approx(1 / 4), pytest.approx(4))


def test_a_fix_flips_what_takes_its_list_from_it_by_the_surest_way(tmp_path: Path) -> None:
    catalogue = make_catalogue({"slug": "source"}, {"slug": "middle"}, {"slug": "copy"}, {"slug": "closed"})
    load(catalogue)
    verdicts = {"source": "missing", "middle": "missing", "copy": "missing", "closed": "listed"}
    nodes = [make_node(f"npm:{slug}", verdict=verdict) for slug, verdict in verdicts.items()]
    links = [
        make_link("npm:middle", "npm:source"),
        make_link("npm:copy", "npm:source", "copies", confidence=0.2),
        make_link("npm:copy", "npm:middle", "copies", confidence=0.6),
        make_link("npm:closed", "npm:source"),
    ]
    load_graph(read_graph(catalogue, write_graph(tmp_path, nodes, links)))
    weigh()
    # The source flips itself, middle, and copy by 0.6; middle flips itself and copy; copy flips itself.
    rate = rates.flips()
    assert (rate.value, rate.cases) == (pytest.approx((2.6 + 1.6 + 1.0) / 3), 3)


def test_articles_are_those_of_editions_that_ended_and_were_read() -> None:
    now = timezone.now()
    ended = make_edition(starts_at=now - 20 * DAY, ends_at=now - 17 * DAY)
    make_edition(starts_at=now - 20 * DAY, ends_at=now - 17 * DAY)  # nobody read its wikis
    make_edition()
    site = Site.objects.create(slug="sq", name="sq", api="https://sq.example/api.php", language="sq", made_at=now)
    Reading.objects.create(edition=ended, site=site, state="read", as_of=now)
    assert rates.articles() == Rate(0.0, 1)
    assert rates.lasting() == Rate(0.5, 0)
    assert (Page.objects.count(), Revision.objects.count()) == (0, 0)


def make_asked(outcome: str, days: int | None = None) -> Asked:
    opened = dt.date(2020, 1, 1)
    closed = None if days is None else opened + dt.timedelta(days=days)
    return Asked("a/b#1", "https://example.org/1", "list", outcome, opened, closed, dt.date(2026, 1, 1))


def test_requests_elsewhere_are_cited_and_open_ones_count_as_not_added() -> None:
    asked = [make_asked("added", 10), make_asked("added", 20), make_asked("refused"), make_asked("open")]
    asked.append(make_asked("duplicate"))
    assert rates.shares_of(asked) == Known(Rate(0.5, 4), Ground.CITED, "trials")
    assert rates.days_of(asked) == Known(Rate(15.0, 2), Ground.CITED, "trials")


def test_what_nobody_knows_rests_on_no_case() -> None:
    known = rates.known_rates()
    assert {name for name, one in known.items() if one.ground == Ground.UNKNOWN} == {
        "won",
        "flips",
        "undone",
        "lasting",
    }
    assert known["won"].rate.cases == 0
    assert (rates.shares_of([]), rates.days_of([]).ground) == (rates.NOTHING, Ground.UNKNOWN)


def test_earlier_academies_are_cited_with_their_source() -> None:
    found = rates.cited_articles()
    assert (found.rate, found.ground) == (Rate(200 / 3, 3), Ground.CITED)
    assert found.source.startswith("https://")


def test_how_it_stands_now_counts_lists_that_lack_kosovo() -> None:
    make_look(make_target(), country="missing", nationality="listed")
    make_look(make_target(), country="under-serbia")
    make_look(make_target(hidden=True), country="missing")
    assert rates.stands_now()[1] == 2
