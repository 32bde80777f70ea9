"""What the results room knows of pages in; topics that began, were published, lasted or were lost, out."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max, Q
from django.utils import timezone

from portal.academy.programme.models import Edition
from portal.academy.results.counted import sites_of
from portal.academy.results.models import Account, Page, Revision
from portal.academy.topics.acts import note_work
from portal.academy.topics.models import Topic
from portal.academy.topics.states import HELD, TopicState

LASTS = dt.timedelta(days=30)


def follow(edition: Edition, now: dt.datetime | None = None) -> int:
    """Lay the pages that are known over the board: how many topics changed their state.

    A page is a topic's by its number once it is known, else by its title on the topic's wiki: in the main namespace, or
    as a draft `.../Title` elsewhere. Work on it puts off the end of a claim.
    """
    now = now or timezone.now()
    changed = 0
    sites = {site.language: site for site in reversed(sites_of(edition)) if site.kind == "wiki"}
    topics = edition.topics.exclude(state=TopicState.DROPPED).select_related("team", "participant", "site")
    for topic in topics:
        if topic.site is None and topic.language in sites:
            note_work(topic, "", site=sites[topic.language])
            topic.site = sites[topic.language]
        if topic.site is not None and (page := page_of(topic)) is not None:
            changed += _lay(topic, page, now)
    return changed


def page_of(topic: Topic) -> Page | None:
    """The page of a topic, as far as it is known."""
    pages = Page.objects.filter(site=topic.site)
    if topic.page is not None and (known := pages.filter(page=topic.page).first()):
        return known
    live = pages.filter(is_gone=False, is_redirect=False)
    article = live.filter(ns=0, title__in=(topic.title, topic.title[:1].upper() + topic.title[1:])).first()
    return article or live.exclude(ns=0).filter(title__endswith=f"/{topic.title}").first()


def _lay(topic: Topic, page: Page, now: dt.datetime) -> bool:
    state = topic.state
    where = {"page": page.page, "address": page.address}
    touched = _touched(topic, page)
    if touched is not None and state in HELD and (topic.touched_at is None or touched > topic.touched_at):
        where["touched_at"] = touched
    if page.is_gone or (page.ns != 0 and state not in (TopicState.OPEN, TopicState.CLAIMED, TopicState.DRAFT)):
        lost = {"page": None, "address": "", "published_at": None, "touched_at": now}
        return state not in (TopicState.OPEN, TopicState.CLAIMED) and note_work(topic, "lose", **lost)
    if page.ns != 0:
        is_begun = state == TopicState.CLAIMED and touched is not None
        return note_work(topic, "begin" if is_begun else "", **where) and is_begun
    if state in (TopicState.OPEN, TopicState.CLAIMED, TopicState.DRAFT):
        return _is_work(topic, page) and note_work(topic, "publish", **where, published_at=_since(topic, page, now))
    if state == TopicState.PUBLISHED and topic.published_at and now - topic.published_at >= LASTS and not page.removal:
        return note_work(topic, "survive", **where)
    return False


def _work(topic: Topic, page: Page) -> Q:
    """Edits by whoever takes part; where somebody holds the topic, by them or their team."""
    accounts = Account.objects.filter(participant__edition=topic.edition, site=page.site, user__isnull=False)
    if topic.team_id is not None:
        accounts = accounts.filter(participant__team=topic.team_id)
    elif topic.participant_id is not None:
        accounts = accounts.filter(participant=topic.participant_id)
    return Q(page=page, user__in=accounts.values("user"), is_gone=False)


def _touched(topic: Topic, page: Page) -> dt.datetime | None:
    found: dt.datetime | None = Revision.objects.filter(_work(topic, page)).aggregate(at=Max("at"))["at"]
    return found


def _is_work(topic: Topic, page: Page) -> bool:
    """Whether it is of this edition: an article that stood there before and nobody here touched fills no topic."""
    return Revision.objects.filter(_work(topic, page), at__gte=topic.edition.starts_at).exists()


def _since(topic: Topic, page: Page, now: dt.datetime) -> dt.datetime:
    found = Revision.objects.filter(_work(topic, page), at__gte=topic.edition.starts_at).order_by("at").first()
    return found.at if found else now
