"""A request for news in; Atom out: wins, wins that were undone, the story of one target, in any language of ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from portal.audit.looks import history, recent_changes
from portal.audit.models import Change, Criterion, Shift, Verdict
from portal.audit.words import side
from portal.catalogue.models import Target
from portal.faces.api.asked import said
from portal.faces.api.door import changed_at
from portal.faces.api.downloads import language_of
from portal.faces.api.plain import plain
from portal.faces.api.targets import find
from portal.faces.kit.tongues import tag
from portal.faces.public.told import public_text
from portal.ground import links
from portal.outcome.looks import wins as latest_wins
from portal.outcome.models import Outcome, OutcomeKind, Regression
from portal.request.looks import latest_for

MOST = 50
MEDIA = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class News:
    """One entry of a feed. `key` never changes for the same event, in whatever language."""

    key: str
    at: dt.datetime
    title: str
    text: str
    link: str


class Feed(Atom1Feed):
    """Atom, whose date is that of the records where nothing has happened yet."""

    def latest_post_date(self) -> dt.datetime:
        """The date of the newest entry."""
        found: dt.datetime = super().latest_post_date() if self.items else changed_at()
        return found


def wins(request: HttpRequest) -> HttpResponse:
    """Targets that came to list Kosovo."""
    with translation.override(language_of(request)):
        news = [
            News(
                f"win/{one.target.slug}/{one.at:%Y-%m-%dT%H:%M:%SZ}",
                one.at,
                _("%(target)s lists Kosovo: %(criteria)s")
                % {"target": one.target.name, "criteria": _named(one.criteria)},
                _asked_for() if one.outcome else _("Nobody had asked for it here."),
                links.target(one.target.slug),
            )
            for one in latest_wins(MOST)
        ]
        return _atom(request, _("Wins"), _("Lists that came to have Kosovo, with proof."), reverse("wins"), news)


def regressions(request: HttpRequest) -> HttpResponse:
    """Wins that were undone."""
    found = Regression.objects.filter(target__hidden=False).select_related("target").order_by("-at", "-pk")[:MOST]
    with translation.override(language_of(request)):
        news = [
            News(
                f"regression/{one.pk}",
                one.at,
                _("%(target)s no longer lists Kosovo: %(criteria)s")
                % {"target": one.target.name, "criteria": _named([one.criterion])},
                one.note,
                links.target(one.target.slug),
            )
            for one in found
        ]
        about = _("Lists that had Kosovo once and do not have it any more.")
        return _atom(request, _("Wins that were undone"), about, reverse("wins"), news)


def changes(request: HttpRequest) -> HttpResponse:
    """What new versions of packages changed for Kosovo: where it appeared, disappeared, or changed its name or code."""
    with translation.override(language_of(request)):
        news = [_changed(one) for one in recent_changes(MOST)]
        about = _("Where Kosovo appeared, disappeared, or changed its name or code, version by version.")
        return _atom(request, _("Changes in new versions"), about, reverse("targets"), news)


def _changed(one: Change) -> News:
    words = {"target": one.target.name, "version": one.release.version, "criterion": Criterion(one.criterion).label}
    sides = {"was": side(one.shift, one.was), "now": side(one.shift, one.now), "before": one.before.version}
    return News(
        f"change/{one.pk}",
        one.release.released_at or one.found_at,
        _("%(target)s %(version)s, %(criterion)s: %(shift)s") % {**words, "shift": Shift(one.shift).label},
        _("In version %(before)s: %(was)s. Now: %(now)s.") % sides,
        links.target(one.target.slug),
    )


def target(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened to one target: verdicts and releases that changed, letters, replies, and how requests ended."""
    found = find(slug)
    with translation.override(language_of(request)):
        own = Change.objects.filter(target=found).select_related("target", "release", "before")
        told = [*_seen(found), *_told(found), *_ended(found), *(_changed(one) for one in own)]
        news = sorted(told, key=lambda one: one.at, reverse=True)
        about = _("What happened to this target: looks, letters, replies, outcomes.")
        return _atom(request, found.name, about, reverse("target", args=[slug]), news[:MOST])


def _seen(target: Target) -> Iterable[News]:
    for one in history(target):
        words = {"criterion": Criterion(one.criterion).label, "verdict": Verdict(one.verdict).label}
        key = f"standing/{target.slug}/{one.criterion}/{one.observation_id}"
        yield News(key, one.since, _("%(criterion)s: %(verdict)s") % words, "", links.target(target.slug))


def _told(target: Target) -> Iterable[News]:
    request = latest_for(target)
    for one in said(request) if request else ():
        title = _("A letter was sent: %(subject)s") if one.kind == "letter" else _("A reply: %(subject)s")
        key = f"{one.kind}/{target.slug}/{one.at:%Y-%m-%dT%H:%M:%S.%fZ}"
        yield News(key, one.at, title % {"subject": one.subject}, one.text, links.target(target.slug))


def _ended(target: Target) -> Iterable[News]:
    for one in Outcome.objects.filter(request__target=target):
        title = _("The request ended: %(how)s") % {"how": OutcomeKind(one.kind).label}
        yield News(f"outcome/{one.pk}", one.at, title, public_text(one.said), links.target(target.slug))


def _asked_for() -> str:
    return _("Citizens had asked for it.")


def _named(criteria: Sequence[str]) -> str:
    return ", ".join(str(Criterion(one).label) for one in criteria)


def _atom(request: HttpRequest, title: str, about: str, page: str, news: Iterable[News]) -> HttpResponse:
    site = settings.SITE_ADDRESS.rstrip("/")
    name = f"tag:{urlsplit(site).hostname},2026:"
    language = tag(translation.get_language() or "en")
    feed = Feed(
        title=plain(f"{title} · {settings.SITE_NAME}"),
        link=site + page,
        description="",
        subtitle=about,
        language=language,
        author_name=settings.SITE_NAME,
        feed_url=site + request.get_full_path(),
        feed_guid=f"{name}{request.path.strip('/')}/{language}",
    )
    for one in news:
        feed.add_item(
            title=plain(one.title),
            link=one.link,
            description=linebreaks(plain(one.text), autoescape=True) if one.text else None,  # type: ignore[arg-type]
            unique_id=name + one.key,
            pubdate=one.at,
            updateddate=one.at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=MEDIA)
