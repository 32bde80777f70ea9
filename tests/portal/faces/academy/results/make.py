"""An edition with revisions, articles, files and what stood of them, as a reading leaves them; no wiki is asked."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from portal.academy.programme.models import Edition, Participant
from portal.academy.results.models import Account, Page, Reading, Revision, Site, Source, Survival, Upload, Use
from portal.academy.results.states import AccountState, ReadingState
from tests.portal.academy.make import make_edition, make_participant, make_team

_numbers = itertools.count(1001)
HOUR = dt.timedelta(hours=1)


def make_site(slug: str = "sqwiki", **fields: Any) -> Site:
    """A wiki that answers nobody."""
    values = {"name": f"{slug} of a test", "language": "sq", "made_at": timezone.now(), **fields}
    return Site.objects.create(slug=slug, api=f"https://{slug}.example/w/api.php", **values)


def make_reading(edition: Edition, site: Site, **fields: Any) -> Reading:
    """A reading that is done, an hour old, the next in ten minutes."""
    now = timezone.now()
    times = {"as_of": now - HOUR, "uses_at": now - HOUR, "next_at": now + HOUR / 6}
    return Reading.objects.create(edition=edition, site=site, state=ReadingState.DONE, **{**times, **fields})


def make_account(participant: Participant, site: Site) -> Account:
    """An account that the wiki knows."""
    number = next(_numbers)
    return Account.objects.create(
        participant=participant, site=site, name=f"User {number}", user=number, state=AccountState.FOUND
    )


def make_page(site: Site, title: str, **fields: Any) -> Page:
    """An article as it stands now."""
    now = timezone.now()
    values = {
        "ns": 0, "quality": 0.5, "quality_rule": "V1", "measured_at": now, "read_at": now, "size": 900, **fields
    }  # fmt: skip
    return Page.objects.create(site=site, page=next(_numbers), title=title, **values)


def make_revision(account: Account, page: Page, *sources: str, **fields: Any) -> Revision:
    """A change of an hour after the start: 120 bytes, 20 Latin words, one footnote more, quality from 0.2 to 0.3."""
    values = {
        "parent": 1, "at": account.participant.edition.starts_at + HOUR, "delta": 120, "words_latn": 20,
        "words_cyrl": 0, "words_other": 0, "refs": 1, "sources": len(sources), "quality": 0.3, "quality_before": 0.2,
        "is_reverted": False, **fields,
    }  # fmt: skip
    made = Revision.objects.create(site=page.site, rev=next(_numbers), page=page, user=account.user, **values)
    Source.objects.bulk_create(Source(revision=made, key=key) for key in sources)
    return made


def make_survival(revision: Revision, days: int, added: int | None, alive: int | None) -> Survival:
    """What stood of a revision."""
    at = revision.at + dt.timedelta(days=days)
    return Survival.objects.create(revision=revision, days=days, at=at, added=added, alive=alive, read_at=at)


def make_upload(account: Account, title: str, *shown_in: Page, **fields: Any) -> Upload:
    """A picture that these articles show."""
    at = account.participant.edition.starts_at + HOUR
    values = {"mime": "image/jpeg", "width": 4000, "height": 3000, "licence": "CC BY-SA 4.0", "read_at": at, **fields}
    made = Upload.objects.create(
        site=account.site, page=next(_numbers), title=title, user=account.user, at=at, **values
    )
    for page in shown_in:
        Use.objects.create(upload=made, site=page.site, page=page.page, title=page.title, seen_at=at)
    return made


def make_results(**fields: Any) -> Edition:
    """An edition of two participants in a team, a third without an account, and a bit of everything that is shown.

    Of Arta's three changes one has a parent that was deleted, so that nothing of it is known.
    """
    now = timezone.now().replace(microsecond=0)
    times = {"starts_at": now - dt.timedelta(days=40), "ends_at": now - dt.timedelta(days=37)}
    edition = make_edition(**{**times, **fields})
    arta, boris = make_participant(edition, pseudonym="Arta"), make_participant(edition, pseudonym="Boris")
    make_participant(edition, pseudonym="Cen")
    make_team(edition, arta, boris, name="Owls")
    sq, commons = make_site(), make_site("commons", kind="commons")
    for site in (sq, commons):
        make_reading(edition, site)
    of_arta, of_boris = make_account(arta, sq), make_account(boris, sq)
    bridge = make_page(sq, "The old bridge", views=340, views_at=now)
    fort = make_page(sq, "The fort", removal="Delete", quality=0.1)
    first = make_revision(of_arta, bridge, "url:example.org/bridge", "isbn:9780000000002", parent=0)
    second = make_revision(of_arta, fort, delta=-30, words_latn=-5, words_cyrl=7, refs=0, is_reverted=True)
    make_revision(
        of_arta, fort, delta=None, words_latn=None, words_cyrl=None, words_other=None, refs=None, sources=None,
        quality=None, quality_before=None, parent_absence="missing",
    )  # fmt: skip
    make_revision(of_boris, bridge, "url:example.org/bridge", at=edition.starts_at + 30 * HOUR)
    make_revision(of_boris, bridge, is_gone=True, absence="missing")
    for days, alive in ((7, 20), (30, 15)):
        make_survival(first, days, 20, alive)
        make_survival(second, days, None, None)
    photos = make_account(boris, commons)
    make_upload(photos, "File:Bridge at night.jpg", bridge)
    make_upload(photos, "File:Bridge.webm", mime="video/webm", duration=31.0)
    return edition
