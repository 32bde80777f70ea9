"""Strategies in; each with its versions, and the draft of one as a tree of its parts, out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.faces.academy.crew.forms import short_name
from portal.faces.academy.open.fields import spread
from portal.faces.desk.claims import names
from portal.faces.desk.deeds import Deed
from portal.faces.strategy.common import strategy_of
from portal.faces.strategy.desk.common import being_written, by, name_of, page, tried
from portal.faces.strategy.desk.forms import StrategyChangeForm, StrategyForm, VersionForm
from portal.faces.strategy.desk.parts import after_edit
from portal.indicator.readings.looks import owing
from portal.strategy.plan import acts, looks
from portal.strategy.plan.acts.base import at
from portal.strategy.plan.checks import problems
from portal.strategy.plan.models import Edit, Strategy, Version

MOST_EDITS = 30


def home(request: HttpRequest) -> HttpResponse:
    """Every strategy, and what is owed."""
    rows = [(one, looks.in_force(one), looks.draft(one)) for one in looks.strategies()]
    owed = len(owing(timezone.localdate()))
    return render(request, "strategy/desk/home.html", {"rows": rows, "owed": owed})


def new(request: HttpRequest) -> HttpResponse:
    """Add a strategy."""
    form = StrategyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: _make(by(request), form.values()))
        if made is not None:
            messages.success(request, _("The strategy is there. Now begin its first version."))
            return redirect("strategy-desk-one", made.slug)
    return render(request, "strategy/desk/strategy_new.html", {"form": form}, status=400 if form.errors else 200)


def _make(who: str, values: dict[str, Any]) -> Strategy:
    slug = short_name(values.pop("slug"), values["names"])
    return acts.make_strategy(who, slug, values.pop("names"), values.pop("organisation"), **values)


def one(request: HttpRequest, slug: str) -> HttpResponse:
    """A strategy: its draft as a tree, or the way to begin one."""
    strategy = strategy_of(slug)
    draft, force = looks.draft(strategy), looks.in_force(strategy)
    known: dict[str, Any] = {"strategy": strategy, "draft": draft, "force": force}
    known["versions"] = strategy.versions.order_by("-number")
    if draft is None:
        return page(request, "strategy/desk/one.html", [_begin(request, strategy)], known)
    known |= {
        "tree": looks.tree(draft),
        "risks": looks.risks(draft),
        "waiting": _told(draft, looks.beside(draft)),
        "edits": _told(draft, looks.edits(draft)[:MOST_EDITS]),
        "problems": problems(draft),
    }
    return page(request, "strategy/desk/one.html", [], known)


def _told(draft: Version, edits: Iterable[Edit]) -> list[tuple[Edit, str, str]]:
    """Edits with who wrote each, and what the part is called."""
    rows = list(edits)
    called = names({row.by for row in rows})
    return [(row, called.get(row.by, row.by), name_of(at(draft, row.part), row.part)) for row in rows]


def _begin(request: HttpRequest, strategy: Strategy) -> Deed:
    def begin(_data: dict[str, Any]) -> str:
        acts.begin_version(strategy, by(request))
        return _("The draft is there. Nobody outside sees it until it is published.")

    return Deed("begin", _("Begin the next version"), begin, style="button--mark")


def about(request: HttpRequest, slug: str) -> HttpResponse:
    """What a strategy says of itself, in every version at once."""
    strategy = strategy_of(slug)
    first = {name: getattr(strategy, name) for name in StrategyForm.base_fields}
    texts = {**spread("names", strategy.names), **spread("about", strategy.about)}
    form = StrategyChangeForm(request.POST or None, initial={**first, **texts})
    if request.method == "POST" and form.is_valid():
        saved = tried(form, lambda: acts.change_strategy(strategy, by(request), **form.values()))
        if saved is not None:
            messages.success(request, _("Saved."))
            return redirect("strategy-desk-one", slug)
        strategy.refresh_from_db()
    known = {"strategy": strategy, "form": form}
    return render(request, "strategy/desk/strategy.html", known, status=400 if form.errors else 200)


def version(request: HttpRequest, slug: str) -> HttpResponse:
    """What the draft says of itself as a whole."""
    draft = being_written(slug)
    texts = {**spread("names", draft.names), **spread("about", draft.about)}
    first = {"source": draft.source, "as_of": draft.as_of, "base": draft.edition, **texts}
    form = VersionForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        edit = tried(form, lambda: acts.change(draft, form.edition, by(request), **form.values()))
        if edit is not None:
            return after_edit(request, edit, reverse("strategy-desk-one", args=[slug]))
        draft.refresh_from_db()
    known = {"strategy": draft.strategy, "version": draft, "form": form}
    return render(request, "strategy/desk/version.html", known, status=400 if form.errors else 200)
