"""Wikis are read when their turn has come; one that fails keeps no other waiting; what lasted is followed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from bench.wiki_seed import Sown
from portal.academy.results import acts, looks
from portal.academy.results.models import Authorship, Reading, Revision, Survival
from portal.academy.results.reading import surviving
from portal.academy.results.tasks import follow_survival, read_wikis
from portal.academy.results.wikis import Wire, opened
from tests.portal.academy.make import make_edition
from tests.portal.academy.results.make import make_followed, make_site
from wiki.local import Family
from wiki.measures.authorship import History
from wiki.reads import pages, texts

pytestmark = [pytest.mark.wiki, pytest.mark.django_db]
DAY = dt.timedelta(days=1)


def test_what_is_due_is_read_and_followed_though_another_wiki_fails(
    wikis: Family, sown: Sown, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [one.name for one in sown.pupils]
    bad, good = make_site("http://127.0.0.1:9/w/api.php", "bad"), make_site(wikis.api("en"))
    edition, _people = make_followed([bad, good], names, sown.since, sown.until)
    read_wikis.func()
    assert dict(Reading.objects.values_list("site__slug", "state")) == {"bad": "failed", "en": "done"}
    acts.untrack(edition, bad, "owner")
    follow_survival.func()
    for days in (7, 30, 0):
        found = looks.survival(edition, days)
        assert (found.waiting, found.known > 0, 0 < found.alive < found.added) == (0, True, True)
    _as_counted_from_the_start(good.pk)
    written = Survival.objects.count()
    follow_survival.func()
    assert Survival.objects.count() == written
    call_command("academy", "sync", edition.slug)
    said = capsys.readouterr().out
    assert f"edits: {looks.totals(edition).edits.value}" in said


def _as_counted_from_the_start(site: int) -> None:
    """What was written for a page is what its whole history, fed at once, says."""
    page = Authorship.objects.select_related("page__site").order_by("-page__revisions").first()
    assert page
    with Wire(opened(page.page.site)) as wire:
        told = wire.ask(pages.history(wire.wiki, page.page.page))
        wanted = [one.rev for one in told]
        got = {one.rev: one.content for part in wire.each(texts.of(wire.wiki, wanted)) for one in part}
    history = History()
    for one in told:
        history.feed(one.rev, one.user_id, got[one.rev])
    for row in Survival.objects.filter(revision__page=page.page, days=30).select_related("revision"):
        stood = [one.rev for one in told if one.at <= row.revision.at + 30 * DAY][-1]
        assert row.at_rev == stood
        survived = history.survived(row.revision.rev, stood)
        assert (row.added, row.alive) == (survived or (history.added(row.revision.rev), None))


def test_horizons_that_come_later_go_on_from_what_is_known(wikis: Family, sown: Sown) -> None:
    names = [one.name for one in sown.pupils]
    edition, _people = make_followed([make_site(wikis.api("en"))], names, sown.since, sown.until)
    read_wikis.func()
    site = Reading.objects.get().site
    first = surviving.follow(edition, site, most=500, now=sown.since + 20 * DAY)
    later = surviving.follow(edition, site, most=500, now=sown.since + 50 * DAY)
    assert first
    assert later
    assert (first.stages["texts"], first.least["texts"]) == (first.stages["texts"], first.stages["texts"])
    assert later.stages.get("texts", 0) < first.stages["texts"]
    assert looks.survival(edition, 7).known > 0
    assert Revision.objects.exclude(survivals=None).exists()


def test_an_edition_that_is_not_there_or_follows_no_wiki_is_told() -> None:
    with pytest.raises(CommandError, match="there is no edition “nowhere”"):
        call_command("academy", "sync", "nowhere")
    edition = make_edition(starts_at=timezone.now(), ends_at=timezone.now() + DAY)
    with pytest.raises(CommandError, match="follows no wiki yet"):
        call_command("academy", "sync", edition.slug)
