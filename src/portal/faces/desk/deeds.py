"""A page of the desk with what may be done on it, in; the deed done, or the page again with all that was typed, out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.faces.desk.told import Told, told
from portal.ground.ledger.acts import alone_with
from portal.ground.ledger.models import Entry
from portal.ground.moves import NotAllowedError

# What citizens and machines do meanwhile takes nothing from what a person at the desk has read.
UNRELATED = ("look.made", "look.asked", "request.signed", "signature.withdrawn", "desk.taken", "desk.left")


class Confirm(forms.Form):
    """Nothing to fill in: a button alone."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done on a page.

    `name` goes into the form, `words` onto the button; `act` does it with what was filled in and says what was done.
    `style` is a class of the button; `after` is where to go then, else the page itself; `help` says what follows.
    """

    name: str
    words: str
    act: Callable[[dict[str, Any]], str]
    form: type[forms.Form] = Confirm
    initial: Mapping[str, Any] = field(default_factory=dict)
    style: str = ""
    help: str = ""
    after: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)

    def fill(self, data: Mapping[str, Any] | None = None) -> forms.Form:
        """The form of this deed, with what was typed where it was sent."""
        return self.form(data, initial=dict(self.initial), prefix=self.name, **self.options)


@dataclass(frozen=True, slots=True)
class Shown:
    """A deed as a template draws it: with its form, which is open where something is wrong with it."""

    deed: Deed
    form: forms.Form

    @property
    def wrong(self) -> bool:
        """Whether the form came back."""
        return self.form.is_bound


def stamp(*subjects: str) -> int:
    """The number of the last row of the ledger about some subjects: what a person has seen of them."""
    rows = Entry.objects.filter(subject__in=subjects).exclude(verb__in=UNRELATED)
    return rows.order_by("-number").values_list("number", flat=True).first() or 0


def page(
    request: HttpRequest,
    template: str,
    subjects: Sequence[str],
    deeds: Sequence[Deed],
    context: Mapping[str, Any],
) -> HttpResponse:
    """Show a page with its deeds, or do the one that was sent.

    Where it cannot be done the page comes back with what was typed and the reason: the form was not filled in, the
    move is not allowed, or somebody else did something to the same subjects since this page was opened.
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
            status = 409 if form.is_valid() else 400
            if status == 409 and _do(request, deed, form, subjects):
                return redirect(deed.after or request.get_full_path())
            bound[deed.name] = form
    shown = {deed.name: Shown(deed, bound.get(deed.name) or deed.fill()) for deed in deeds}
    known = {"deeds": shown, "stamp": stamp(*subjects), "history": _history(subjects), **context}
    return render(request, template, known, status=status)


def _do(request: HttpRequest, deed: Deed, form: forms.Form, subjects: Sequence[str]) -> bool:
    try:
        with transaction.atomic():
            alone_with(*subjects)
            if request.POST.get("stamp") != str(stamp(*subjects)):
                raise NotAllowedError(
                    _("Somebody else changed this meanwhile. See the history below, then decide again.")
                )
            done = deed.act(form.cleaned_data)
    except IntegrityError:
        form.add_error(None, _("Somebody else did the same at this moment. Look again, then decide."))
    except (NotAllowedError, ValueError) as error:
        form.add_error(None, str(error))
    else:
        messages.success(request, done)
        return True
    messages.error(request, _("Nothing was changed. What you typed is still here."))
    return False


def _history(subjects: Sequence[str]) -> list[Told]:
    return told(Entry.objects.filter(subject__in=subjects).order_by("-number")[:30])
