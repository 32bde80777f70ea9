"""A page with what may be done on it, in; the deed done, or the page again with all that was typed, out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.faces.academy.open.fields import blame
from portal.faces.desk.deeds import Confirm, Deed, Shown
from portal.ground.moves import NotAllowedError

__all__ = ["Confirm", "Deed", "Shown", "do", "page", "shown"]
Doing = Callable[[HttpRequest, Deed, forms.Form], bool]


def page(
    request: HttpRequest,
    template: str,
    deeds: Sequence[Deed],
    context: Mapping[str, Any],
    status: int = 200,
    doing: Doing | None = None,
) -> HttpResponse:
    """Show a page with its deeds, or do the one that was sent and come back by a GET.

    What cannot be done brings the page back with what was typed and the reason at its field; status 400 where the form
    is wrong, 409 where the deed is not possible any more. `doing`: how a deed is done where `do` does not know how.
    """
    bound: dict[str, forms.Form] = {}
    if request.method == "POST":
        deed = next((one for one in deeds if one.name == request.POST.get("do")), None)
        if deed is None:
            messages.error(request, _("This can no longer be done here: see what has changed."))
            status = 409
        else:
            form = deed.fill(request.POST)
            if form.is_valid() and (doing or do)(request, deed, form):
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


def do(request: HttpRequest, deed: Deed, form: forms.Form) -> bool:
    """Do a deed whose form is right; whether it was done. Why not is said at its form."""
    try:
        with transaction.atomic():
            done = deed.act(form.cleaned_data)
    except IntegrityError:
        form.add_error(None, _("Somebody else did the same at this moment. Look again, then decide."))
    except NotAllowedError:
        form.add_error(None, _("This is not possible any more: look again, then decide."))
    except (ValidationError, ValueError) as error:
        blame(form, error)
    else:
        if done:
            messages.success(request, done)
        return True
    return False
