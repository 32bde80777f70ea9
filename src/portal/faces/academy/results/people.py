"""An edition in; who did how much, by pseudonym and by team, and all figures of one of them, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.academy.programme.looks import enrolled
from portal.academy.programme.models import Edition, Team
from portal.academy.results.looks import by_participant, by_team, totals
from portal.academy.results.models import Account
from portal.academy.results.states import AccountState
from portal.faces.academy.common import edition_of, known
from portal.faces.academy.results import pictures, scope, shown, words
from portal.faces.public.cache import page

SHORT = ("created", "words", "refs", "edits", "images")


@dataclass(frozen=True, slots=True)
class Row:
    """One participant or team. `cells`: the figure's name at the head, and its value; None is not known."""

    name: str
    href: str
    about: str
    cells: list[tuple[str, str | None]]
    edits: int


@page
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who takes part, and every team, with the figures that follow from their changes."""
    edition = edition_of(request, slug)
    part = scope.Part(site=scope.asked(request, edition).site)
    context = {
        **known(request, edition),
        "ways": scope.ways(edition, "edition-results-people", part),
        "wikis": scope.wikis(request, edition, part),
        "heads": [words.SAID[key].head for key in SHORT],
        "people": _people(edition, part),
        "teams": _teams(edition, part),
    }
    return render(request, "academy/results/people.html", context)


@page
def person(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """All figures of one participant."""
    edition = edition_of(request, slug)
    one = get_object_or_404(enrolled(edition), number=number)
    return _of(request, edition, scope.Part(participant=one, site=scope.asked(request, edition).site))


@page
def team(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """All figures of one team."""
    edition = edition_of(request, slug)
    one = get_object_or_404(Team, edition=edition, pk=pk)
    return _of(request, edition, scope.Part(team=one, site=scope.asked(request, edition).site))


def _of(request: HttpRequest, edition: Edition, part: scope.Part) -> HttpResponse:
    figures = totals(edition, **part.scope)
    context = {
        **known(request, edition),
        "part": part,
        "ways": scope.ways(edition, "edition-results-people", scope.Part(site=part.site)),
        "wikis": scope.wikis(request, edition, part),
        "groups": shown.groups(edition, figures, part.query),
        "read_at": shown.read_at(figures.edits),
        "read_next": shown.read_next(figures.edits),
        "members": enrolled(edition).filter(team=part.team) if part.team else (),
        "pages": f"{reverse('edition-results-pages', args=[edition.slug])}{part.query}",
        "files": f"{reverse('edition-results-files', args=[edition.slug])}{part.query}",
        "days": pictures.work_by_day(edition, part),
        "scripts": pictures.words_by_script(figures),
        "survival": pictures.survival(edition, part),
        "survival_means": words.SURVIVAL,
    }
    return render(request, "academy/results/part.html", context)


def _people(edition: Edition, part: scope.Part) -> list[Row]:
    found = by_participant(edition, site=part.site)
    named = set(
        Account.objects.filter(participant__edition=edition, state=AccountState.FOUND).values_list(
            "participant", flat=True
        )
    )
    rows = []
    for one in enrolled(edition):
        href = reverse("edition-results-person", args=[edition.slug, one.number]) + part.query
        about = one.team.name if one.team else ""
        about = about if one.pk in named else " · ".join(filter(None, [about, _("no account on a wiki yet")]))
        rows.append(_row(one.pseudonym, href, about, found.get(one.pk, {})))
    return sorted(rows, key=lambda row: (-row.edits, row.name))


def _teams(edition: Edition, part: scope.Part) -> list[Row]:
    found = by_team(edition, site=part.site)
    rows = [
        _row(
            one.name,
            reverse("edition-results-team", args=[edition.slug, one.pk]) + part.query,
            ", ".join(member.pseudonym for member in one.members.all()),
            found.get(one.pk, {}),
        )
        for one in edition.teams.prefetch_related("members").order_by("name")
    ]
    return sorted(rows, key=lambda row: (-row.edits, row.name))


def _row(name: str, href: str, about: str, values: Mapping[str, Any]) -> Row:
    cells = [(str(words.SAID[key].head), shown.number(values.get(key, 0), key) or None) for key in SHORT]
    return Row(name, href, about, cells, values.get("edits", 0))
