"""Who wrote in academies in; how many of them wrote again long after the end, out."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.academy.after import measures
from portal.academy.results.models import Account, Reading
from portal.ground.measures import Figure, Period
from portal.ground.measures.figures import share
from tests.portal.academy.make import make_edition, make_participant
from tests.portal.faces.academy.results.make import make_account, make_page, make_reading, make_revision, make_site
from tests.portal.make import NOON

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
FEBRUARY = Period(dt.date(2027, 2, 1), dt.date(2027, 2, 28))
MARCH = Period(dt.date(2027, 3, 1), dt.date(2027, 3, 31))


def make_writers(many: int, read_at: dt.datetime) -> list[Account]:
    """People who each wrote once in an edition that ended three days after noon, and whose wiki was read then."""
    edition = make_edition(starts_at=NOON, ends_at=NOON + 3 * DAY)
    site = make_site(f"wiki{edition.pk}")
    make_reading(edition, site, as_of=read_at)
    found = [make_account(make_participant(edition), site) for _ in range(many)]
    for account in found:
        make_revision(account, make_page(site, "The mill"))
    make_participant(edition)
    return found


def test_who_writes_again_after_90_days_stayed_and_a_later_period_may_know_more() -> None:
    first, second, third = make_writers(3, NOON + 200 * DAY)
    make_revision(first, make_page(first.site, "Spring"), at=NOON + 95 * DAY)
    make_revision(second, make_page(first.site, "Too early"), at=NOON + 90 * DAY)
    make_revision(third, make_page(first.site, "In March"), at=NOON + 110 * DAY)
    assert (measures.STAYED_90.read(FEBRUARY), measures.STAYED_90.read(MARCH)) == (share(1, 3, 3), share(2, 3, 3))
    assert measures.STAYED_365.read(MARCH) == Figure(None)


def test_where_the_wiki_was_not_read_since_nobody_knows_who_stayed() -> None:
    account, _other = make_writers(2, NOON + 50 * DAY)
    make_revision(account, make_page(account.site, "Spring"), at=NOON + 95 * DAY)
    assert measures.STAYED_90.read(FEBRUARY) == Figure(None, expected=2)
    Reading.objects.update(as_of=NOON + 120 * DAY)
    assert measures.STAYED_90.read(FEBRUARY) == share(1, 2, 2)
