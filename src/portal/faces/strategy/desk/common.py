"""A request at the strategy's desk in; who asks, the draft, deeds done, and faults put to their fields, out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portal.faces.academy.open.deeds import page as page_of_deeds
from portal.faces.academy.open.fields import blame
from portal.faces.desk.deeds import Deed
from portal.faces.desk.rights import person_of
from portal.faces.strategy.common import strategy_of
from portal.ground.moves import NotAllowedError
from portal.indicator.readings.acts import ReadingError
from portal.strategy.plan.acts.base import Row
from portal.strategy.plan.fields import PlanError
from portal.strategy.plan.looks import draft
from portal.strategy.plan.models import Aim, Version

T = TypeVar("T")

ELSEWHERE = {"period": "starts_on", "indicator": ""}  # what acts call a field that the forms call otherwise


def by(request: HttpRequest) -> str:
    """What the ledger calls who asks."""
    return person_of(request).handle


def being_written(slug: str) -> Version:
    """The draft of the strategy of an address. Raises Http404 where there is none."""
    found = draft(strategy_of(slug))
    if found is None:
        raise Http404
    return found


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
    """Show a page with its deeds, or do the one that was sent, with what acts refuse at the fields they speak of."""
    return page_of_deeds(request, template, deeds, context, doing=_do)


def _do(request: HttpRequest, deed: Deed, form: forms.Form) -> bool:
    done = tried(form, lambda: deed.act(form.cleaned_data))
    if done:
        messages.success(request, done)
    return bool(done)
