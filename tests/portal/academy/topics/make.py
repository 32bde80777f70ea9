"""Plain data for tests of topics: boards, topics that somebody holds, sources."""

from __future__ import annotations

import itertools
from typing import Any

from django.utils import timezone

from portal.academy.programme.models import Edition, Participant, Team
from portal.academy.results.models import Page, Reading, Revision, Site
from portal.academy.topics import acts
from portal.academy.topics.bank import add_source
from portal.academy.topics.lists import subject_of
from portal.academy.topics.models import Source, Topic
from tests.portal.academy.make import make_edition, make_participant

_numbers = itertools.count(1)


def make_topic(edition: Edition | None = None, title: str = "", **fields: Any) -> Topic:
    """An open topic in Albanian."""
    title = title or f"Mulliri {next(_numbers)}"
    values = {
        "subject": subject_of(title, fields.get("item", "")),
        "title": title,
        "language": "sq",
        "made_at": timezone.now(),
        **fields,
    }
    return Topic.objects.create(edition=edition or make_edition(), **values)


def make_team(edition: Edition, *members: Participant, name: str = "") -> Team:
    """A team of these participants."""
    team = Team.objects.create(edition=edition, name=name or f"Team {next(_numbers)}", made_at=timezone.now())
    for member in members:
        member.team = team
        member.save()
    return team


def make_claimed(participant: Participant | None = None, **fields: Any) -> Topic:
    """A topic that somebody claimed just now."""
    participant = participant or make_participant()
    return acts.claim(make_topic(participant.edition, **fields), participant)


def make_source(topic: Topic, by: Participant | str = "organiser", **fields: Any) -> Source:
    """A source on the web."""
    number = next(_numbers)
    values = {"title": f"Burimi {number}", "address": f"https://burim{number}.example/a", **fields}
    return add_source(topic, by, **values)


def make_wiki(edition: Edition, language: str = "sq") -> Site:
    """A wiki that an edition works on, and nobody asks."""
    address = f"https://{language}.example/w/api.php"
    values = {"name": language, "api": address, "language": language, "made_at": timezone.now()}
    site, _made = Site.objects.get_or_create(slug=language, defaults=values)
    Reading.objects.get_or_create(edition=edition, site=site)
    return site


def make_page(site: Site, title: str, ns: int = 0, **fields: Any) -> Page:
    """A page as the results room knows it."""
    return Page.objects.create(site=site, page=next(_numbers), title=title, ns=ns, **fields)


def make_edit(page: Page, user: int, **fields: Any) -> Revision:
    """An edit of a page."""
    values = {"at": timezone.now(), "parent": 0, **fields}
    return Revision.objects.create(site=page.site, page=page, rev=next(_numbers), user=user, **values)
