"""A draft in; what is wrong in it, what it changes, and the version in force, sealed, out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.faces.desk.deeds import Deed
from portal.faces.strategy.desk.beside import address_of
from portal.faces.strategy.desk.common import being_written, by, name_of, page
from portal.faces.strategy.desk.smaller import PublishForm
from portal.strategy.plan import acts, looks
from portal.strategy.plan.acts.base import at
from portal.strategy.plan.checks import Problem, problems
from portal.strategy.plan.contents import contents
from portal.strategy.plan.diff import Difference, compare
from portal.strategy.plan.models import Version


def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """What would be published, with everything that is wrong or missing; then it is in force."""
    version = being_written(slug)
    found = [(one, *_where(version, one)) for one in problems(version)]
    before = looks.in_force(version.strategy)
    stops = [one for one in found if one[0].stops]
    waiting = list(looks.beside(version))
    known = {
        "strategy": version.strategy,
        "version": version,
        "before": before,
        "stops": stops,
        "misses": [one for one in found if not one[0].stops],
        "waiting": waiting,
        "differences": _changes(before, version) if before else [],
    }
    deeds = [] if stops or waiting else [_deed(request, version)]
    return page(request, "strategy/desk/publish.html", deeds, known)


def _changes(before: Version, version: Version) -> list[Difference]:
    """What differs, but for the first day, which is only chosen now."""
    found = compare(contents(before), contents(version))
    return [one for one in found if (one.part, one.field) != ("version", "starts_on")]


def _where(version: Version, problem: Problem) -> tuple[str, str]:
    """The name of the part that has a problem, and where it is written."""
    row = at(version, problem.part)
    return name_of(row, problem.part), address_of(version, row)


def _deed(request: HttpRequest, version: Version) -> Deed:
    def do(data: dict[str, Any]) -> str:
        acts.publish(version, by(request), data["starts_on"])
        return _("Version %(number)s is in force.") % {"number": version.number}

    return Deed(
        "publish",
        _("Put this version in force"),
        do,
        PublishForm,
        style="button--mark",
        help=_("It is sealed: it never changes again. The version before it stays to be read."),
        after=reverse("strategy-desk-one", args=[version.strategy.slug]),
    )
