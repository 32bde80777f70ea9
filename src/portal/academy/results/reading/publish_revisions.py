"""Revisions as a reading listed them in; their rows with all that follows from their texts, new and changed, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from portal.academy.results.models import Measure, Page, Revision, Site, Source
from portal.academy.results.reading.derive import derive
from portal.academy.results.reading.inserting import insert
from portal.academy.results.reading.measuring import AT_ONCE
from portal.academy.results.reading.publish_pages import measures
from portal.academy.results.reading.rows import Row
from portal.academy.results.reading.run import Run
from portal.academy.results.states import WITHOUT_TEXT, Absence
from wiki.measures import reverts

_FIELDS = (
    "parent", "page_id", "user", "at", "size", "told_delta", "delta", "words_latn", "words_cyrl", "words_other", "refs",
    "sources", "quality", "quality_before", "tags", "is_minor", "is_gone", "absence", "parent_absence", "is_reverted",
)  # fmt: skip
_TOLD_BY_TAG = "mw-reverted"  # MediaWiki's own mark, since 1.36
_COLUMNS = [name.removesuffix("_id") for name in _FIELDS]


def publish_revisions(run: Run, rows: dict[int, Row], people: set[int], pages: dict[int, Page]) -> dict[str, int]:
    """Write down revisions; how many are new, changed, gone."""
    known = _known(run, rows, people, pages)
    rows = _with_kept(run, rows, known, pages)
    facts = measures(run.site, {rev for row in rows.values() for rev in (row.rev, row.parent)})
    work = _Work(run, rows, known, facts)
    for row in rows.values():
        work.take(row, pages[row.page])
    for rev in known.keys() - rows.keys():
        work.miss(known[rev])
    _mark_reverted(run, work)
    return work.write()


def _known(run: Run, rows: dict[int, Row], people: set[int], pages: dict[int, Page]) -> dict[int, Revision]:
    """Rows that may change: when all is listed anew, those of the people who were listed, and no one else's.

    Else those that were listed, all on pages that were asked for, and the children of what was asked for.
    """
    mine = Revision.objects.filter(site=run.site).select_related("page")
    if run.is_whole:
        found = {one.rev: one for one in mine.filter(user__in=people, at__gte=run.edition.starts_at)}
        # A wiki may have given a revision to another account since.
        for part in _parts(rows.keys() - found.keys()):
            found |= {one.rev: one for one in mine.filter(rev__in=part)}
        return found
    found = {one.rev: one for one in mine.filter(page__in=[page.pk for page in pages.values() if page.pk])}
    for part in _parts([*rows.keys(), *run.seen().keys()]):
        found |= {one.rev: one for one in mine.filter(Q(rev__in=part) | Q(parent__in=part))}
    return found


def _parts(values: Iterable[int]) -> Iterable[list[int]]:
    each = list(values)
    for start in range(0, len(each), AT_ONCE):
        yield each[start : start + AT_ONCE]


def _with_kept(run: Run, rows: dict[int, Row], known: dict[int, Revision], pages: dict[int, Page]) -> dict[int, Row]:
    """The listed rows, and those that a reading of changes did not list, as they were known."""
    if run.is_whole:
        return rows
    kept = dict(rows)
    for rev, one in known.items():
        pages.setdefault(one.page.page, one.page)
        page = pages[one.page.page]
        absence = run.seen().get(rev, one.absence)
        if rev not in kept and not page.is_gone and absence != Absence.MISSING:
            kept[rev] = Row(
                rev, one.parent, page.page, page.ns, page.title, one.user, "", int(one.at.timestamp()), one.size or 0,
                one.told_delta, one.is_minor, absence == Absence.HIDDEN, tuple(one.tags),
            )  # fmt: skip
    return kept


class _Work:
    """The rows to write."""

    def __init__(self, run: Run, listed: dict[int, Row], known: dict[int, Revision], facts: dict[int, Measure]) -> None:
        self.run, self.listed, self.known, self.facts = run, listed, known, facts
        self.rows: dict[int, Revision] = {}
        self.keys: dict[int, frozenset[str]] = {}
        self._before: dict[int, list[Any]] = {rev: _values(one) for rev, one in known.items()}

    def take(self, row: Row, page: Page) -> None:
        """A revision that is there."""
        one = self.known.get(row.rev) or Revision(site=self.run.site, rev=row.rev)
        why = self.run.seen().get(row.rev, Absence.NONE)
        one.absence = Absence.HIDDEN if row.is_hidden else why
        self._derive(one, row)
        one.parent, one.page, one.user, one.at = row.parent, page, row.user, row.moment
        one.size, one.told_delta, one.is_minor, one.tags = row.size, row.delta, row.is_minor, list(row.tags)
        one.is_gone = bool(one.absence)
        self.rows[row.rev] = one

    def _derive(self, one: Revision, row: Row) -> None:
        """Its figures. Outside of the edition no text was asked for: what another edition knows of it stays."""
        if not self.run.edition.starts_at <= row.moment < self.run.edition.ends_at:
            one.delta = one.delta if one.pk or row.parent else row.size
            return
        one.parent_absence = self._of_parent(row, one)
        own, parent = self.facts.get(row.rev), self.facts.get(row.parent)
        derived = derive(row, own, parent, one.absence, one.parent_absence)
        for name, value in derived.fields.items():
            setattr(one, name, value)
        self.keys[row.rev] = derived.keys

    def _of_parent(self, row: Row, one: Revision) -> str:
        """Whether the parent's text is public: as asked for, as listed, or as it was known."""
        parent = row.parent
        if not parent:
            return Absence.NONE
        if parent in self.run.seen():
            why = self.run.seen()[parent]
        elif parent in self.listed:
            why = Absence.HIDDEN if self.listed[parent].is_hidden else Absence.NONE
        elif self.run.is_whole:
            why = Absence.NONE
        else:
            why = self.known[parent].absence if parent in self.known else one.parent_absence
        return why if why in WITHOUT_TEXT else Absence.NONE

    def miss(self, one: Revision) -> None:
        """A revision that is not there any more. One that is younger than the reading was not looked for."""
        if self.run.is_whole and one.at >= self.run.began:
            return
        one.absence, one.is_gone = Absence.MISSING, True
        self.rows[one.rev] = one

    def write(self) -> dict[str, int]:
        """Write what is new or different; how many of each."""
        new = [one for one in self.rows.values() if not one.pk]
        changed = [one for one in self.rows.values() if one.pk and self._before[one.rev] != _values(one)]
        gone = [one for one in changed if one.is_gone and not self._before[one.rev][_FIELDS.index("is_gone")]]
        insert(new)
        Revision.objects.bulk_update(changed, _COLUMNS, batch_size=40)
        _write_sources(self.run.site, new, changed, self.keys)
        return {"new": len(new), "changed": len(changed) - len(gone), "gone": len(gone)}


