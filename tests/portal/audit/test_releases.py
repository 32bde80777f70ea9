"""Releases: each is read once, in whatever order, and a change lies where it came, between two that were read."""

from __future__ import annotations

import datetime as dt
import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portal.audit.changes import ChangeError, note_changes
from portal.audit.line import LONGEST_VERSION, Listed
from portal.audit.models import Change, Release, Schedule
from portal.audit.releases import MOST_WANTED, TRIES, Merged, ReleaseError, list_releases, record_release
from portal.ground.ledger.models import Entry
from tests.portal.audit.make_releases import START, make_line, make_listed, read, told
from tests.portal.make import NOON, make_target


def verbs(slug: str) -> list[str]:
    rows = Entry.objects.filter(subject=f"target/{slug}", verb__startswith="release").order_by("number")
    return list(rows.values_list("verb", flat=True))


def line(target_id: int) -> list[tuple[str, bool]]:
    return list(Release.objects.filter(target=target_id).order_by("place").values_list("version", "yanked"))


@pytest.mark.django_db
def test_a_version_that_was_read_is_not_read_again() -> None:
    target = make_target()
    list_releases(target, make_listed("1.0.0"))
    first = read(target, "1.0.0", "missing")
    again = read(target, "1.0.0", "listed")
    assert (first.pk, again.verdict) == (again.pk, "missing")
    assert verbs(target.slug) == ["releases.listed", "release.read"]


@pytest.mark.django_db
def test_kosovo_that_appears_is_a_change_between_two_releases() -> None:
    target = make_target()
    make_line(target, v1="missing", v2="listed")
    assert told(target) == [("v1", "v2", "country", "appeared", "missing", "listed", 0)]
    assert verbs(target.slug) == ["releases.listed", "release.read", "release.read", "release.changed"]


@pytest.mark.django_db
def test_another_name_and_another_code_are_changes() -> None:
    target = make_target()
    list_releases(target, make_listed("1", "2"))
    read(target, "1", label="Kosovo", value="XK")
    read(target, "2", label="Republic of Kosovo", value="XKX")
    assert told(target) == [
        ("1", "2", "country", "recoded", "XK", "XKX", 0),
        ("1", "2", "country", "renamed", "Kosovo", "Republic of Kosovo", 0),
    ]


@pytest.mark.django_db
def test_a_change_moves_to_its_true_version_and_stays_the_same_change() -> None:
    target = make_target()
    make_line(target, v1="missing", v2="", v3="", v4="listed")
    before = Change.objects.get()
    read(target, "v2", "listed")
    after = Change.objects.get()
    assert told(target) == [("v1", "v2", "country", "appeared", "missing", "listed", 0)]
    assert (after.pk, after.found_at) == (before.pk, before.found_at)
    moved = Entry.objects.filter(verb="release.changed").latest("number").body
    assert (moved["changes"], [one["version"] for one in moved["moved"]], moved["news"]) == ([], ["v2"], False)


@pytest.mark.django_db
def test_a_change_that_was_none_goes_and_those_it_hid_come() -> None:
    target = make_target()
    list_releases(target, make_listed("1", "2", "3"))
    read(target, "1", label="Kosovo")
    read(target, "3", label="Kosova")
    read(target, "2", "missing")
    assert told(target) == [
        ("1", "2", "country", "disappeared", "listed", "missing", 0),
        ("2", "3", "country", "appeared", "missing", "listed", 0),
    ]
    assert Entry.objects.filter(verb="release.changed").latest("number").body["gone"] == 1


@pytest.mark.django_db
def test_what_is_unclear_in_one_release_hides_no_change() -> None:
    target = make_target()
    make_line(target, v1="listed", v2="unclear", v3="missing")
    assert told(target) == [("v1", "v3", "country", "disappeared", "listed", "missing", 0)]


@pytest.mark.django_db
def test_a_version_nobody_listed_cannot_be_read() -> None:
    target = make_target()
    with pytest.raises(ReleaseError, match="list its versions first"):
        read(target, "9.9.9")


