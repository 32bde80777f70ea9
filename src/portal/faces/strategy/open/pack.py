"""A version in; its evidence pack, as PDF in the reader's language, from how things stand now or stood then, out."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.faces.kit.numbers import day
from portal.faces.paper.pack import Chapter, Pack, pack_pdf
from portal.faces.people.client import network_of
from portal.faces.public.cache import figures
from portal.faces.strategy.common import strategy_of, version_of
from portal.faces.strategy.open import chapters, course, proofs
from portal.faces.strategy.open.frozen import Frozen
from portal.ground.languages.said import said
from portal.ground.limits.acts import allow_rule
from portal.ground.limits.rules import HOUR, Rule
from portal.strategy.plan.contents import contents
from portal.strategy.plan.models import Strategy, Version
from portal.strategy.plan.states import VersionState
from portal.strategy.review.freezing import frozen

PRESSED = Rule("strategy-pack", 30, HOUR)


class _TooManyError(Exception):
    """One network had many packs made."""


@require_safe
@never_cache
def pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The pack of a version as things stand now; it is set once for each state of the records."""
    strategy = strategy_of(slug)
    version = version_of(request, strategy, number)

    def make() -> Pack:
        return pack(strategy, version_now(version), version)

    return pressed(request, f"{version.pk}/{version.edition}", f"{strategy.slug}-{number}", make)


def pressed(request: HttpRequest, key: str, name: str, make: Callable[[], Pack]) -> HttpResponse:
    """A pack as PDF, set once for each state of the records; no network has more made in an hour than PRESSED says."""

    def made() -> bytes:
        if not allow_rule(PRESSED, network_of(request)):
            raise _TooManyError
        return pack_pdf(make())

    try:
        body = figures(request, f"pack/{key}/{get_language()}", made)
    except _TooManyError:
        late = HttpResponse(_("Many reports were made for your network. Please come back in an hour."), status=429)
        late["Retry-After"] = "3600"
        return late
    return answer(body, name)


def answer(body: bytes, name: str) -> HttpResponse:
    """A pack as it is sent, its file named after what it tells of and its language."""
    sent = HttpResponse(body, content_type="application/pdf")
    sent["Content-Disposition"] = f'inline; filename="{name}-{get_language()}.pdf"'
    return sent


def version_now(version: Version) -> Frozen:
    """How a version stands now, in the form that a review freezes."""
    data = json.loads(frozen(version, timezone.now(), timezone.localdate()))
    return Frozen(data, contents(version.based_on) if version.based_on else None)


def pack(strategy: Strategy, stood: Frozen, version: Version, more: tuple[Chapter, ...] = ()) -> Pack:
    """The whole pack, in the language that is switched on. `more`: chapters that stand before the method."""
    told = [
        chapters.overview(stood),
        chapters.objectives(stood),
        chapters.initiatives(stood),
        proofs.indicators(stood),
        course.index(stood),
        proofs.counted(stood),
        chapters.partners(stood),
        chapters.finances(stood),
        chapters.risks(stood),
        course.trials(stood),
        chapters.changes(stood),
        *more,
        proofs.method(stood),
    ]
    site = settings.SITE_ADDRESS.rstrip("/")
    address = reverse("strategy-version", args=[strategy.slug, version.number])
    name = _("Version %(number)s") % {"number": version.number}
    return Pack(
        overline=_("Evidence pack"),
        title=strategy.name,
        facts=facts(strategy, stood, version),
        lead=" · ".join(filter(None, [name, said(stood.contents["names"])])),
        heads=chapters.heads(stood),
        contents_title=_("Contents"),
        chapters=[one for one in told if one is not None],
        foot=f"{strategy.name} · {site}{address}",
        site=settings.SITE_NAME,
        language=get_language() or "en",
        mark=_("In preparation") if version.state == VersionState.DRAFT else "",
    )


def facts(strategy: Strategy, stood: Frozen, version: Version) -> list[tuple[str, str]]:
    """Who answers for it, since when it holds, and as of when the figures are."""
    since = day(version.starts_on) if version.starts_on else _("not known")
    return [
        (_("Organisation"), strategy.organisation),
        (_("In force since"), since),
        (_("Figures as of"), day(stood.taken_on)),
    ]
