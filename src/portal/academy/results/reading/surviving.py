"""Revisions whose horizon has come in; how many of their words stood there then, by who wrote each word, out."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal.academy.programme.models import Edition
from portal.academy.results import acts, counted, lasting
from portal.academy.results.counted import Scope
from portal.academy.results.models import Authorship, Page, Reading, Revision, Site, Survival
from portal.academy.results.wikis import Wire, opened
from portal.ground.ledger.acts import MACHINE, record
from wiki.measures.authorship import History
from wiki.reads import pages, texts
from wiki.reads.pages import Revision as Told

LONGEST = 2000  # revisions of a page; who wrote what in a longer one stays unknown
AT_ONCE = 450  # texts that are held at the same time, and fed page by page


@dataclass(frozen=True, slots=True)
class Due:
    """A revision, the horizon in days (0: the jury's date), and the moment that is meant."""

    pk: int
    rev: int
    days: int
    at: dt.datetime


@dataclass
class Followed:
    """How a round went: pages, horizons written; calls by stage, and the fewest that could have done."""

    pages: int = 0
    horizons: int = 0
    stages: dict[str, int] = field(default_factory=dict)
    least: dict[str, int] = field(default_factory=dict)


@dataclass
class _Page:
    page: Page
    due: list[Due]
    told: list[Told]
    history: History
    fed: int

    @property
    def left(self) -> list[Told]:
        return self.told[self.fed :]


def due_pages(edition: Edition, site: Site, now: dt.datetime, most: int) -> dict[Page, list[Due]]:
    """Up to `most` pages with revisions whose horizon has come and was not read, those that wait longest first."""
    rows = counted.articles(Scope(edition, site=site)).filter(page__is_gone=False)
    found: dict[int, list[Due]] = {}
    first: dict[int, dt.datetime] = {}
    for days in (*lasting.HORIZONS, lasting.JURY):
        wait = dt.timedelta(days=days)
        moment = lasting.jury_at(edition) if days == lasting.JURY else None
        if moment and moment > now:
            continue
        read = Survival.objects.filter(revision=OuterRef("pk"), days=days)
        read = read.filter(at=moment) if moment else read
        ready = rows.filter(at__lte=moment or now - wait).exclude(Exists(read))
        for pk, rev, page, at in ready.values_list("pk", "rev", "page", "at"):
            due = Due(pk, rev, days, moment or at + wait)
            found.setdefault(page, []).append(due)
            first[page] = min(first.get(page, due.at), due.at)
    chosen = sorted(found, key=lambda page: (first[page], page))[:most]
    pages_by = Page.objects.in_bulk(chosen)
    return {pages_by[page]: found[page] for page in chosen}


def follow(edition: Edition, site: Site, *, most: int = 50, now: dt.datetime | None = None) -> Followed | None:
    """Read what stood at the horizons that have come, of up to `most` pages; None where somebody else reads the wiki.

    Each page is written when it is read, so that a kill loses little. Raises WikiError. Not to be called in a
    transaction.
    """
    now = now or timezone.now()
    reading = Reading.objects.select_related("edition", "site").get(edition=edition, site=site)
    work = due_pages(edition, site, now, most)
    if not work:
        return Followed()
    token = acts.take(reading, timezone.now())
    if not token:
        return None
    followed = Followed()
    try:
        with Wire(opened(site)) as wire:
            counter = _Counter(wire, followed.stages)
            counter.add("opening")
            for part in _parts(_histories(reading, token, wire, work, counter, followed)):
                _feed(wire, part, counter, followed)
                for one in part:
                    acts.hold(reading, token)
                    followed.horizons += _write(reading, one, now)
                    followed.pages += 1
    finally:
        acts.let_go(reading, token)
    return followed


class _Counter:
    """Which stage took how many calls."""

    def __init__(self, wire: Wire, stages: dict[str, int]) -> None:
        self._wire, self._stages, self._last = wire, stages, 0

    def add(self, stage: str) -> None:
        fresh, self._last = self._wire.wiki.calls - self._last, self._wire.wiki.calls
        self._stages[stage] = self._stages.get(stage, 0) + fresh


def _histories(
    reading: Reading, token: str, wire: Wire, work: dict[Page, list[Due]], counter: _Counter, followed: Followed
) -> Iterator[_Page]:
    """The pages with all that their wiki lists of them; what was fed in an earlier round is not fed again."""
    for page, due in work.items():
        acts.hold(reading, token)
        told = wire.ask(pages.history(wire.wiki, page.page))
        counter.add("histories")
        least = max(1, -(-len(told) // wire.wiki.rows))
        followed.least["histories"] = followed.least.get("histories", 0) + least
        if len(told) > LONGEST:
            yield _Page(page, due, [], History(), 0)
            continue
        history = _kept(page, told)
        yield _Page(page, due, told, history, len(history))


def _kept(page: Page, told: Sequence[Told]) -> History:
    """What an earlier round knew, where the page's history still begins like that."""
    kept = Authorship.objects.filter(page=page).first()
    if kept is None:
        return History()
    try:
        history = History.unpack(bytes(kept.packed))
    except ValueError:
        return History()
    head = told[: len(history)]
    same = len(head) == len(history) and all(one.rev in history for one in head)
    return history if same and history.last == (head[-1].rev if head else None) else History()


def _parts(work: Iterator[_Page]) -> Iterator[list[_Page]]:
    """Pages together, as long as their texts fit into memory."""
    part: list[_Page] = []
    for one in work:
        if part and sum(len(page.left) for page in part) + len(one.left) > AT_ONCE:
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _feed(wire: Wire, part: list[_Page], counter: _Counter, followed: Followed) -> None:
    """Feed each page's new texts in their order; one page that is longer than fits is fed in turns."""
    wanted = [(one, told) for one in part for told in one.left]
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        got: dict[int, str | None] = {}
        for answer in wire.each(texts.of(wire.wiki, [told.rev for _one, told in some])):
            got |= {text.rev: text.content for text in answer}
        counter.add("texts")
        followed.least["texts"] = followed.least.get("texts", 0) + -(-len(some) // wire.wiki.most)
        for one, told in some:
            one.history.feed(told.rev, told.user_id or None, got.get(told.rev))


@transaction.atomic
def _write(reading: Reading, one: _Page, now: dt.datetime) -> int:
    """The horizons of one page, with what is known of its authors; how many there were."""
    moments = [told.at for told in one.told]
    rows = []
    for due in one.due:
        place = bisect_right(moments, due.at)
        at_rev = one.told[place - 1].rev if place else None
        added = alive = None
        if at_rev is not None and due.rev in one.history and at_rev in one.history:
            added = one.history.added(due.rev)
            survived = one.history.survived(due.rev, at_rev)
            alive = survived[1] if survived else None
        rows.append(
            Survival(revision_id=due.pk, days=due.days, at=due.at, added=added, alive=alive, at_rev=at_rev, read_at=now)
        )
    there = set(Revision.objects.filter(pk__in=[row.revision_id for row in rows]).values_list("pk", flat=True))
    Survival.objects.bulk_create(
        [row for row in rows if row.revision_id in there],
        update_conflicts=True,
        unique_fields=["revision", "days", "at"],
        update_fields=["added", "alive", "at_rev", "read_at"],
    )
    if one.told:
        kept = {"rev": one.told[-1].rev, "packed": one.history.pack()}
        Authorship.objects.update_or_create(page=one.page, defaults=kept)
    body = {"site": reading.site.slug, "page": one.page.page, "horizons": len(rows)}
    record("survival.read", f"edition/{reading.edition.slug}", MACHINE, body)
    return len(rows)