@pytest.mark.django_db
def test_what_cannot_be_read_is_tried_so_often_and_can_be_read_later() -> None:
    target = make_target()
    make_line(target, v1="missing")
    list_releases(target, make_listed("v1", "v2"))
    for _ in range(TRIES):
        record_release(target, "v2", at=NOON, tool="listed 0.1.0", error="the archive\0 is broken")
    failed = Release.objects.get(version="v2")
    assert (failed.error, failed.wanted, failed.verdict) == ("the archive is broken", 0, "")
    read(target, "v2")
    assert told(target) == [("v1", "v2", "country", "appeared", "missing", "listed", 0)]


@pytest.mark.django_db
def test_a_withdrawn_version_is_marked_and_hides_nothing() -> None:
    target = make_target()
    make_line(target, v1="missing", v2="listed", v3="missing")
    before = told(target)
    gone = list_releases(target, [Listed("v1"), Listed("v3", yanked=True)])
    assert gone == Merged((), ("v2", "v3"), 0)
    assert line(target.pk) == [("v1", False), ("v2", True), ("v3", True)]
    assert told(target) == before


@pytest.mark.django_db
def test_debian_forgets_old_versions_without_withdrawing_them() -> None:
    target = make_target(address="deb:iso-codes")
    make_line(target, v1="missing", v2="listed")
    list_releases(target, make_listed("v2", "v3"))
    assert line(target.pk) == [("v1", False), ("v2", False), ("v3", False)]


@pytest.mark.django_db
def test_a_registry_that_lists_nothing_withdraws_nothing() -> None:
    target = make_target()
    make_line(target, v1="missing", v2="listed")
    assert not list_releases(target, [])
    assert line(target.pk) == [("v1", False), ("v2", False)]


@pytest.mark.django_db
def test_a_late_release_of_an_old_line_stands_in_its_line() -> None:
    target = make_target()
    make_line(target, v1="missing", v3="listed")
    list_releases(target, [*make_listed("v1"), Listed("v2", NOON), *make_listed("v3")])
    assert told(target) == [("v1", "v3", "country", "appeared", "missing", "listed", 1)]
    read(target, "v2", "missing")
    assert told(target) == [("v2", "v3", "country", "appeared", "missing", "listed", 0)]


@pytest.mark.django_db
def test_dates_that_cannot_be_true_are_none() -> None:
    target = make_target()
    future, old = timezone.now() + dt.timedelta(days=400), dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    list_releases(target, [Listed("1", old), Listed("2", START), Listed("3", future), Listed("4")])
    dates = Release.objects.order_by("place").values_list("released_at", flat=True)
    assert list(dates) == [None, START, None, None]


@pytest.mark.django_db
def test_versions_with_markup_are_kept_as_they_are_and_those_nobody_can_show_are_left_out() -> None:
    target = make_target()
    strange = ["<script>alert(1)</script>", "1.0.0\0", "1\u202e.0", "", "9" * (LONGEST_VERSION + 1), "\ud800"]
    merged = list_releases(target, [Listed(version) for version in strange])
    assert (line(target.pk), merged.left_out) == ([("<script>alert(1)</script>", False)], 5)


@pytest.mark.django_db
def test_what_a_package_says_is_cut_and_cleaned() -> None:
    target = make_target()
    list_releases(target, make_listed("1"))
    criteria = {
        "country": {"verdict": "listed", "label": "Kos\0ovo" * 90, "value": None, "entries": 250},
        "phone-code": {"verdict": "listed", "label": "Kosovo", "value": "383", "entries": 250},
        "nonsense": {"verdict": "listed", "label": "", "value": "", "entries": 1},
    }
    release = record_release(target, "1", at=NOON, tool="listed 0.1.0", verdict="listed", criteria=criteria)
    kept = {"verdict": "listed", "label": ("Kosovo" * 90)[:200], "value": "", "entries": 250}
    phone = {"verdict": "listed", "label": "Kosovo", "value": "383", "entries": 250}
    assert release.criteria == {"country": kept, "phone-code": phone}


@pytest.mark.django_db
def test_of_a_flood_of_versions_the_newest_are_wanted() -> None:
    target = make_target()
    versions = [f"0.0.{number}" for number in range(5000)]
    list_releases(target, make_listed(*versions[:10]))
    list_releases(target, [Listed(version) for version in versions])
    wanted = Release.objects.filter(wanted=TRIES).order_by("place").values_list("version", flat=True)
    assert list(wanted) == versions[-MOST_WANTED:]
    assert [version for version, _ in line(target.pk)] == versions


