"""Requests of people about themselves in; their settings, their data and their leaving out."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.faces.people.choice import remember
from portal.faces.people.data import all_about
from portal.faces.people.forms import LeaveForm, NameForm, WishesForm
from portal.faces.people.paths import post_or_back
from portal.ground.limits import acts as limits
from portal.ground.limits import rules
from portal.ground.moves import NotAllowedError
from portal.ground.people import acts
from portal.ground.people.models import Person


@login_required
@never_cache
def settings_page(request: HttpRequest) -> HttpResponse:
    """Everything a person can decide about themselves, on one page."""
    return _page(request)


@login_required
@post_or_back("settings")
@never_cache
def change_name(request: HttpRequest) -> HttpResponse:
    """Change the public name."""
    person = _person(request)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _page(request, name_form=form)
    if not limits.allow_rule(rules.NEW_NAME, person.handle):
        form.add_error("name", _("You have changed your name often today. Please come back tomorrow."))
        return _page(request, name_form=form)
    acts.rename(person, form.cleaned_data["name"])
    messages.success(request, _("Others now see: %(name)s") % {"name": person.public_name})
    return redirect("settings")


@login_required
@post_or_back("settings")
@never_cache
def change_wishes(request: HttpRequest) -> HttpResponse:
    """Change the language of mails, and whether there are any."""
    person = _person(request)
    form = WishesForm.of(person, request.POST)
    if not form.is_valid():
        return _page(request, wishes_form=form)
    acts.wish(person, locale=form.cleaned_data["locale"], wants_mail=form.cleaned_data["wants_mail"])
    messages.success(request, _("Saved."))
    return remember(redirect("settings"), person.locale)


@login_required
@post_or_back("settings")
@never_cache
def download(request: HttpRequest) -> HttpResponse:
    """All that is kept about a person, as a file."""
    person = _person(request)
    if not limits.allow_rule(rules.DOWNLOAD, person.handle):
        messages.warning(request, _("You have downloaded your data often today. Please come back tomorrow."))
        return redirect("settings")
    answer = JsonResponse(all_about(person), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="{person.handle}.json"'
    return answer


@login_required
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """Leave: say what is erased and what stays, and do it when the person is sure."""
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.leave(_person(request))
        except NotAllowedError:
            form.add_error(None, _("You are the last administrator. Please give this role to somebody else first."))
        else:
            logout(request)
            return render(request, "people/left.html")
    return render(request, "people/leave.html", {"form": form})


def _person(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person):
        raise TypeError("somebody is signed in whom this portal does not know")
    return person


def _page(request: HttpRequest, **forms: object) -> HttpResponse:
    person = _person(request)
    known = {
        "name_form": NameForm(initial={"name": person.name}),
        "wishes_form": WishesForm.of(person),
        "passkeys": Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).count(),
    }
    return render(request, "people/settings.html", {**known, **forms})
