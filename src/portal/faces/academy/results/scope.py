"""A query of an address in; which part of an edition it asks for, and the ways to other parts, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.academy.programme.looks import enrolled
from portal.academy.programme.models import Edition, Participant, Team
from portal.academy.results.counted import sites_of
from portal.academy.results.models import Site
from portal.faces.kit.numbers import day
from portal.faces.kit.parts import Chip


@dataclass(frozen=True, slots=True)
class Part:
    """What of an edition is looked at; None: all of it."""

    participant: Participant | None = None
    team: Team | None = None
    site: Site | None = None
    day: dt.date | None = None

    @property
    def scope(self) -> dict[str, Any]:
        """The same as looks.totals and its like take it."""
        return {"participant": self.participant, "team": self.team, "site": self.site, "day": self.day}

    @property
    def query(self) -> str:
        """The same as an address says it; empty for all."""
        said = {
            "person": self.participant.number if self.participant else None,
            "team": self.team.pk if self.team else None,
            "wiki": self.site.slug if self.site else None,
            "day": self.day.isoformat() if self.day else None,
        }
        kept = {name: value for name, value in said.items() if value is not None}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def words(self) -> list[str]:
        """The same in words."""
        return [
            *([self.participant.pseudonym] if self.participant else []),
            *([self.team.name] if self.team else []),
            *([self.site.name] if self.site else []),
            *([day(self.day)] if self.day else []),
        ]


def asked(request: HttpRequest, edition: Edition) -> Part:
    """What an address asks for. Raises Http404 for what the edition does not have."""
    person, team, wiki = (request.GET.get(name, "") for name in ("person", "team", "wiki"))
    return Part(
        participant=get_object_or_404(enrolled(edition), number=_whole(person)) if person else None,
        team=get_object_or_404(Team, edition=edition, pk=_whole(team)) if team else None,
        site=get_object_or_404(Site, readings__edition=edition, slug=wiki[:20]) if wiki else None,
        day=_day(request.GET.get("day", "")),
    )


def wikis(request: HttpRequest, edition: Edition, part: Part) -> list[Chip]:
    """A chip a wiki, and one for all; none where there is only one."""
    sites: Sequence[Site] = sites_of(edition)
    if len(sites) < 2:
        return []
    every = Chip(pgettext("all wikis", "All wikis"), _with(request, ""), None, part.site is None)
    return [every, *(Chip(site.name, _with(request, site.slug), None, part.site == site) for site in sites)]


def ways(edition: Edition, here: str, part: Part | None = None) -> list[Chip]:
    """The pages of an edition's results."""
    query = Part(site=part.site).query if part else ""
    named = {
        "edition-results": _("Overview"),
        "edition-results-people": _("People and teams"),
        "edition-results-pages": _("Articles"),
        "edition-results-files": _("Pictures and videos"),
        "edition-results-sources": _("Sources"),
        "edition-report": _("Report"),
    }
    ends = {"edition-report": ""}
    return [
        Chip(words, reverse(name, args=[edition.slug]) + ends.get(name, query), None, name == here)
        for name, words in named.items()
    ]


def _with(request: HttpRequest, wiki: str) -> str:
    given = request.GET.copy()
    given.pop("page", None)
    given.pop("wiki", None)
    if wiki:
        given["wiki"] = wiki
    return f"?{given.urlencode()}" if given else request.path


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise Http404
    return int(text)


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
