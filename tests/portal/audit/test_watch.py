"""The watch on the registries: through the real npm client, from a registry that the test plays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.utils import timezone

from portal.audit import watch
from portal.audit.models import Release, Schedule, Watch
from portal.audit.releases import list_releases, record_release
from portal.audit.tasks import PACKAGES_AT_ONCE, watch_releases
from portal.catalogue.files import read_catalogue
from portal.catalogue.models import Target
from portal.ground.clock.jobs import DAY as A_DAY
from portal.ground.clock.jobs import JOBS
from portal.ground.ledger.models import Entry
from portal.ground.mail.models import Outgoing
from portal.ground.people.models import Role
from tests.listed.sources.conftest import Reply, Site
from tests.portal.audit.make_releases import make_line, make_listed, read, told
from tests.portal.audit.registry import playing, publish
from tests.portal.make import NOON, make_person, make_target

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A registry that is played."""
    with playing(tmp_path, monkeypatch) as running:
        yield running


def run(rounds: int = 1) -> None:
    """Some rounds, each long enough after the one before."""
    for _ in range(rounds):
        Watch.objects.update(due_at=timezone.now())
        watch_releases.func()


def line(target: Target) -> list[tuple[str, str]]:
    return list(Release.objects.filter(target=target).order_by("place").values_list("version", "verdict"))


@pytest.mark.npm
def test_a_history_is_read_round_by_round_to_where_the_change_lies(site: Site) -> None:
    versions = {f"v1_{number}_0": "" if number < 3 else "Kosovo" for number in range(7)}
    publish(site, "places", **versions)
    target = make_target(address="npm:places")
    run(2)
    assert told(target) == [("1.2.0", "1.3.0", "country", "appeared", "missing", "listed", 0)]
    read_so = [version for version, verdict in line(target) if verdict]
    assert read_so == ["1.0.0", "1.2.0", "1.3.0", "1.6.0"]
    watched = Watch.objects.get(target=target)
    assert (watched.failures, watched.taken_until, watched.due_at > timezone.now() + DAY / 2) == (0, None, True)


@pytest.mark.npm
def test_a_new_version_that_drops_kosovo_is_told_with_the_diff(site: Site) -> None:
    publish(site, "places", v1_0_0="Kosovo")
    target = make_target(address="npm:places", name="Places")
    coordinator = make_person(Role.COORDINATOR, locale="en")
    for other in (make_person(Role.EDITOR), make_person(Role.ADMIN, wants_mail=False), make_person()):
        assert other.email
    run()
    publish(site, "places", v1_0_0="Kosovo", v1_1_0="Kosovo", v2_0_0="")
    run(2)
    assert told(target) == [("1.1.0", "2.0.0", "country", "disappeared", "listed", "missing", 0)]
    released = Release.objects.get(version="2.0.0").released_at
    assert released == dt.datetime(2020, 1, 3, tzinfo=dt.UTC)
    mails = list(Outgoing.objects.values_list("recipient", "about"))
    assert mails == [(coordinator.email, f"target/{target.slug}")]
    message = message_from_bytes(bytes(Outgoing.objects.get().raw), policy=policy.default)
    assert "- Version 2.0.0, Country list: Kosovo disappeared. Before: Listed. Now: Missing." in message.get_content()
    assert Schedule.objects.get(target=target).due_at <= timezone.now()


@pytest.mark.npm
def test_a_registry_out_of_reach_is_told_and_asked_again_and_nothing_is_lost(site: Site) -> None:
    publish(site, "places", v1_0_0="", v1_1_0="Kosovo")
    target = make_target(address="npm:places")
    run()
    before = line(target)
    page = site.pages.pop("/places")
    run(watch.TROUBLE)
    watched = watch.in_trouble().get()
    assert (watched.failures, line(target)) == (watch.TROUBLE, before)
    assert watched.error.startswith("npm:places: ")
    site.pages["/places"] = page
    run()
    assert (watch.in_trouble().count(), line(target)) == (0, before)
    verbs = Entry.objects.filter(verb__startswith="watch.").order_by("number").values_list("verb", flat=True)
    assert list(verbs) == [*["watch.failed"] * watch.TROUBLE, "watch.heard"]


