"""What coordinators decide about trials in; the plan, the drawing, the start and whom to ask now, out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, URLResolver, path
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.faces.desk.deeds import Deed, page
from portal.faces.desk.rights import guarded_by, person_of
from portal.faces.public.words import LAYERS
from portal.faces.strategy.trial.forms import NoteForm, PlanForm, StopForm
from portal.ground.people.models import Role
from portal.indicator.trial import acts, looks
from portal.indicator.trial.models import Trial
from portal.indicator.trial.pool import Size, pool, size
from portal.indicator.trial.states import TRIAL, TrialState

SMALL = 60


def trials(request: HttpRequest) -> HttpResponse:
    """Every trial, with how many targets are to be asked now."""
    today = timezone.localdate()
    rows = [(one, len(looks.to_ask(one, today)) if one.state == TrialState.RUNNING else None) for one in looks.trials()]
    return render(request, "strategy/trial/desk.html", {"rows": rows})


def new(request: HttpRequest) -> HttpResponse:
    """Count the targets that a rule would take, or plan the trial."""
    form = PlanForm(request.POST or None)
    counted: Size | None = None
    if request.method == "POST":
        wants_plan = request.POST.get("do") == "plan"
        form.is_valid()
        data = form.cleaned_data
        if wants_plan and not form.errors:
            try:
                made = acts.plan_trial(person_of(request).handle, data["slug"], form.names(), **form.rule())
            except acts.TrialError as error:
                form.add_error(error.field if error.field in form.fields else None, str(error))
            else:
                messages.success(request, _("Planned. The list and the seed are sealed in the ledger."))
                return redirect("trial-desk-one", made.slug)
        if data.get("layers") and data.get("criterion"):
            counted = size(pool(data["layers"], data["criterion"]))
        if not wants_plan:
            form = PlanForm(initial=_typed(request))
    known = {"form": form, "counted": counted, "layers": _layers(counted), "is_small": _is_small(counted)}
    return render(request, "strategy/trial/plan.html", known, status=400 if form.is_bound and form.errors else 200)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed, to be shown again unchecked: who only counts need not have a name yet."""
    return {name: request.POST.getlist(name) if name == "layers" else value for name, value in request.POST.items()}


def _layers(counted: Size | None) -> list[tuple[Any, int]]:
    return [] if counted is None else [(LAYERS.get(layer, layer), many) for layer, many in counted.layers.items()]


def _is_small(counted: Size | None) -> bool:
    return counted is not None and counted.targets < SMALL


def trial(request: HttpRequest, slug: str) -> HttpResponse:
    """One trial: the next step, whom to ask now, and what went otherwise than planned."""
    one = get_object_or_404(Trial, slug=slug)
    known = {
        "trial": one,
        "size": looks.members(one),
        "to_ask": looks.to_ask(one, timezone.localdate()) if one.state == TrialState.RUNNING else [],
        "deviations": looks.deviations(one),
        "layers": [LAYERS[layer] for layer in one.layers if layer in LAYERS],
    }
    return page(request, "strategy/trial/desk_one.html", [one.subject], _deeds(one, person_of(request).handle), known)


def _deeds(one: Trial, by: str) -> list[Deed]:
    """What can be done with a trial where it stands."""

    def draw(_data: dict[str, Any]) -> str:
        acts.draw(one, by)
        return _("Drawn. Seed and drawing stand in the ledger for everybody to check.")

    def start(_data: dict[str, Any]) -> str:
        acts.start(one, by)
        return _("The first wave begins today.")

    def stop(data: dict[str, Any]) -> str:
        acts.stop(one, by, data["reason"])
        return _("Stopped. What was counted until yesterday stays.")

    def note(data: dict[str, Any]) -> str:
        acts.note_deviation(one, by, data["note"], data["target"])
        return _("Written down for everybody to read.")

    verbs = TRIAL.verbs(one.state)
    deeds = {
        "draw": Deed(
            "draw", _("Draw now"), draw, style="button--mark", help=_("The seed becomes public. This cannot be undone.")
        ),
        "start": Deed(
            "start",
            _("Start the first wave today"),
            start,
            style="button--mark",
            help=_("The days of the other waves follow from the plan."),
        ),
        "note": Deed("note", _("Write it down"), note, NoteForm, options={"trial": one}),
        "stop": Deed("stop", _("Stop this trial"), stop, StopForm, style="button--risk"),
    }
    return [deed for name, deed in deeds.items() if name in verbs or (name == "note" and verbs)]


def way(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """An address of this desk."""
    return path(route, guarded_by(Role.COORDINATOR, view), name=f"trial-desk{name}")


urlpatterns: list[URLPattern | URLResolver] = [
    way("", trials, ""),
    way("new/", new, "-new"),
    way("about/<slug:slug>/", trial, "-one"),
]