def _values(one: Revision) -> list[Any]:
    return [getattr(one, name) for name in _FIELDS]


def _write_sources(site: Site, new: list[Revision], changed: list[Revision], keys: dict[int, frozenset[str]]) -> None:
    Source.objects.filter(revision__in=[one.pk for one in changed if one.rev in keys]).delete()
    wanted = [one for one in [*new, *changed] if keys.get(one.rev)]
    numbers: dict[int, int] = {}
    for part in _parts(one.rev for one in wanted):
        numbers.update(Revision.objects.filter(site=site, rev__in=part).values_list("rev", "pk"))
    insert(
        [
            Source(revision_id=numbers[one.rev], key=key)
            for one in wanted
            for key in sorted({key[:300] for key in keys[one.rev]})
        ]
    )


def _mark_reverted(run: Run, work: _Work) -> None:
    """Whether each revision was undone: by MediaWiki's own mark, or because an earlier text came back.

    Looked at are the edition's revisions of a page, their parents, and the page as it stands.
    """
    can_tell = _marks_reverts(run.site.about.get("generator", ""))
    by_page: dict[int, list[Revision]] = {}
    for one in work.rows.values():
        by_page.setdefault(one.page.page, []).append(one)
    tops = measures(run.site, [rows[0].page.last_rev or 0 for rows in by_page.values()])
    facts = work.facts | tops
    for some in by_page.values():
        chain: dict[int, tuple[dt.datetime, int, str | None]] = {}
        for one in some:
            if one.is_gone:
                continue
            for rev, absence in ((one.rev, one.absence), (one.parent, one.parent_absence)):
                if (fact := facts.get(rev)) and not absence:
                    chain[rev] = (fact.at, rev, fact.sha1 or None)
        top = facts.get(some[0].page.last_rev or 0)
        if top and not some[0].page.is_gone and run.is_public(top.rev):
            chain[top.rev] = (top.at, top.rev, top.sha1 or None)
        undone = reverts.of([(rev, sha1) for _at, rev, sha1 in sorted(chain.values())])
        for one in some:
            one.is_reverted = _TOLD_BY_TAG in one.tags or one.rev in undone or (False if can_tell else None)


def _marks_reverts(generator: str) -> bool:
    """Whether a wiki of this version marks what was undone by itself."""
    parts = generator.removeprefix("MediaWiki ").split(".")
    try:
        return (int(parts[0]), int(parts[1])) >= (1, 36)
    except (IndexError, ValueError):
        return False
