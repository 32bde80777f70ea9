"""A request at the strategy's desk in; who asks, the draft, deeds done, and faults put to their fields, out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from portal.faces.academy.open.fields import blame
from portal.faces.desk.deeds import Deed, Shown
from portal.faces.desk.rights import person_of
from portal.ground.moves import NotAllowedError
from portal.indicator.readings.acts import ReadingError
from portal.strategy.plan.acts.base import Row
from portal.strategy.plan.fields import PlanError
from portal.strategy.plan.models import Aim, Strategy, Version
from portal.strategy.plan.states import VersionState

T = TypeVar("T")

ELSEWHERE = {"period": "starts_on", "indicator": ""}  # what acts call a field that the forms call otherwise


def by(request: HttpRequest) -> str:
    """What the ledger calls who asks."""
    return person_of(request).handle


def strategy_of(slug: str) -> Strategy:
    """The strategy of an address. Raises Http404."""
    return get_object_or_404(Strategy, slug=slug)


def draft_of(strategy: Strategy) -> Version | None:
    """The version that is being written, if one is."""
    return strategy.versions.filter(state=VersionState.DRAFT).select_related("strategy").first()


def being_written(slug: str) -> Version:
    """The draft of the strategy of an address. Raises Http404 where there is none."""
    draft = draft_of(strategy_of(slug))
    if draft is None:
        raise Http404
    return draft


def name_of(row: Row | None, part: str) -> str:
    """What a part is called, in the language of the reader; its name in the ledger where it was removed."""
    if row is None:
        return part
    return (row.indicator.name if isinstance(row, Aim) else row.name) or part


def tried(form: forms.Form, act: Callable[[], T]) -> T | None:
    """What an act gives; None where it refuses, which is then said at the field it speaks of."""
    try:
        with transaction.atomic():
            return act()
    except (PlanError, ReadingError) as error:
        field = ELSEWHERE.get(error.field, error.field).replace(".", "_")  # names.sq is typed into names_sq
        blame(form, ValidationError({field: error.message}))
    except IntegrityError:
        form.add_error(None, _("Somebody else did the same at this moment. Look again, then decide."))
    except NotAllowedError as error:
        form.add_error(None, str(error))
    except (ValidationError, ValueError) as error:
        blame(form, error)
    return None


def page(request: HttpRequest, template: str, deeds: Sequence[Deed], context: Mapping[str, Any]) -> HttpResponse:
    """Show a page with its deeds, or do the one that was sent and come back by a GET.

    What cannot be done brings the page back with what was typed and the reason at its field: status 400 where the form
    is wrong, 409 where the deed is not possible any more.
    """
    bound: dict[str, forms.Form] = {}
    status = 200
    if request.method == "POST":
        deed = next((one for one in deeds if one.name == request.POST.get("do")), None)
        if deed is None:
            messages.error(request, _("This can no longer be done here: see what has changed."))
            status = 409
        else:
            form = deed.fill(request.POST)
            if done := _done(deed, form):
                messages.success(request, done)
                return redirect(deed.after or request.get_full_path())
            bound[deed.name] = form
            status = 400 if any(name != NON_FIELD_ERRORS for name in form.errors) else 409
            if not form.visible_fields():  # a button alone has no field to say it at
                for words in form.non_field_errors():
                    messages.error(request, str(words))
    return render(request, template, {"deeds": shown(deeds, bound), **context}, status=status)


def shown(deeds: Sequence[Deed], bound: Mapping[str, forms.Form]) -> dict[str, Shown]:
    """Deeds as a template draws them, by name; `bound`: forms that came back."""
    return {deed.name: Shown(deed, bound.get(deed.name) or deed.fill()) for deed in deeds}


def _done(deed: Deed, form: forms.Form) -> str | None:
    return tried(form, lambda: deed.act(form.cleaned_data)) if form.is_valid() else None
