"""What participants wrote and uploaded in; how much of it counts in a period, and what lasted, out."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.academy.programme.models import Edition
from portal.academy.results import measures
from portal.academy.results.models import Account
from portal.ground.measures import Figure, Period
from portal.ground.measures.figures import mean, number, share
from tests.portal.academy.make import make_edition, make_participant
from tests.portal.faces.academy.results.make import (
    make_account,
    make_page,
    make_reading,
    make_revision,
    make_site,
    make_survival,
    make_upload,
)
from tests.portal.make import NOON

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NOVEMBER = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
DECEMBER = Period(dt.date(2026, 12, 1), dt.date(2026, 12, 31))


def make_writer(edition: Edition | None = None) -> Account:
    """Somebody with an account, in an edition of three days from noon on."""
    edition = edition or make_edition(starts_at=NOON, ends_at=NOON + 3 * DAY)
    site = make_site(f"wiki{edition.pk}")
    make_reading(edition, site)
    return make_account(make_participant(edition), site)


def test_articles_count_where_they_were_begun_and_still_are_there() -> None:
    writer = make_writer()
    rehearsal = make_writer(make_edition(starts_at=NOON, ends_at=NOON + DAY, is_rehearsal=True))
    for account, fields in (
        (writer, {}),
        (writer, {"is_gone": True}),
        (writer, {"is_redirect": True}),
        (writer, {"ns": 2}),
        (rehearsal, {}),
    ):
        make_revision(account, make_page(account.site, "The mill", **fields), parent=0)
    make_revision(writer, make_page(writer.site, "The fort"))
    make_revision(writer, make_page(writer.site, "Later"), parent=0, at=NOON + 5 * DAY)
    assert measures.ARTICLES.read(NOVEMBER) == number(1, {"language": {"sq": number(1)}})
    assert measures.ARTICLES.read(DECEMBER) == number(0, {"language": {}})


def test_an_article_of_two_academies_at_once_counts_once() -> None:
    writer = make_writer()
    other = make_edition(starts_at=NOON, ends_at=NOON + 2 * DAY)
    make_reading(other, writer.site)
    again = make_participant(other, writer.participant.person)
    Account.objects.create(participant=again, site=writer.site, name=writer.name, user=writer.user, state="found")
    make_revision(writer, make_page(writer.site, "The mill"), parent=0)
    make_upload(writer, "File:Mill.jpg")
    assert (measures.ARTICLES.read(NOVEMBER).value, measures.IMAGES.read(NOVEMBER).value) == (1, 1)


def test_files_whose_kind_nobody_knows_lower_the_coverage() -> None:
    writer = make_writer()
    make_upload(writer, "File:Mill.jpg")
    make_upload(writer, "File:Mill.webm", mime="video/webm")
    make_upload(writer, "File:Mill", mime="")
    make_upload(writer, "File:Gone.jpg", is_gone=True)
    assert measures.IMAGES.read(NOVEMBER) == number(1, unknown=1)
    assert measures.VIDEOS.read(NOVEMBER) == number(1, unknown=1)


def test_quality_is_that_of_each_article_as_the_last_change_left_it() -> None:
    writer = make_writer()
    mill, fort, bridge = (make_page(writer.site, title) for title in ("The mill", "The fort", "The bridge"))
    make_revision(writer, mill, quality=0.2)
    make_revision(writer, mill, quality=0.6, at=NOON + 5 * DAY / 3)
    make_revision(writer, fort, quality=0.4)
    make_revision(writer, bridge, quality=None)
    found = measures.QUALITY.read(NOVEMBER)
    whole = mean([0.6, 0.4], 3)
    assert (found.value, found.known, found.expected) == (whole.value, 2, 3)
    assert found.parts == {"language": {"sq": Figure(found.value, found.low, found.high, 2, 3)}}
    assert (found.low, found.high) == (pytest.approx(0.304004, abs=1e-6), pytest.approx(0.695996, abs=1e-6))


def test_an_article_lasted_where_words_of_its_first_version_stood_at_that_day() -> None:
    writer = make_writer()
    stood, emptied, deleted, suppressed, deleted_later, unread, unknown = (
        make_revision(
            writer, make_page(writer.site, f"Article {number}", is_gone=number in (2, 4)), parent=0, is_gone=number == 3
        )
        for number in range(7)
    )
    make_revision(writer, make_page(writer.site, "Touched only"))
    for revision, alive in ((stood, 4), (emptied, 0), (deleted_later, 9), (unknown, None)):
        make_survival(revision, 90, 20, alive)
    make_survival(stood, 365, 20, 0)
    assert (deleted.is_gone, suppressed.is_gone, unread.is_gone) == (False, True, False)
    february = Period(dt.date(2027, 2, 1), dt.date(2027, 2, 28))
    assert measures.LASTED_90.read(february) == share(2, 5, 7)
    assert measures.LASTED_90.read(NOVEMBER) == Figure(None)
    assert measures.LASTED_365.read(Period(dt.date(2027, 11, 1), dt.date(2027, 11, 30))) == share(0, 4, 7)