@pytest.mark.npm
def test_a_version_that_cannot_be_read_costs_the_others_nothing(site: Site) -> None:
    publish(site, "places", v1_0_0="", v1_1_0="Kosovo", v1_2_0="Kosovo")
    site.pages["/files/places-1.2.0.tgz"] = Reply(b"nothing", media="application/octet-stream")
    target = make_target(address="npm:places")
    run(2)
    assert told(target) == [("1.0.0", "1.1.0", "country", "appeared", "missing", "listed", 0)]
    broken = Release.objects.get(version="1.2.0")
    assert (broken.verdict, broken.wanted, broken.error != "") == ("", 0, True)


def test_who_is_silent_is_asked_less_and_less_often() -> None:
    target = make_target()
    watch.plan(NOON)
    waits = []
    for _ in range(6):
        watch.silent(target, "npm:x: no answer.", NOON)
        waits.append(Watch.objects.get().due_at - NOON)
    assert waits == [DAY / 24, DAY / 4, DAY, 3 * DAY, 7 * DAY, 7 * DAY]


def test_packages_take_turns_by_the_day_and_within_a_day_by_their_reach() -> None:
    for number, (due, reach) in enumerate([(0, 10), (0, 500), (-1, 1), (0, None), (1, 9000)]):
        target = make_target(slug=f"p{number}", reach=reach)
        Watch.objects.create(target=target, due_at=NOON + due * DAY)
    Watch.objects.create(target=make_target(hidden=True, reach=99), due_at=NOON)
    taken = watch.take_due(4, NOON)
    assert [Target.objects.get(pk=pk).slug for pk in taken] == ["p2", "p1", "p0", "p3"]


def test_what_a_worker_has_is_nobody_elses_until_its_hold_runs_out() -> None:
    Watch.objects.create(target=make_target(), due_at=NOON)
    assert len(watch.take_due(5, NOON)) == 1
    assert watch.take_due(5, NOON + watch.LEASE / 2) == []
    assert len(watch.take_due(5, NOON + watch.LEASE + DAY)) == 1


def test_only_packages_are_watched() -> None:
    make_target(address="https://shop.example/")
    make_target(address="")
    package = make_target(address="pypi:pycountry")
    watch.plan(NOON)
    watch.plan(NOON + DAY)
    assert list(Watch.objects.values_list("target", "due_at")) == [(package.pk, NOON)]


def test_a_day_has_turns_for_every_package_of_the_catalogue() -> None:
    seconds = next(job.seconds for job in JOBS if job.task.endswith("watch_releases"))
    assert len(read_catalogue().packages()) <= PACKAGES_AT_ONCE * (A_DAY // seconds)


def test_versions_for_trying_out_are_read_only_where_they_are_new() -> None:
    target = make_target()
    make_line(target, v1="missing", v2="", v3="", v4="listed")
    chosen = watch.next_to_read(target, {"v1", "v4"})
    assert chosen is None
    between = watch.next_to_read(target, {"v1", "v2", "v4"})
    assert between is not None
    assert between.version == "v2"


def test_after_many_versions_that_nobody_can_read_only_new_ones_are_tried() -> None:
    target = make_target()
    versions = [f"v{number:03}" for number in range(60)]
    list_releases(target, make_listed(*versions))
    tries = 0
    while (release := watch.next_to_read(target, set(versions))) is not None:
        record_release(target, release.version, at=NOON, tool="listed 0.1.0", error="broken")
        tries += 1
    assert tries == watch.MOST_FAILED
    list_releases(target, make_listed(*versions, "v060"))
    newest = watch.next_to_read(target, {*versions, "v060"})
    assert newest is not None
    assert newest.version == "v060"


def test_what_is_left_unread_is_no_reason_to_ask_again_at_once() -> None:
    target = make_target()
    make_line(target, v1="missing", v2="", v3="missing")
    assert watch.next_to_read(target, {"v1", "v2", "v3"}) is None
    read(target, "v2", "listed")
    assert [row[3] for row in told(target)] == ["appeared", "disappeared"]
