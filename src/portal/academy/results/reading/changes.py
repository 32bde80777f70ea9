"""The list of what changed on a wiki in; which accounts wrote, and which pages to look at, and how closely, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from portal.academy.results.models import Page, Revision
from portal.academy.results.reading.listing import numbers
from portal.academy.results.reading.rows import Row
from portal.academy.results.reading.run import Run
from portal.academy.results.states import Absence
from wiki.reads import changes, pages, presence
from wiki.reads.changes import Change, TooManyError
from wiki.reads.pages import Revision as Told

OVERLAP = dt.timedelta(minutes=2)  # what is written may show a little later than its own time
MOST_CALLS = 5  # of the list of changes, before it is cheaper to ask for accounts
MOST_RECHECKED = 20  # pages whose histories are read one by one, before everything is listed anew
_REVERTING = frozenset({"mw-rollback", "mw-undo", "mw-manual-revert"})
_SETS = ("active", "touched", "recheck", "again", "titles")
_BRINGING = frozenset({("delete", "restore"), ("import", "upload"), ("import", "interwiki"), ("merge", "merge")})


@dataclass
class News:
    """What happened: who of ours wrote, which of our pages were touched, which histories must be read.

    `again`: pages to read in the next round too, since a wiki marks what was reverted a little later. `titles`: pages
    that were restored, imported or merged. `is_all`: anything may have happened.
    """

    active: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    recheck: set[int] = field(default_factory=set)
    again: set[int] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    is_all: bool = False

    def as_body(self) -> dict[str, Any]:
        """Plain, for staging."""
        return {name: sorted(getattr(self, name)) for name in _SETS} | {"is_all": self.is_all}

    @classmethod
    def from_body(cls, body: dict[str, Any]) -> News:
        """And back."""
        return cls(**{name: set(body[name]) for name in _SETS}, is_all=body["is_all"])


def read_changes(run: Run) -> News:
    """What happened since the last reading, as the wiki's list of changes tells it.

    Where that is too long, everybody may have written and every page may have changed.
    """
    if run.has("changes", "all"):
        return News.from_body(run.got("changes")[0])
    news = News(recheck=set(run.mark.get("again", [])))
    people, ours = set(numbers(run)), known_pages(run)
    titles: dict[str, set[int]] = {}
    for page, title in ours.items():
        titles.setdefault(title, set()).add(page)
    try:
        for part in run.asked("changes", changes.since(run.wire.wiki, since(run), most_calls=MOST_CALLS)):
            for one in part:
                if one.user_id in people:
                    news.active.add(one.user_id)
                _take(news, one, {one.page} & ours.keys() | titles.get(one.title, set()))
    except TooManyError:
        news = News(active=people, touched=set(ours), recheck=news.recheck, titles=news.titles, is_all=True)
    run.keep("changes", "all", news.as_body())
    return news


def since(run: Run) -> dt.datetime:
    """From when on the wiki is asked what changed."""
    return dt.datetime.fromisoformat(run.mark["changes"]) - OVERLAP


def known_pages(run: Run) -> dict[int, str]:
    """Pages with revisions of the edition's accounts, by number, and what they were called last."""
    mine = Revision.objects.filter(site=run.site, user__in=numbers(run), at__gte=run.edition.starts_at)
    return dict(Page.objects.filter(pk__in=mine.values("page")).values_list("page", "title"))


def _take(news: News, one: Change, touched: set[int]) -> None:
    """One change, and which of our pages it touched."""
    news.touched |= touched
    if one.kind != "log":
        if _REVERTING.intersection(one.tags):
            news.recheck |= touched
            news.again |= touched
        return
    if (one.log_type, one.log_action) in _BRINGING:
        news.titles |= {one.title, str(one.log_params.get("dest_title") or one.title)}
    if one.log_type == "merge" or (one.log_type, one.log_action) == ("delete", "revision"):
        news.recheck |= touched


def recheck(run: Run, news: News) -> None:
    """Read the histories of pages on which more happened than lists of accounts tell; widens when they are many."""
    if run.has("list", "recheck"):
        return
    wanted = set(news.recheck)
    if news.titles:
        stands = run.ask("rechecks", pages.titled(run.wire.wiki, sorted(news.titles)))
        wanted |= {stand.id for stand in stands.values() if not stand.is_missing}
    if len(wanted) > MOST_RECHECKED:
        run.widen()
        return
    people, got, doubtful = set(numbers(run)), list[Row](), set[int]()
    seen: dict[int, Absence] = {}
    nameless = set[int]()
    for number in sorted(wanted):
        told = run.ask("rechecks", pages.history(run.wire.wiki, number))
        nameless.update(one.rev for one in told if not one.user_id)
        _of_page(run, number, told, people, got, seen)
    own = Revision.objects.filter(site=run.site, page__page__in=wanted).values_list("rev", "parent")
    listed = {row.rev for row in got}
    for rev, parent in [*own, *((row.rev, row.parent) for row in got)]:
        doubtful.update(one for one in (rev, parent) if one and one not in seen)
        if seen.get(rev) == Absence.NONE and rev in nameless and rev not in listed:
            seen[rev] = Absence.NOBODY
    ask_presence(run, "rechecks", doubtful, seen)
    run.note_seen(seen)
    run.keep("list", "recheck", got)


def _of_page(
    run: Run, number: int, told: Iterable[Told], people: set[int], got: list[Row], seen: dict[int, Absence]
) -> None:
    sizes = {0: 0}
    for one in told:
        seen[one.rev] = Absence.NONE if one.sha1 else Absence.HIDDEN
        sizes[one.rev] = one.size
        if one.user_id in people and one.at >= run.edition.starts_at:
            delta = one.size - sizes[one.parent] if one.parent in sizes else None
            got.append(
                Row(
                    one.rev, one.parent, number, 0, "", one.user_id, one.user, int(one.at.timestamp()),
                    one.size, delta, one.is_minor, not one.sha1, one.tags,
                )
            )  # fmt: skip


def ask_presence(run: Run, stage: str, revs: Iterable[int], seen: dict[int, Absence]) -> None:
    """Ask of revisions whether they are public, and write that into `seen`."""
    asked = sorted(set(revs))
    if not asked:
        return
    for part in run.asked(stage, presence.of(run.wire.wiki, asked)):
        for one in part:
            missing = Absence.MISSING if one.is_missing else Absence.NONE
            seen[one.rev] = Absence.HIDDEN if one.is_hidden else missing
