"""A strategy in; its version in force with live figures, its older versions, and where one can go from there, out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.faces.public.cache import page
from portal.faces.strategy.common import newest, open_versions, strategy_of, version_of
from portal.faces.strategy.open.shown import objectives, partners
from portal.strategy.plan import looks
from portal.strategy.plan.models import Strategy, Version


@page
def strategies(request: HttpRequest) -> HttpResponse:
    """All strategies; where there is one alone, that one."""
    found = list(looks.strategies())
    if len(found) == 1:
        return redirect("strategy", found[0].slug)
    return render(request, "strategy/open/strategies.html", {"strategies": found})


@page
def strategy(request: HttpRequest, slug: str) -> HttpResponse:
    """A strategy as it is in force."""
    about = strategy_of(slug)
    return render(request, "strategy/open/strategy.html", _context(about, newest(about)))


@page
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version, in force or replaced; coordinators see the one in preparation too."""
    about = strategy_of(slug)
    return render(request, "strategy/open/version.html", _context(about, version_of(request, about, number)))


def _context(about: Strategy, shown: Version | None) -> dict[str, object]:
    versions = list(open_versions(about))
    context: dict[str, object] = {"strategy": about, "version": shown, "versions": versions}
    if shown is None:
        return context
    tree = looks.tree(shown)
    return {
        **context,
        "objectives": objectives(shown, tree),
        "loose": tree.loose,
        "partners": partners(looks.roles(shown)),
        "next": next((one for one in versions if one.number > shown.number), None),
    }
