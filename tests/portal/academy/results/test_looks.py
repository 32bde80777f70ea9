"""Figures count what is known, say how much is not, and open to exactly the rows that they follow from."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from django.db.models import Sum
from django.utils import timezone

from portal.academy.programme.models import Edition, Participant
from portal.academy.programme.states import ParticipantState
from portal.academy.results import looks
from portal.academy.results.models import Account, Page, Reading, Revision, Site, Source, Survival, Upload, Use
from tests.portal.academy.make import make_edition, make_participant, make_team

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 9, 5, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
KNOWN = {
    "size": 100, "delta": 100, "words_latn": 10, "words_cyrl": 2, "words_other": 0, "refs": 1, "sources": 1,
    "quality": 0.5, "quality_before": 0.25, "is_reverted": False,
}  # fmt: skip
UNKNOWN = dict.fromkeys(KNOWN)
_numbers = itertools.count(1)


@pytest.fixture
def site() -> Site:
    return Site.objects.create(slug="en", name="English", api="https://en.example.org/w/api.php", made_at=NOON)


@pytest.fixture
def edition(site: Site) -> Edition:
    """Three days from noon, read an hour after the end."""
    made = make_edition(starts_at=NOON, ends_at=NOON + 3 * DAY)
    make_reading(made, site)
    return made


def make_reading(edition: Edition, site: Site, **fields: Any) -> Reading:
    told = {"as_of": NOON + 3 * DAY + HOUR, "next_at": NOON + 4 * DAY, "uses_at": NOON, "state": "done", **fields}
    return Reading.objects.create(edition=edition, site=site, **told)


def make_writer(edition: Edition, site: Site, user: int, **fields: Any) -> Participant:
    person = make_participant(edition, **fields)
    Account.objects.create(participant=person, site=site, name=f"User {user}", user=user, state="found")
    return person


def make_page(site: Site, **fields: Any) -> Page:
    told = {"page": next(_numbers), "title": "Mill", "ns": 0, "measured_at": NOON, "views": 7, **fields}
    return Page.objects.create(site=site, **told)


def make_revision(page: Page, user: int, **fields: Any) -> Revision:
    told = {"rev": next(_numbers), "parent": 1, "user": user, "at": NOON + HOUR, **KNOWN, **fields}
    return Revision.objects.create(site=page.site, page=page, **told)


def values(totals: looks.Totals) -> dict[str, tuple[Any, int]]:
    """Figures that are not nought or partly unknown."""
    told = {name: getattr(totals, name) for name in looks.FIGURES}
    return {name: (one.value, one.unknown) for name, one in told.items() if one.value != 0 or one.unknown}


def test_what_is_known_is_added_and_what_is_not_is_counted_apart(edition: Edition, site: Site) -> None:
    make_writer(edition, site, 5)
    page = make_page(site)
    Source.objects.create(revision=make_revision(page, 5, parent=0), key="url:a")
    Source.objects.create(revision=make_revision(page, 5, delta=-30, is_reverted=True), key="url:a")
    make_revision(page, 5, **UNKNOWN)
    assert values(looks.totals(edition)) == {
        "edits": (3, 0), "active": (1, 0), "articles": (1, 0), "created": (1, 0), "bytes_added": (100, 1),
        "bytes_removed": (30, 1), "words": (24, 1), "words_latn": (20, 1), "words_cyrl": (4, 1), "words_other": (0, 1),
        "refs": (2, 1), "sources": (1, 1), "quality": (0.5, 1), "reverted": (1, 1), "views": (7, 0),
    }  # fmt: skip


def test_where_nothing_is_known_the_figure_is_unknown_and_not_nought(edition: Edition, site: Site) -> None:
    make_writer(edition, site, 5)
    make_revision(make_page(site, views=None, measured_at=None), 5, **UNKNOWN)
    totals = looks.totals(edition)
    assert (totals.bytes_added.value, totals.words.value, totals.quality.value, totals.views.value) == (None,) * 4
    assert (totals.bytes_added.unknown, totals.removals.unknown, totals.views.unknown) == (1, 1, 1)


def test_without_any_revision_figures_are_nought(edition: Edition) -> None:
    assert values(looks.totals(edition)) == {}


def test_as_of_is_that_of_the_wiki_that_was_read_least_lately(edition: Edition, site: Site) -> None:
    figure = looks.totals(edition).edits
    assert (figure.as_of, figure.next_at) == (NOON + 3 * DAY + HOUR, NOON + 4 * DAY)
    other = Site.objects.create(slug="sq", name="Shqip", api="https://sq.example.org/w/api.php", made_at=NOON)
    make_reading(edition, other, as_of=None, next_at=NOON)
    figure = looks.totals(edition).edits
    assert (figure.as_of, figure.next_at) == (None, NOON)
    assert looks.totals(edition, site=site).edits.as_of == NOON + 3 * DAY + HOUR


@pytest.mark.parametrize(
    "change",
    [
        {"at": NOON - dt.timedelta(seconds=1)},
        {"at": NOON + 3 * DAY},
        {"is_gone": True},
        {"user": 6},
        {"site": "other"},
    ],
)
def test_what_does_not_count_counts_nowhere(edition: Edition, site: Site, change: dict[str, Any]) -> None:
    make_writer(edition, site, 5)
    page = make_page(site)
    if change.get("site"):
        page = make_page(
            Site.objects.create(slug="sq", name="Shqip", api="https://sq.example.org/api.php", made_at=NOON)
        )
        change = {}
    row = make_revision(page, **{"user": 5, **change})
    totals = looks.totals(edition)
    assert (totals.edits.value, totals.bytes_added.value, totals.views.value) == (0, 0, 0)
    assert totals.gone.value == int(row.is_gone)
    assert list(looks.revisions_of(edition)) == []
    assert looks.by_participant(edition) == {}


def test_who_withdrew_counts_no_more(edition: Edition, site: Site) -> None:
    person = make_writer(edition, site, 5)
    make_revision(make_page(site), 5)
    assert looks.totals(edition).edits.value == 1
    Participant.objects.filter(pk=person.pk).update(state=ParticipantState.WITHDRAWN)
    assert looks.totals(edition).edits.value == 0


def test_a_draft_counts_for_its_author_when_it_is_an_article_and_a_redirect_does_not(
    edition: Edition, site: Site
) -> None:
    make_writer(edition, site, 5)
    page = make_page(site, ns=2)
    make_revision(page, 5, parent=0)
    make_revision(make_page(site, is_redirect=True), 5, parent=0)
    assert (looks.totals(edition).created.value, looks.totals(edition).edits.value) == (0, 2)
    Page.objects.filter(pk=page.pk).update(ns=0)
    assert looks.totals(edition).created.value == 1
    assert [row.page_id for row in looks.revisions_of(edition, figure="created")] == [page.pk]


def test_participants_teams_days_and_wikis_are_parts_of_the_whole(edition: Edition, site: Site) -> None:
    one, two, three = (make_writer(edition, site, user) for user in (5, 6, 7))
    team = make_team(edition, one, two)
    page = make_page(site)
    for user, delta, at in ((5, 10, NOON), (5, 20, NOON + 11 * HOUR), (6, 40, NOON + DAY), (7, 80, NOON + 2 * DAY)):
        make_revision(page, user, delta=delta, at=at)
    people = {key: row["bytes_added"] for key, row in looks.by_participant(edition).items()}
    assert people == {one.pk: 30, two.pk: 40, three.pk: 80}
    assert {key: row["bytes_added"] for key, row in looks.by_team(edition).items()} == {team.pk: 70}
    # Kosovo's day ends at ten in the evening of UTC in summer.
    days = {row["day"].isoformat(): row["bytes_added"] for row in looks.by_day(edition)}
    assert days == {"2026-09-05": 10, "2026-09-06": 60, "2026-09-07": 80}
    assert looks.totals(edition, team=team).bytes_added.value == 70
    assert looks.totals(edition, participant=two).bytes_added.value == 40
    assert looks.totals(edition, day=dt.date(2026, 9, 6)).bytes_added.value == 60
    assert looks.totals(edition, day=dt.date(2026, 9, 6), team=team, site=site).bytes_added.value == 60
    assert looks.totals(edition, participant=three).active.value == 1


def test_every_figure_opens_to_the_rows_that_it_follows_from(edition: Edition, site: Site) -> None:
    person = make_writer(edition, site, 5)
    page = make_page(site)
    for fields in ({}, {"delta": -7}, UNKNOWN, {"refs": 0, "sources": 0}, {"words_latn": 0, "words_cyrl": 0}):
        make_revision(page, 5, **fields)
    make_revision(make_page(site, ns=2), 5)
    make_revision(page, 5, is_gone=True)
    totals = looks.totals(edition)
    for name, field in (("bytes_added", "delta"), ("refs", "refs"), ("words_latn", "words_latn")):
        rows = looks.revisions_of(edition, figure=name)
        figure = getattr(totals, name)
        assert rows.aggregate(n=Sum(field))["n"] == figure.value, name
        assert rows.filter(**{field: None}).count() == figure.unknown, name
    assert looks.revisions_of(edition, figure="edits").count() == totals.edits.value == 6
    assert looks.revisions_of(edition, figure="gone").count() == totals.gone.value == 1
    row = looks.revisions_of(edition, page=page).last()
    assert (row.owner, row.words, row.quality_gain) == (person.pk, 12, 0.25)
    with pytest.raises(KeyError):
        looks.revisions_of(edition, figure="no such figure")


def test_an_article_tells_how_good_it_was_before_the_first_edit_of_the_edition(edition: Edition, site: Site) -> None:
    make_writer(edition, site, 5)
    page = make_page(site, quality=0.75)
    make_revision(page, 5, quality_before=0.5, at=NOON + HOUR)
    make_revision(page, 5, quality_before=0.6, at=NOON + 2 * HOUR, delta=None)
    row = looks.pages_of(edition).get()
    assert (row.edits, row.net, row.quality_before, row.quality, row.began) == (2, 100, 0.5, 0.75, 0)


def test_files_are_told_by_kind_and_by_where_they_are_shown(edition: Edition, site: Site) -> None:
    person = make_writer(edition, site, 5)

    def upload(mime: str, **fields: Any) -> Upload:
        told = {"page": next(_numbers), "title": "File:A", "user": 5, "at": NOON, "read_at": NOON, **fields}
        return Upload.objects.create(site=site, mime=mime, **told)

    picture, film = upload("image/jpeg"), upload("video/webm")
    upload("image/png", is_gone=True)
    upload("image/png", at=NOON - DAY)
    for file, page, gone in ((picture, 1, None), (picture, 2, None), (film, 1, None), (film, 3, NOON)):
        Use.objects.create(upload=file, site=site, page=page, title="Mill", seen_at=NOON, gone_at=gone)
    totals = looks.totals(edition)
    told = [getattr(totals, name).value for name in ("images", "videos", "files_used", "uses")]
    assert told == [1, 1, 2, 2]
    assert totals.uses.as_of == NOON
    assert [(one.pk, one.shown, one.owner) for one in looks.uploads_of(edition, figure="images")] == [
        (picture.pk, 2, person.pk)
    ]


def test_survival_counts_what_is_known_and_says_what_waits(edition: Edition, site: Site) -> None:
    make_writer(edition, site, 5)
    page = make_page(site)
    rows = [make_revision(page, 5) for _ in range(4)]
    for row, added, alive in zip(rows, (10, 20, 5), (5, 20, None), strict=False):
        Survival.objects.create(revision=row, days=7, at=NOON + 7 * DAY, added=added, alive=alive, read_at=NOON)
    found = looks.survival(edition, 7)
    assert found == looks.Survived(days=7, added=30, alive=25, known=2, unknown=1, waiting=1)
    assert found.share == 25 / 30
    assert looks.survival(edition, 30).share is None


def test_retention_is_known_when_every_wiki_was_read_after_that_time(edition: Edition, site: Site) -> None:
    one, _two = make_writer(edition, site, 5), make_writer(edition, site, 6)
    page = make_page(site)
    for user in (5, 6):
        make_revision(page, user)
    make_revision(page, 5, at=NOON + 20 * DAY)
    assert looks.retention(edition, 7) == looks.Retained(days=7, active=2, stayed=1, is_known=False)
    Reading.objects.update(as_of=timezone.now() + 365 * DAY)
    assert looks.retention(edition, 7).share == 0.5
    assert looks.retention(edition, 90).share == 0.0
    assert one.pk in looks.by_participant(edition)
