"""A work in; what is known of how it lasted, beside it, out. What is not known stays unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.academy.programme.models import Work, WorkKind
from portal.academy.results.looks import revisions_of, uploads_of
from portal.academy.results.models import Page, Revision, Survival


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures of one work, each None where it is not known.

    `survived`: the part of the authors' tokens that stood when last read, from 0 to 1; `gain`: quality now minus before
    the edition, within its own language alone; `references`: how many more the authors left; `uses`: articles that show
    the file now. `as_of`: when the oldest of them was read.
    """

    survived: float | None = None
    gain: float | None = None
    references: int | None = None
    uses: int | None = None
    as_of: datetime | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything is known at all."""
        return any(one is not None for one in (self.survived, self.gain, self.references, self.uses))


def of_work(work: Work) -> Facts:
    """What is known of one work; nothing for works that stand on no wiki, or one that was not read."""
    if not work.site or work.page is None:
        return Facts()
    if work.kind == WorkKind.ARTICLE:
        page = Page.objects.filter(site__slug=work.site, page=work.page).first()
        return _article(work, page) if page else Facts()
    upload = uploads_of(work.edition).filter(site__slug=work.site, page=work.page).first()
    return Facts(uses=upload.uses.filter(gone_at=None).count(), as_of=upload.read_at) if upload else Facts()


def _article(work: Work, page: Page) -> Facts:
    authors = set(work.authors.values_list("pk", flat=True))
    made = [one for one in revisions_of(work.edition, page=page) if getattr(one, "owner", None) in authors]
    if not made:
        return Facts(as_of=page.read_at)
    gains, refs = [one.quality_gain for one in made], [one.refs for one in made]
    return Facts(
        survived=_survived(made, Survival.objects.filter(revision__in=made).order_by("read_at")),
        gain=None if None in gains else sum(one for one in gains if one is not None),
        references=None if None in refs else sum(one for one in refs if one is not None),
        as_of=page.read_at,
    )


def _survived(made: Iterable[Revision], rows: Iterable[Survival]) -> float | None:
    """Of each revision what was read on the day of a jury counts, else its latest day.

    None where nothing was added, or a revision has no day on which it is known.
    """
    latest: dict[int, Survival] = {}
    for row in rows:
        before = latest.get(row.revision_id)
        if row.alive is not None and row.added is not None and (before is None or _rank(row) >= _rank(before)):
            latest[row.revision_id] = row
    if any(one.pk not in latest for one in made):
        return None
    added = sum(row.added or 0 for row in latest.values())
    return sum(row.alive or 0 for row in latest.values()) / added if added else None


def _rank(row: Survival) -> tuple[bool, datetime]:
    return row.days == 0, row.at