@pytest.mark.django_db
def test_news_waits_for_the_staff_and_has_the_target_looked_at() -> None:
    target = make_target()
    make_line(target, v1="listed")
    list_releases(target, make_listed("v1", "v2"))
    read(target, "v2", "missing")
    assert Change.objects.get().seen_by == ""
    assert Entry.objects.filter(verb="release.changed").latest("number").body["news"] is True
    assert Schedule.objects.get(target=target).due_at <= timezone.now()


@pytest.mark.django_db
def test_history_is_no_news() -> None:
    target = make_target()
    make_line(target, v1="", v2="", v3="listed")
    read(target, "v1", "missing")
    assert Change.objects.get().seen_by == "machine"


@pytest.mark.django_db
def test_who_takes_note_says_why_and_does_so_once() -> None:
    target = make_target()
    make_line(target, v1="listed")
    list_releases(target, make_listed("v1", "v2"))
    read(target, "v2", "missing")
    with pytest.raises(ChangeError, match="Say in a sentence"):
        note_changes(target, "v2", "  ", "person-1")
    assert note_changes(target, "v2", "They were asked.", "person-1") == 1
    with pytest.raises(ChangeError, match="meanwhile"):
        note_changes(target, "v2", "Me too.", "person-2")
    entry = Entry.objects.get(verb="change.noted")
    expected = {"version": "v2", "changes": [Change.objects.get().pk], "reason": "They were asked."}
    assert (entry.actor, entry.body) == ("person-1", expected)


VERDICTS = st.sampled_from(["listed", "missing", "mixed", "qualified", "unclear", "not-expected"])
STOOD = st.tuples(VERDICTS, st.sampled_from(["Kosovo", "Kosova"]), st.sampled_from(["XK", "XKX"]))


class TestAnyOrder(TestCase):
    """The changes are those of what was read, in whatever order it was."""

    @settings(max_examples=40)
    @given(st.lists(STOOD, min_size=1, max_size=7), st.data())
    def test_in_whatever_order_releases_are_listed_and_read_the_changes_are_the_same(
        self, stood: list[tuple[str, str, str]], data: st.DataObject
    ) -> None:
        """Also where a version is listed only after a later one was read."""
        versions = [f"v{number}" for number in range(len(stood))]
        straight, other = make_target(), make_target()
        list_releases(straight, make_listed(*versions))
        for version, (verdict, label, value) in zip(versions, stood, strict=True):
            read(straight, version, verdict, label=label, value=value)
        known: set[str] = set()
        for number in data.draw(st.permutations(range(len(stood)))):
            known.add(versions[number])
            known |= data.draw(st.sets(st.sampled_from(versions)))
            list_releases(other, [one for one in make_listed(*versions) if one.version in known])
            verdict, label, value = stood[number]
            read(other, versions[number], verdict, label=label, value=value)
        assert told(other) == told(straight)
        assert Change.objects.filter(target=other).values("pk").distinct().count() == len(told(straight))

    def test_a_change_keeps_its_number_through_every_order(self) -> None:
        """So that no mail, no feed and no page of the desk tells of it twice."""
        for order in itertools.permutations(("v2", "v3")):
            target = make_target()
            make_line(target, v1="missing", v2="", v3="", v4="listed")
            number = Change.objects.get(target=target).pk
            for version in order:
                read(target, version, "missing")
            assert (told(target)[0][:2], Change.objects.get(target=target).pk) == (("v3", "v4"), number)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_each_release_once() -> None:
    target = make_target()
    make_line(target, v1="missing")

    def work(_: int) -> None:
        try:
            list_releases(target, make_listed("v1", "v2", "v3"))
            for version in ("v3", "v2"):
                read(target, version)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert told(target) == [("v1", "v2", "country", "appeared", "missing", "listed", 0)]
    assert sorted(verbs(target.slug)) == [
        *["release.changed"] * 2,
        *["release.read"] * 3,
        *["releases.listed"] * 2,
    ]
