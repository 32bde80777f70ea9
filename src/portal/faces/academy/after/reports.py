"""An edition in; its report for partners as a page and as a PDF, out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.academy.after.report import Report, report
from portal.academy.jury.looks import made_by
from portal.academy.programme.models import Edition, Work
from portal.faces.academy.after import telling
from portal.faces.academy.common import edition_of, known
from portal.faces.academy.results import scope
from portal.faces.kit.numbers import day
from portal.faces.paper.pictures import for_paper, photo
from portal.faces.paper.report import Booklet, Chapter, Grid, Number, Photo, Plot, report_pdf
from portal.faces.people.client import network_of
from portal.faces.public.cache import page
from portal.ground.limits.acts import allow_rule
from portal.ground.limits.rules import HOUR, Rule
from portal.ground.store.looks import read

PRESSED = Rule("academy-report", 30, HOUR)
DAYS_KEPT = 7


@page
def page_of(request: HttpRequest, slug: str) -> HttpResponse:
    """The report as a page."""
    edition = edition_of(request, slug)
    about = report(edition)
    context = {
        **known(request, edition),
        "about": about,
        "facts": facts(edition, about),
        "heads": telling.heads(about),
        "chapters": telling.chapters(about),
        "pictures": [(work, made_by(work)) for work in about.pictures],
        "ways": scope.ways(edition, "edition-report"),
        "as_of": telling.as_of(about),
    }
    return render(request, "academy/after/report.html", context)


@require_safe
@never_cache
def pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a PDF; it is set once for the same content."""
    edition = edition_of(request, slug)
    made = booklet(edition)
    key = "report:" + hashlib.sha256(json.dumps(asdict(made), sort_keys=True).encode()).hexdigest()
    body: bytes | None = cache.get(key)
    if body is None:
        if not allow_rule(PRESSED, network_of(request)):
            late = HttpResponse(_("Many reports were made for your network. Please come back in an hour."), status=429)
            late["Retry-After"] = "3600"
            return late
        body = report_pdf(made)
        cache.set(key, body, DAYS_KEPT * 86400)
    answer = HttpResponse(body, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{edition.slug}-{get_language()}.pdf"'
    return answer


def booklet(edition: Edition) -> Booklet:
    """The report for paper, in the language that is switched on."""
    about = report(edition)
    told = telling.chapters(about)
    site = settings.SITE_ADDRESS.rstrip("/")
    return Booklet(
        overline=edition.programme.name,
        title=edition.name,
        facts=facts(edition, about),
        lead=_("What was learned, what was made, and what of it lasted."),
        heads=[Number(*one) for one in telling.heads(about)],
        chapters=[*map(_chapter, told), *_prizes(about)],
        photos_title=_("Pictures from the works"),
        photos=[one for one in map(_photo, about.pictures) if one],
        meanings_title=_("How it is counted"),
        meanings=telling.meanings(told),
        foot=f"{edition.name} · {site}{reverse('edition-report', args=[edition.slug])}",
        site=settings.SITE_NAME,
        language=get_language() or "en",
        mark=_("Rehearsal") if edition.is_rehearsal else "",
    )


def facts(edition: Edition, about: Report) -> list[tuple[str, str]]:
    """When, where and by whom; as of when."""
    first, last = timezone.localtime(edition.starts_at).date(), timezone.localtime(edition.ends_at).date()
    told = [
        (_("When"), day(first) if first == last else f"{day(first)} – {day(last)}"),
        (_("Where"), edition.place),
        (_("Organised by"), edition.organiser),
        (_("Funded by"), ", ".join(str(one) for one in edition.funders)),
        (_("Figures as of"), telling.as_of(about)),
    ]
    return [(name, words) for name, words in told if words]


def _chapter(one: telling.Told) -> Chapter:
    numbers = [Number(count.value, count.name) for count in one.counts]
    numbers += [Number(each.value or _("not known"), str(each.name), each.missing) for each in one.figures]
    plots = [Plot(for_paper(each.svg), each.words.title, each.words.description) for each in one.charts]
    return Chapter(one.title, " ".join([one.text, *one.notes]).strip(), numbers, plots)


def _prizes(about: Report) -> list[Chapter]:
    rows = [
        [one.award.name, one.award.work.title if one.award.work else "", one.winners]
        for one in about.prizes
        if not one.is_out and one.winners
    ]
    grid = Grid(_("Prizes"), [_("Prize"), _("Work"), _("By whom")], rows)
    return [Chapter(_("What the jury chose"), grids=[grid])] if rows else []


def _photo(work: Work) -> Photo | None:
    body = read(work.picture)
    if body is None:
        return None
    try:
        svg = photo(body)
    except OSError:
        return None
    return Photo(svg, work.title, " · ".join(filter(None, [made_by(work), work.licence])))
