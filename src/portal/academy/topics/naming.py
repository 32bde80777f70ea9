"""Topics that are known by their Wikidata id alone in; their titles in each language, as Wikidata has them, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from portal.academy.results.models import Site
from portal.academy.results.wikis import Wire, opened
from portal.academy.topics.models import Topic
from portal.ground.ledger.acts import MACHINE, record
from wiki.client import WikiError

MOST = 1000
"""Topics named in one go."""


@dataclass(frozen=True, slots=True)
class Name:
    """What an item is called in a language; `address`: where it has an article there already, else empty."""

    title: str
    address: str = ""


def name_topics() -> int:
    """Ask Wikidata for the titles of topics that have none: how many got one. Names what it can where Wikidata fails.

    An article that is there already is linked, so that whoever looks at the topic sees it.
    """
    waiting = Topic.objects.filter(title=F("item")).exclude(item="").order_by("pk")[:MOST]
    topics = list(waiting)
    if not topics or not settings.WIKIDATA_API:
        return 0
    named = 0
    try:
        for names in ask(sorted({topic.item for topic in topics}), sorted({topic.language for topic in topics})):
            named += _named(topics, names)
    except WikiError:
        return named  # asked again with the next round
    return named


def ask(items: Iterable[str], languages: Iterable[str]) -> Iterator[dict[tuple[str, str], Name]]:
    """Names by item and language, as many items at once as Wikidata answers. Raises WikiError."""
    tongues = list(languages)
    with Wire(opened(Site(slug="wikidata", api=settings.WIKIDATA_API))) as wire:
        rest = iter(items)
        while some := list(islice(rest, wire.wiki.most)):
            told = wire.ask(
                wire.wiki.get(
                    action="wbgetentities",
                    ids=some,
                    props=["labels", "sitelinks/urls"],
                    languages=tongues,
                    languagefallback=False,
                )
            )
            yield dict(_names(told.get("entities") or {}, tongues))


def _names(entities: dict[str, Any], languages: list[str]) -> Iterator[tuple[tuple[str, str], Name]]:
    for item, entity in entities.items():
        for language in languages:
            link = (entity.get("sitelinks") or {}).get(f"{language.replace('-', '_')}wiki") or {}
            label = (entity.get("labels") or {}).get(language) or {}
            title = str(link.get("title") or label.get("value") or "")
            if title and len(title) <= 255:
                yield (item, language), Name(title, str(link.get("url") or "")[:600])


def _named(topics: list[Topic], names: dict[tuple[str, str], Name]) -> int:
    count = 0
    with transaction.atomic():
        for topic in topics:
            name = names.get((topic.item, topic.language))
            if name is not None:
                still = Topic.objects.filter(pk=topic.pk, title=topic.item)
                count += still.update(title=name.title, address=topic.address or name.address)
        if count:
            record("topics.named", "topics/wikidata", MACHINE, {"count": count})
    return count
