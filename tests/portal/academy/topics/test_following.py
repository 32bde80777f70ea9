"""The board follows what the wikis show: drafts, articles, what lasts, and what is deleted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from portal.academy.programme.models import Participant
from portal.academy.results.models import Account, Site
from portal.academy.topics import acts
from portal.academy.topics.following import follow
from portal.academy.topics.models import Topic
from tests.portal.academy.make import make_edition, make_participant
from tests.portal.academy.topics.make import make_claimed, make_edit, make_page, make_team, make_topic, make_wiki

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def make_account(participant: Participant, site: Site, user: int) -> Account:
    return Account.objects.create(participant=participant, site=site, name=f"U{user}", user=user, state="found")


def now_of(topic: Topic) -> Topic:
    return Topic.objects.get(pk=topic.pk)


def test_a_draft_then_an_article_that_lasts() -> None:
    one = make_participant()
    site = make_wiki(one.edition)
    make_account(one, site, 7)
    topic = make_claimed(one, title="Mulliri")
    draft = make_page(site, "Përdoruesi:U7/Mulliri", ns=2)
    make_edit(draft, 7)
    assert (follow(one.edition), now_of(topic).state, now_of(topic).page) == (1, "draft", draft.page)
    draft.ns, draft.title = 0, "Mulliri"
    draft.save()
    assert (follow(one.edition), now_of(topic).state) == (1, "published")
    assert (follow(one.edition), now_of(topic).address) == (0, draft.address)
    Topic.objects.update(published_at=timezone.now() - 31 * DAY)
    assert (follow(one.edition), now_of(topic).state) == (1, "surviving")


def test_a_tag_for_deletion_keeps_an_article_from_counting_as_lasting() -> None:
    one = make_participant()
    site = make_wiki(one.edition)
    make_account(one, site, 7)
    make_claimed(one, title="Mulliri")
    page = make_page(site, "Mulliri", removal="Grise")
    make_edit(page, 7)
    follow(one.edition)
    Topic.objects.update(published_at=timezone.now() - 31 * DAY)
    assert follow(one.edition) == 0


def test_a_deleted_article_goes_back_to_who_held_it_or_to_the_board() -> None:
    one = make_participant()
    site = make_wiki(one.edition)
    make_account(one, site, 7)
    held, free = make_claimed(one, title="Mulliri"), make_topic(one.edition, "Lumi")
    pages = [make_page(site, title) for title in ("Mulliri", "Lumi")]
    for page in pages:
        make_edit(page, 7)
    assert (follow(one.edition), now_of(held).state, now_of(free).state) == (2, "published", "published")
    for page in pages:
        page.is_gone = True
        page.save()
    assert (follow(one.edition), now_of(held).state, now_of(free).state) == (2, "claimed", "open")
    assert now_of(held).page is None


def test_an_article_by_others_fills_no_topic() -> None:
    one = make_participant()
    site = make_wiki(one.edition)
    make_account(one, site, 7)
    topic = make_topic(one.edition, "Mulliri")
    make_edit(make_page(site, "Mulliri"), 99)
    assert (follow(one.edition), now_of(topic).state) == (0, "open")


def test_work_by_anybody_of_the_team_puts_off_the_end_of_a_claim() -> None:
    one = make_participant()
    other = make_participant(one.edition)
    make_team(one.edition, one, other)
    site = make_wiki(one.edition)
    make_account(other, site, 8)
    topic = make_claimed(one, title="Mulliri")
    Topic.objects.update(touched_at=timezone.now() - 6 * DAY)
    edit = make_edit(make_page(site, "Përdoruesi:U8/Mulliri", ns=2), 8, at=timezone.now() - DAY)
    follow(one.edition)
    assert (now_of(topic).state, now_of(topic).touched_at) == ("draft", edit.at)


def test_a_wiki_that_came_later_is_found_by_its_language() -> None:
    edition = make_edition()
    topic = make_topic(edition)
    site = make_wiki(edition)
    follow(edition)
    assert now_of(topic).site == site


def test_topics_that_were_taken_off_are_left_alone() -> None:
    one = make_participant()
    site = make_wiki(one.edition)
    make_account(one, site, 7)
    topic = make_topic(one.edition, "Mulliri")
    acts.drop(topic, "person-1")
    make_edit(make_page(site, "Mulliri"), 7)
    assert (follow(one.edition), now_of(topic).state) == (0, "dropped")
