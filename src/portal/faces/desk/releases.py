"""What changed for Kosovo between releases, and registries that are silent, in; decided by a coordinator, out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.acts import ask_again
from portal.audit.changes import note_changes
from portal.audit.models import Change, Release, Watch
from portal.audit.watch import ask_now
from portal.audit.words import side
from portal.faces.desk.deeds import Deed, page
from portal.faces.desk.forms import ReasonForm
from portal.faces.desk.rights import person_of
from portal.request.looks import latest_for

NEIGHBOURS = 3


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """All that changed with one release, beside the one before it: take note of it, or look again."""
    shown = get_object_or_404(Change.objects.select_related("target__owner", "release", "before"), pk=pk)
    target, release, by = shown.target, shown.release, person_of(request).handle
    changes = list(Change.objects.filter(release=release).select_related("before").order_by("criterion", "shift"))

    def note(data: dict[str, Any]) -> str:
        note_changes(target, release.version, data["reason"], by)
        return _("Noted. It stays in the history of this target.")

    def look(_data: dict[str, Any]) -> str:
        again = ask_again(target, by)
        return _("It is looked at soon.") if again else _("It is due already, or has no address.")

    deeds = [Deed("look", _("Look at it again"), look, style="button--quiet")]
    if any(not one.seen_by for one in changes):
        after = f"{reverse('desk')}?kind=change"
        deeds.insert(0, Deed("note", _("Take note of it"), note, ReasonForm, style="button--mark", after=after))
    known = {
        "change": shown,
        "changes": [(one, side(one.shift, one.was), side(one.shift, one.now)) for one in changes],
        "around": _around(release),
        "about": latest_for(target),
    }
    return page(request, "desk/change.html", [f"target/{target.slug}"], deeds, known)


def _around(release: Release) -> list[Release]:
    """The releases that were read around this one, in their order."""
    read = Release.objects.filter(target=release.target_id).exclude(verdict="")
    before = list(read.filter(place__lt=release.place).order_by("-place")[:NEIGHBOURS])
    return [*reversed(before), *read.filter(place__gte=release.place).order_by("place")[: NEIGHBOURS + 1]]


def watch(request: HttpRequest, slug: str) -> HttpResponse:
    """A package whose registry is silent: what it said, when it is asked again, and a button to ask it now."""
    shown = get_object_or_404(Watch.objects.select_related("target__owner"), target__slug=slug)
    by = person_of(request).handle

    def now(_data: dict[str, Any]) -> str:
        ask_now(shown.target, timezone.now(), by)
        return _("It is asked in the next round.")

    deeds = [Deed("now", _("Ask it now"), now, style="button--mark", after=f"{reverse('desk')}?kind=watch")]
    return page(request, "desk/watch.html", [f"target/{slug}"], deeds, {"watch": shown})
