"""An organiser in; the wikis that an edition follows, and for coordinators new ones, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.academy.programme.models import CrewRole, Edition
from portal.academy.results.acts import add_site, ask_now, track, untrack
from portal.academy.results.models import Reading, Site, SiteKind
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, frame, who
from portal.faces.academy.crew.rights import may_found
from portal.faces.academy.open.deeds import Deed, page


class SiteForm(forms.Form):
    """A wiki that is not known yet."""

    name = forms.CharField(label=gettext_lazy("Name of the wiki"), max_length=80)
    slug = forms.SlugField(label=gettext_lazy("Short name"), max_length=20)
    api = forms.URLField(
        label=gettext_lazy("Address of its api.php"),
        max_length=300,
        assume_scheme="https",
        widget=forms.TextInput({"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
    )
    language = forms.CharField(label=gettext_lazy("Code of its language"), max_length=12, initial="sq")
    kind = forms.ChoiceField(label=gettext_lazy("What it holds"), choices=SiteKind.choices)
    maxima = forms.CharField(
        label=gettext_lazy("Row of maxima for the quality of its articles"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("For example sq, sr or en. Empty: quality stays unknown."),
    )

    def clean(self) -> dict[str, Any]:
        """Nothing twice."""
        data: dict[str, Any] = super().clean() or {}
        for name in ("slug", "api"):
            if data.get(name) and Site.objects.filter(**{name: data[name]}).exists():
                self.add_error(name, _("This wiki is known already."))
        return data


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def wikis(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Which wikis are read for the results."""
    readings = {one.site_id: one for one in Reading.objects.filter(edition=edition).select_related("site")}
    sites = [(site, readings.get(site.pk)) for site in Site.objects.order_by("kind", "name")]
    deeds = [deed for site, reading in sites for deed in _of_site(request, edition, site, reading)]
    if may_found(who(request)):
        deeds.append(_add(request, edition))
    context = {"sites": sites, "demo": settings.DEMO}
    return page(request, "academy/crew/wikis.html", deeds, frame(request, edition, "edition-crew-wikis", **context))


def _of_site(request: HttpRequest, edition: Edition, site: Site, reading: Reading | None) -> list[Deed]:
    def follow(_data: dict[str, Any]) -> str:
        track(edition, site, by(request))
        return _("It is read as soon as possible.")

    def stop(_data: dict[str, Any]) -> str:
        untrack(edition, site, by(request))
        return _("It is not read any more, and counts no longer.")

    def read(_data: dict[str, Any]) -> str:
        if reading is not None:
            ask_now(reading, by(request))
        return _("It is read as soon as possible.")

    small = "button--quiet button--small"
    if reading is None:
        return [Deed(f"follow-{site.slug}", _("Follow it"), follow, style="button--small")]
    return [
        Deed(f"read-{site.slug}", _("Read it now"), read, style=small),
        Deed(f"stop-{site.slug}", _("Follow it no more"), stop, style=small),
    ]


def _add(request: HttpRequest, edition: Edition) -> Deed:
    def add(data: dict[str, Any]) -> str:
        try:
            site = add_site(by=by(request), **data)
        except ValueError as error:
            raise ValidationError({"api": str(error)}) from error
        track(edition, site, by(request))
        return _("The wiki is known, and followed.")

    return Deed("add", _("Add this wiki"), add, SiteForm)
